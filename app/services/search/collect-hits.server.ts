import type { Db } from '#app/services/shared/db.server.ts'
import type { Found, SearchEngine } from '#search/port.ts'
import { withFallback } from './with-fallback.server.ts'

/**
 * The hits of a question, `pages` of twenty at most, each once; `total`: how many there are, as far as anybody counts. Only what holds every
 * word: what is merely near would come and go with whatever else is there.
 */
export async function collectHits<Hit extends { id: string }>(
  { db, engine, pages }: { db: Db; engine: SearchEngine | undefined; pages: number },
  ask: (engine: SearchEngine, page: number) => Promise<Pick<Found<Hit, string>, 'hits' | 'total' | 'isNear'>>,
): Promise<{ hits: Hit[]; total: number }> {
  const hits = new Map<string, Hit>()
  let total = 0
  for (let page = 1; page <= pages; page += 1) {
    const found = await withFallback(db, engine, (each) => ask(each, page))
    if (found.isNear) return { hits: [], total: 0 }
    for (const hit of found.hits) if (!hits.has(hit.id)) hits.set(hit.id, hit)
    total = found.total
    if (found.hits.length === 0 || hits.size >= total) break
  }
  return { hits: [...hits.values()], total }
}
