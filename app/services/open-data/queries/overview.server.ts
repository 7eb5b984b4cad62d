import type { Db } from '#app/services/shared/db.server.ts'

/** How much open data there is, and a process to begin with: of the latest the one with most releases. One statement. */
export type OpenDataOverview = {
  processes: number
  releases: number
  lastAt: string | null
  exampleNo: string | null
}

export async function readOverview(db: Db): Promise<OpenDataOverview> {
  const [row] = await db.$queryRaw<OpenDataOverview[]>`
    SELECT (SELECT count(*)::int FROM open_release WHERE number = 1) AS processes,
      (SELECT coalesce(max(sequence), 0)::int FROM open_release) AS releases,
      (SELECT to_json(max(r.released_at)) #>> '{}' FROM (SELECT released_at FROM open_release ORDER BY sequence DESC LIMIT 500) r) AS "lastAt",
      (SELECT c.call_no FROM (SELECT call_id, number, sequence FROM open_release ORDER BY sequence DESC LIMIT 500) r
        JOIN call c ON c.id = r.call_id ORDER BY r.number DESC, r.sequence DESC LIMIT 1) AS "exampleNo"`
  return row ?? { processes: 0, releases: 0, lastAt: null, exampleNo: null }
}
