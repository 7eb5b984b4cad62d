import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'

export type FundRow = {
  id: string
  name: string
  shares: { source: string; weight: number }[]
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
      SELECT f.id, f.name,
        (SELECT jsonb_agg(jsonb_build_object('source', s.source, 'weight', s.weight) ORDER BY s.source) FROM fund_share s WHERE s.fund_id = f.id) AS shares,
        f.body_id AS "bodyId",
        m.given::text AS "appropriatedFen", (m.given - l.left - m.returned)::text AS "allocatedFen", l.left::text AS "availableFen",
        (SELECT count(*)::int FROM call c WHERE c.fund_id = f.id AND c.state NOT IN ('DRAFT', 'SUBMITTED')) AS "callCount"
      FROM fund f CROSS JOIN LATERAL (SELECT coalesce(sum(amount_fen), 0)::bigint AS given,
          (SELECT coalesce(sum(p.amount), 0)::bigint FROM ledger_account a JOIN ledger_posting p ON p.account_id = a.id JOIN ledger_entry e ON e.id = p.entry_id AND e.kind = 'lapse'
            WHERE ledger_base(a.code) = 'fund:' || f.id || ':available') AS returned FROM appropriation WHERE fund_id = f.id) m
        CROSS JOIN LATERAL (SELECT posted_credit - posted_debit - pending_debit AS left FROM ledger_total('fund:' || f.id || ':available')) l
      WHERE f.body_id = ${among(bodyIds)} ORDER BY f.id DESC`,
  ])
  const nameOf = new Map(bodies.map(({ id, nameZh, nameEn }) => [id, ctx.locale === 'en' ? nameEn : nameZh]))
  return {
    funds: funds.map(({ bodyId, ...fund }) => ({ ...fund, bodyName: nameOf.get(bodyId) ?? '' })),
    bodies: bodies.map(({ id }) => ({ id, name: nameOf.get(id) ?? '' })),
  }
}
