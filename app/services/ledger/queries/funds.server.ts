import { bodiesWhere } from '#app/domain/shared/actor.ts'
import type { Context } from '#app/services/shared/context.server.ts'

export type FundRow = {
  id: string
  name: string
  source: string
  bodyName: string
  appropriatedFen: string
  allocatedFen: string
  availableFen: string
  callCount: number
}
export type FundsPage = { funds: FundRow[]; bodies: { id: string; name: string }[] }

/** The funds of the bodies whose finance officer asks; two statements. */
export async function readFunds(ctx: Context): Promise<FundsPage> {
  const bodyIds = bodiesWhere(ctx.actor, 'FINANCE')
  const [bodies, funds] = await Promise.all([
    ctx.db.body.findMany({ where: { id: { in: bodyIds } }, orderBy: { id: 'asc' } }),
    ctx.db.$queryRaw<(Omit<FundRow, 'bodyName'> & { bodyId: string })[]>`
      SELECT f.id, f.name, f.source::text AS source, f.body_id AS "bodyId",
        coalesce(l.posted_credit, 0)::text AS "appropriatedFen", coalesce(l.posted_debit, 0)::text AS "allocatedFen",
        coalesce(l.posted_credit - l.posted_debit - l.pending_debit, 0)::text AS "availableFen",
        (SELECT count(*)::int FROM call c WHERE c.fund_id = f.id AND c.state NOT IN ('DRAFT', 'SUBMITTED')) AS "callCount"
      FROM fund f LEFT JOIN ledger_account l ON l.code = 'fund:' || f.id || ':available'
      WHERE f.body_id = ANY(${bodyIds}::uuid[]) ORDER BY f.id DESC`,
  ])
  const nameOf = new Map(bodies.map(({ id, nameZh, nameEn }) => [id, ctx.locale === 'en' ? nameEn : nameZh]))
  return {
    funds: funds.map(({ bodyId, ...fund }) => ({ ...fund, bodyName: nameOf.get(bodyId) ?? '' })),
    bodies: bodies.map(({ id }) => ({ id, name: nameOf.get(id) ?? '' })),
  }
}
