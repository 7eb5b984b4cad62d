import type { ProjectAsk } from '#app/domain/search/ask.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import type { SearchEngine } from '#search/port.ts'
import { collectHits } from './collect-hits.server.ts'
import { type FoundRow, loadFoundRows } from './found-rows.server.ts'
import { loadThingTimes, type ThingTimes } from './thing-times.server.ts'

export type DatedRow = FoundRow & ThingTimes
export type Newest = { rows: DatedRow[]; total: number }

/** What answers a search with every word, the newest first, as PostgreSQL has it now. `pages`: of twenty. */
export async function readNewest(
  db: Db,
  engine: SearchEngine | undefined,
  ask: ProjectAsk,
  pages = 1,
): Promise<Newest> {
  const { hits, total } = await collectHits({ db, engine, pages }, (each, page) =>
    each.projects({ ...ask, sort: 'new', page }),
  )
  const [rows, times] = await Promise.all([loadFoundRows(db, hits), loadThingTimes(db, hits)])
  const dated = rows.flatMap((row) => {
    const time = times.get(row.id)
    return time === undefined ? [] : [{ ...row, ...time }]
  })
  dated.sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime() || (a.id < b.id ? 1 : -1))
  return { rows: dated, total }
}
