import { accountCode, inPart, transfer } from '#app/domain/ledger/accounts.ts'
import { ledgerPolicy } from '#app/domain/ledger/policy.ts'
import { dayOf, yearOf } from '#app/domain/shared/day.ts'
import type { Fen } from '#app/domain/shared/money.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { FundSource } from '#prisma/generated/enums.ts'
import { postEntry } from './store.server.ts'

export type AppropriateMoney = {
  fundId: string
  /** Made when the form was drawn: the same form posted twice appropriates once. */
  key: string
  source: FundSource
  /** Of which year's budget. */
  year: number
  amountFen: Fen
  /** The notice that grants the money. */
  documentNo: string
}

/** Money that one of a fund's sources put at the body's disposal is entered into the fund. */
export const appropriateMoney = (ctx: Context, input: AppropriateMoney) =>
  transact(ctx, async (tx) => {
    // The same form posted twice at once: the second waits here and finds the first one's entry.
    await tx.$queryRaw`SELECT id FROM fund WHERE id = ${input.fundId}::uuid FOR UPDATE`
    const fund = await tx.fund.findUnique({ where: { id: input.fundId }, include: { shares: true } })
    if (fund === null || !may(ledgerPolicy, 'readFunds', ctx.actor, fund)) return refuse('not-found')
    if (!may(ledgerPolicy, 'appropriate', ctx.actor, fund)) return refuse('forbidden')
    if (input.year > yearOf(dayOf(ctx.now)) + 1) return refuse('fund.year-far', { field: 'year' })
    const share = fund.shares.find(({ source }) => source === input.source)
    if (share === undefined) return refuse('fund.not-its-source', { field: 'source' })
    const key = `fund.appropriated:${fund.id}:${input.key}`
    const known = await tx.ledgerEntry.findUnique({ where: { idempotencyKey: key }, select: { id: true } })
    const entryId = await postEntry(tx, ctx, {
      key,
      kind: 'appropriate',
      phase: 'posted',
      lines: transfer(
        inPart(accountCode.appropriation(fund.bodyId), share.part),
        inPart(accountCode.fund(fund.id), share.part),
        input.amountFen,
      ),
      memo: input.documentNo,
    })
    if (known !== null) return ok({ entryId })
    const { source, year, amountFen, documentNo } = input
    await tx.appropriation.create({
      data: {
        fundId: fund.id,
        source,
        year,
        amountFen,
        documentNo,
        entryId,
        madeById: ctx.actor.accountId ?? null,
        madeAt: ctx.now,
      },
    })
    await record(tx, ctx, {
      type: 'fund.appropriated',
      entity: 'fund',
      entityId: fund.id,
      bodyId: fund.bodyId,
      data: { source, year, amountFen: amountFen.toString(), documentNo },
    })
    return ok({ entryId })
  })
