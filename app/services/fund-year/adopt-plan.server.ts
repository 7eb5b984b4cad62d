import { fundYearPolicy } from '#app/domain/fund-year/policy.ts'
import type { PlanTyped } from '#app/domain/fund-year/schema.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockFund } from './store.server.ts'

/** A year is opened by what the fund is meant for in it; adopted again, the new plan takes the place of the one before. */
export const adoptPlan = (
  ctx: Context,
  { fundId, year, documentNo, lines }: PlanTyped & { fundId: string; year: number },
) =>
  transact<{ planId: string }>(ctx, async (tx) => {
    const fund = await lockFund(tx, fundId)
    const { accountId } = ctx.actor
    if (fund === null || accountId === undefined || !may(fundYearPolicy, 'read', ctx.actor, fund))
      return refuse('not-found')
    if (!may(fundYearPolicy, 'adoptPlan', ctx.actor, fund)) return refuse('forbidden')
    const before = await tx.fundPlan.count({ where: { fundId, year } })
    const { id } = await tx.fundPlan.create({
      data: {
        fundId,
        year,
        number: before + 1,
        documentNo,
        adoptedById: accountId,
        adoptedAt: ctx.now,
        lines: { create: lines.map((line, index) => ({ position: index + 1, ...line })) },
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'fund.plan-adopted',
      entity: 'fund',
      entityId: fundId,
      bodyId: fund.bodyId,
      data: { year, number: before + 1, documentNo },
    })
    return ok({ planId: id })
  })
