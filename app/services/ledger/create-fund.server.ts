import { ledgerPolicy } from '#app/domain/ledger/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { FundSource, Instrument, ServiceField } from '#prisma/generated/enums.ts'

export type CreateFund = {
  bodyId: string
  name: string
  /** Ten-thousandths that make a whole: whose money it is, for good. */
  shares: readonly { source: FundSource; weight: number }[]
  purpose: string
  fields?: ServiceField[]
  instruments?: Instrument[]
  uses?: string[]
}

/** A fund is a purse with a name; it is empty until money is appropriated into it. */
export const createFund = (ctx: Context, { shares, ...input }: CreateFund) =>
  transact(ctx, async (tx) => {
    if (!may(ledgerPolicy, 'createFund', ctx.actor, { bodyId: input.bodyId })) return refuse('forbidden')
    const { id } = await tx.fund.create({ data: { ...input, createdAt: ctx.now }, select: { id: true } })
    await tx.fundShare.createMany({
      data: shares.map((share) => ({ ...share, fundId: id, part: partOf(share) })),
    })
    await record(tx, ctx, {
      type: 'fund.created',
      entity: 'fund',
      entityId: id,
      bodyId: input.bodyId,
      data: { name: input.name, shares: shares.map(({ source, weight }) => `${source} ${weight}`).join(', ') },
    })
    return ok({ fundId: id })
  })

/** How the accounts of a source end: nothing where it is the only one. */
const partOf = ({ source, weight }: { source: FundSource; weight: number }): string =>
  weight === 10_000 ? '' : source.toLowerCase()
