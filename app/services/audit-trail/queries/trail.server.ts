import { auditTrailPolicy } from '#app/domain/audit-trail/policy.ts'
import type { AuditFilter } from '#app/domain/audit-trail/filter.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { addDays, startOfDay } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'

export const trailPageSize = 50
/** More rows a file does not hold: narrow it by days. */
export const trailFileRows = 50_000

/** `position`: in the chain; null where it has no link yet. `ip` empty where the reader may not see it, or it was erased. */
export type TrailRow = {
  id: string
  at: string
  actorName: string
  type: string
  entity: string
  entityId: string
  reason: string
  ip: string
  position: string | null
}

/** What the reader may know of. What bidders do is nobody's before the bids are open, who keeps the site included. */
function scopeOf({ actor }: Context): Prisma.Sql {
  const own = may(auditTrailPolicy, 'readAll', actor, {})
    ? Prisma.sql`true`
    : Prisma.sql`e.body_id = ${among(bodiesWhere(actor, 'SUPERVISOR'))} AND e.entity NOT IN ('bid', 'panel', 'seat', 'score_sheet', 'result', 'account')`
  return Prisma.sql`${own} AND NOT (e.entity = 'bid' AND NOT EXISTS (SELECT 1 FROM bid b JOIN call c ON c.id = b.call_id
    WHERE b.id = e.entity_id AND c.state IN ('OPENED', 'SCORING', 'SCORED', 'NOTICED', 'AWARDED')))`
}

function conditions({ who, kind, entity, id, from, to }: AuditFilter): Prisma.Sql[] {
  const like = (text: string) => text.replace(/[\\%_]/g, '\\$&')
  return [
    ...(who === '' ? [] : [Prisma.sql`e.actor_name ILIKE ${`%${like(who)}%`}`]),
    ...(kind === '' ? [] : [Prisma.sql`e.type = ${kind}`]),
    ...(entity === '' ? [] : [Prisma.sql`e.entity = ${entity}`]),
    ...(id === '' ? [] : [Prisma.sql`e.entity_id = ${id}::uuid`]),
    ...(from === '' ? [] : [Prisma.sql`e.at >= ${startOfDay(from)}`]),
    ...(to === '' ? [] : [Prisma.sql`e.at < ${startOfDay(addDays(to, 1))}`]),
  ]
}

/** Newest first, from below `after` on; at most so many. One statement. */
export async function readTrail(
  ctx: Context,
  filter: AuditFilter,
  after: bigint | undefined,
  most: number,
): Promise<TrailRow[]> {
  const where = [scopeOf(ctx), ...conditions(filter), ...(after === undefined ? [] : [Prisma.sql`e.id < ${after}`])]
  const rows = await ctx.db.$queryRaw<(Omit<TrailRow, 'at'> & { at: Date })[]>`
    SELECT e.id::text AS id, e.at, CASE WHEN e.actor_name = '' THEN coalesce((SELECT a.name FROM account a WHERE a.id = e.actor_id AND a.state = 'CLOSED'), '') ELSE e.actor_name END AS "actorName", e.type, e.entity, e.entity_id::text AS "entityId", e.ip,
      CASE WHEN jsonb_typeof(e.data -> 'reason') = 'string' THEN e.data ->> 'reason' ELSE '' END AS reason,
      (SELECT l.position::text FROM chain_link l WHERE l.book = 'audit' AND l.row_id = e.id::text) AS position
    FROM audit_event e WHERE ${Prisma.join(where, ' AND ')} ORDER BY e.id DESC LIMIT ${atMost(most)}`
  const seesAddress = may(auditTrailPolicy, 'readAll', ctx.actor, {})
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), ip: seesAddress ? row.ip : '' }))
}

/** Every kind of deed that there is; each is found by one step in the index. */
const readKinds = ({ db }: Context) => db.$queryRaw<{ type: string }[]>`
  WITH RECURSIVE kind AS (
    (SELECT type FROM audit_event ORDER BY type LIMIT 1)
    UNION ALL SELECT (SELECT e.type FROM audit_event e WHERE e.type > kind.type ORDER BY e.type LIMIT 1) FROM kind WHERE kind.type IS NOT NULL)
  SELECT type FROM kind WHERE type IS NOT NULL`

export async function readTrailPage(ctx: Context, filter: AuditFilter, after: bigint | undefined) {
  const [rows, kinds] = await Promise.all([readTrail(ctx, filter, after, trailPageSize + 1), readKinds(ctx)])
  const page = rows.slice(0, trailPageSize)
  return {
    rows: page,
    kinds: kinds.map(({ type }) => type),
    next: rows.length > trailPageSize ? page.at(-1)?.id : undefined,
    seesAddress: may(auditTrailPolicy, 'readAll', ctx.actor, {}),
  }
}
