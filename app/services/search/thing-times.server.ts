import { among } from '#app/services/shared/among.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'

/** When a thing came before the public, and when something public last happened to it. */
export type ThingTimes = { publishedAt: Date; changedAt: Date }

/** By id; what the public may not read has none. */
export async function loadThingTimes(
  db: Db | Tx,
  things: readonly { kind: 'call' | 'project'; id: string }[],
): Promise<Map<string, ThingTimes>> {
  if (things.length === 0) return new Map()
  const idsOf = (wanted: string) => things.filter(({ kind }) => kind === wanted).map(({ id }) => id)
  const rows = await db.$queryRaw<(ThingTimes & { id: string })[]>`
    SELECT c.id::text, c.published_at AS "publishedAt",
      greatest(c.published_at, (SELECT max(e.occurred_at) FROM event e WHERE e.call_id = c.id AND e.is_public)) AS "changedAt"
    FROM public_call c WHERE c.id = ${among(idsOf('call'))}
    UNION ALL
    SELECT p.id::text, p.created_at,
      greatest(p.created_at, (SELECT max(e.occurred_at) FROM event e WHERE e.project_id = p.id AND e.is_public))
    FROM project p WHERE p.id = ${among(idsOf('project'))}`
  return new Map(rows.map(({ id, ...times }) => [id, times]))
}
