import type { IncubationCondition } from '#app/domain/incubator/incubated.ts'
import type { Day } from '#app/domain/shared/day.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'

/** Of these organizations, those that do not meet what a call requires of incubation, and which condition it is. PostgreSQL refuses their seal. */
export async function readIncubationUnmet(
  db: Pick<Db | Tx, '$queryRaw'>,
  callId: string,
  organizationIds: readonly string[],
  on: Day,
): Promise<Map<string, IncubationCondition>> {
  if (organizationIds.length === 0) return new Map()
  const rows = await db.$queryRaw<{ id: string; unmet: IncubationCondition | null }[]>`
    SELECT o.id::text, incubation_unmet(${callId}::uuid, o.id, ${on}::date) AS unmet FROM unnest(${[...organizationIds]}::uuid[]) o(id)`
  return new Map(rows.flatMap(({ id, unmet }) => (unmet === null ? [] : [[id, unmet] as const])))
}

export type IncubationAsked = {
  use: 'REQUIRED' | 'PREFERRED'
  kind: IncubationCondition
  /** What meets it, as of today; null where nothing does. */
  met: { incubatorName: string; standing: 'TENANT' | 'ALUMNUS'; since: string } | null
}

/** What a call asks of incubation, and how an organization stands to it today: which incubator, since when. One statement. */
export async function readIncubationAsked(
  { db, locale }: { db: Pick<Db | Tx, '$queryRaw'>; locale: 'zh-CN' | 'en' },
  callId: string,
  organizationId: string,
): Promise<IncubationAsked[]> {
  return db.$queryRaw<IncubationAsked[]>`
    SELECT k.use, k.kind, CASE WHEN s.incubator_id IS NULL THEN NULL ELSE jsonb_build_object('incubatorName', CASE WHEN ${locale === 'en'} THEN b.name_en ELSE b.name_zh END,
      'standing', s.standing, 'since', s.since) END AS met
    FROM call_condition k JOIN call c ON c.id = k.call_id JOIN region g ON g.id = c.region_id
      LEFT JOIN LATERAL (SELECT x.* FROM incubated_on(${organizationId}::uuid, today()) x JOIN region r ON r.id = x.region_id
        WHERE k.kind::text = 'INCUBATED' OR r.path = g.path OR r.path LIKE g.path || '/%' LIMIT 1) s ON true
      LEFT JOIN incubator b ON b.id = s.incubator_id
    WHERE k.call_id = ${callId}::uuid AND k.kind::text IN ('INCUBATED', 'INCUBATED_HERE') ORDER BY k.position`
}
