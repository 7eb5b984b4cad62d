import { isBarring } from '#app/domain/eligibility/call.ts'
import { type Day, dayOf, toDay } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { readConditions } from './read-conditions.server.ts'

type Asked = {
  callId: string
  /** The bidder and its partners: each must meet everything. */
  organizationIds: readonly string[]
  use: 'BID' | 'AWARD'
}
const areaOf = { BID: 'bid', AWARD: 'award' } as const

/**
 * Refuses, with what is not met, of whom and since when, what PostgreSQL would refuse without saying it (bid_conditions_guard,
 * bid_credit_guard and those of an award): a list that bars first, then the conditions of the call.
 */
export async function meetsConditions(tx: Tx, ctx: Context, { callId, organizationIds, use }: Asked): Promise<Outcome> {
  const on = dayOf(ctx.now)
  const listed = await tx.$queryRaw<{ who: string; since: string | null; list: 'ABNORMAL' | 'SERIOUS' }[]>`
    SELECT o.name AS who, credit_state(o.id, ${on}::date) AS list, (SELECT max(s.from_on)::text FROM credit_span s
      WHERE s.organization_id = o.id AND s.list = credit_state(o.id, ${on}::date) AND s.from_on <= ${on}::date) AS since
    FROM organization o WHERE o.id = ${among(organizationIds)} AND credit_effect_on(o.id, ${use}, ${on}::date) = 'BAR' ORDER BY o.name`
  if (listed.length > 0)
    return refuse(`${areaOf[use]}.credit-listed`, {
      unmet: listed.map(({ who, since, list }) => ({
        who,
        code: list,
        since: since === null ? null : toDay(since),
        values: {},
      })),
    })
  const unmet = await unmetBy(tx, ctx, callId, organizationIds, on)
  return unmet.length === 0 ? ok() : refuse(`${areaOf[use]}.conditions-unmet`, { unmet })
}

async function unmetBy(tx: Tx, ctx: Context, callId: string, organizationIds: readonly string[], on: Day) {
  const asked = await readConditions(tx, callId, organizationIds, on, ctx.locale)
  const barred = [...asked].filter(([, conditions]) => conditions.some(isBarring))
  if (barred.length === 0) return []
  const names = new Map(
    (
      await tx.organization.findMany({
        where: { id: { in: barred.map(([id]) => id) } },
        select: { id: true, name: true },
      })
    ).map(({ id, name }) => [id, name]),
  )
  return barred.flatMap(([id, conditions]) =>
    conditions.filter(isBarring).map(({ code, since, values }) => ({ who: names.get(id) ?? '', code, since, values })),
  )
}

/** The bidder of a bid and whoever takes part in it. */
export async function partiesOfBid(tx: Tx, bidId: string): Promise<{ callId: string; organizationIds: string[] }> {
  const { callId, organizationId, places } = await tx.bid.findUniqueOrThrow({
    where: { id: bidId },
    select: { callId: true, organizationId: true, places: { select: { organizationId: true } } },
  })
  return { callId, organizationIds: [...new Set([organizationId, ...places.map((place) => place.organizationId)])] }
}
