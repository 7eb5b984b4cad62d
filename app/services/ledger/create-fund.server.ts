import { ledgerPolicy } from '#app/domain/ledger/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { FundSource } from '#prisma/generated/enums.ts'

export type CreateFund = { bodyId: string; name: string; source: FundSource; purpose: string }

/** A fund is a purse with a name; it is empty until money is appropriated into it. */
export const createFund = (ctx: Context, input: CreateFund) =>
  transact(ctx, async (tx) => {
    if (!may(ledgerPolicy, 'createFund', ctx.actor, { bodyId: input.bodyId })) return refuse('forbidden')
    const { id } = await tx.fund.create({ data: { ...input, createdAt: ctx.now }, select: { id: true } })
    await record(tx, ctx, {
      type: 'fund.created',
      entity: 'fund',
      entityId: id,
      bodyId: input.bodyId,
      data: { name: input.name, source: input.source },
    })
    return ok({ fundId: id })
  })
