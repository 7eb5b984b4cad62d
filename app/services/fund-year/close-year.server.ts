import { fundYearPolicy } from '#app/domain/fund-year/policy.ts'
import type { RestChoice } from '#app/domain/fund-year/schema.ts'
import { accountCode, transferParts } from '#app/domain/ledger/accounts.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { postEntry } from '#app/services/ledger/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockFund, readLeft } from './store.server.ts'

export type ProposeClose = {
  fundId: string
  year: number
  note: string
  /** What becomes of what is left of each source. */
  choices: Readonly<Partial<Record<string, RestChoice>>>
}

/** Finance says what becomes of what is left; the year is over and its months are closed (the database refuses it before). */
export const proposeClose = (ctx: Context, { fundId, year, note, choices }: ProposeClose) =>
  transact<{ closeId: string }>(ctx, async (tx) => {
    const fund = await lockFund(tx, fundId)
    const { accountId } = ctx.actor
    if (fund === null || accountId === undefined || !may(fundYearPolicy, 'read', ctx.actor, fund))
      return refuse('not-found')
    if (!may(fundYearPolicy, 'proposeClose', ctx.actor, fund)) return refuse('forbidden')
    if ((await tx.fundYearClose.count({ where: { fundId, year, withdrawnAt: null } })) > 0)
      return refuse('fund-year.settled')
    const left = await readLeft(tx, fundId, year)
    const rests: { source: (typeof left)[number]['source']; leftFen: bigint; choice: RestChoice }[] = []
    for (const { source, leftFen } of left) {
      const choice = choices[source]
      if (choice === undefined && leftFen > 0n) return refuse('fund-year.choose', { field: `choices.${source}` })
      rests.push({ source, leftFen, choice: choice ?? 'CARRY' })
    }
    const { id } = await tx.fundYearClose.create({
      data: { fundId, year, note, proposedById: accountId, proposedAt: ctx.now, rests: { create: rests } },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'fund.year-close-proposed',
      entity: 'fund',
      entityId: fundId,
      bodyId: fund.bodyId,
      data: { year },
    })
    return ok({ closeId: id })
  })

/** Another person closes the year: what goes back to the treasury leaves the fund in one entry, source by source. */
export const closeYear = (ctx: Context, { closeId }: { closeId: string }) =>
  transact(ctx, async (tx) => {
    const proposed = await tx.fundYearClose.findUnique({ where: { id: closeId }, include: { rests: true } })
    const fund = proposed === null ? null : await lockFund(tx, proposed.fundId)
    const { accountId } = ctx.actor
    if (proposed === null || fund === null || accountId === undefined || !may(fundYearPolicy, 'read', ctx.actor, fund))
      return refuse('not-found')
    const facts = { bodyId: fund.bodyId, proposedById: proposed.proposedById }
    if (!may(fundYearPolicy, 'close', ctx.actor, facts)) return refuse('fund-year.two-people')
    if (proposed.closedAt !== null || proposed.withdrawnAt !== null) return refuse('fund-year.settled')
    const { year, rests } = proposed
    const left = new Map((await readLeft(tx, fund.id, year)).map(({ source, leftFen }) => [source, leftFen]))
    if (rests.some(({ source, leftFen }) => left.get(source) !== leftFen)) return refuse('fund-year.moved')
    const shares = await tx.fundShare.findMany({ where: { fundId: fund.id } })
    const parts = rests
      .filter(({ choice }) => choice === 'RETURN')
      .map(({ source, leftFen }) => ({
        part: shares.find((share) => share.source === source)?.part ?? '',
        amountFen: leftFen,
      }))
    const lines = transferParts(accountCode.fund(fund.id), accountCode.appropriation(fund.bodyId), parts)
    if (lines.length > 0)
      await postEntry(tx, ctx, {
        key: `fund.year-closed:${closeId}`,
        kind: 'lapse',
        phase: 'posted',
        lines,
        memo: String(year),
      })
    await tx.fundYearClose.update({ where: { id: closeId }, data: { closedById: accountId, closedAt: ctx.now } })
    await record(tx, ctx, {
      type: 'fund.year-closed',
      entity: 'fund',
      entityId: fund.id,
      bodyId: fund.bodyId,
      data: { year, returnedFen: parts.reduce((sum, { amountFen }) => sum + amountFen, 0n).toString() },
    })
    return ok()
  })

/** The figures moved, or another choice is wanted: it is proposed anew. */
export const withdrawClose = (ctx: Context, { closeId }: { closeId: string }) =>
  transact(ctx, async (tx) => {
    const proposed = await tx.fundYearClose.findUnique({ where: { id: closeId } })
    const fund = proposed === null ? null : await lockFund(tx, proposed.fundId)
    if (proposed === null || fund === null || !may(fundYearPolicy, 'read', ctx.actor, fund)) return refuse('not-found')
    if (!may(fundYearPolicy, 'proposeClose', ctx.actor, fund) && !may(fundYearPolicy, 'close', ctx.actor, fund))
      return refuse('forbidden')
    if (proposed.closedAt !== null || proposed.withdrawnAt !== null) return refuse('fund-year.settled')
    await tx.fundYearClose.update({ where: { id: closeId }, data: { withdrawnAt: ctx.now } })
    return ok()
  })
