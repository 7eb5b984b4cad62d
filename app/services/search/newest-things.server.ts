import type { ProjectAsk } from '#app/domain/search/ask.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import type { SearchEngine } from '#search/port.ts'
import { type FoundRow, loadFoundRows } from './found-rows.server.ts'
import { loadThingTimes, type ThingTimes } from './thing-times.server.ts'
import { withFallback } from './with-fallback.server.ts'

export type DatedRow = FoundRow & ThingTimes
export type Newest = { rows: DatedRow[]; total: number; hasMore: boolean }

/**
 * What answers a search, the newest first, as PostgreSQL has it now. Only what holds every word: what is merely near would come and go
 * with whatever else is there. `pages`: of twenty.
 */
export async function readNewest(
  db: Db,
  engine: SearchEngine | undefined,
  ask: ProjectAsk,
  pages = 1,
): Promise<Newest> {
  const hits: { kind: 'call' | 'project'; id: string }[] = []
  let total = 0
  let hasMore = true
  for (let page = 1; page <= pages && hasMore; page += 1) {
    const asked: ProjectAsk = { ...ask, sort: 'new', page }
    const found = await withFallback(db, engine, (each) => each.projects(asked))
    if (found.isNear) return { rows: [], total: 0, hasMore: false }
    for (const { kind, id } of found.hits) if (!hits.some((known) => known.id === id)) hits.push({ kind, id })
    total = found.total
    hasMore = found.hits.length > 0 && hits.length < found.total
  }
  const [rows, times] = await Promise.all([loadFoundRows(db, hits), loadThingTimes(db, hits)])
  const dated = rows.flatMap((row) => {
    const time = times.get(row.id)
    return time === undefined ? [] : [{ ...row, ...time }]
  })
  dated.sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime() || (a.id < b.id ? 1 : -1))
  return { rows: dated, total, hasMore }
}
