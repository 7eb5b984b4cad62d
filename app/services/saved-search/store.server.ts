import { hitsMax, pageSize, readSearchAsk, type SearchAsk } from '#app/domain/search/ask.ts'
import { readNewestOrganizations } from '#app/services/search/newest-organizations.server.ts'
import { readNewest } from '#app/services/search/newest-things.server.ts'
import type { ThingTimes } from '#app/services/search/thing-times.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'
import { readStopToken as readToken, writeStopToken } from '#app/services/shared/stop-token.server.ts'
import type { SearchEngine } from '#search/port.ts'

/** What a search may find, as saved_search_thing names it. */
export type Thing = { kind: 'call' | 'organization' | 'project'; id: string }
export type DatedThing = Thing & ThingTimes

/** The question that a saved search holds. */
export const askOf = ({ query }: { query: string }): SearchAsk => readSearchAsk(new URLSearchParams(query))

/** Everything that answers a search and is counted; `isWhole`: there is no more. */
export async function readAnswer(
  db: Db,
  engine: SearchEngine | undefined,
  { of, ask }: SearchAsk,
): Promise<{ things: DatedThing[]; isWhole: boolean }> {
  const pages = hitsMax / pageSize
  if (of === 'organizations') {
    const { rows, total } = await readNewestOrganizations(db, engine, ask, pages)
    const things = rows.map(({ id, joinedAt }) => ({
      kind: 'organization' as const,
      id,
      publishedAt: joinedAt,
      changedAt: joinedAt,
    }))
    return { things, isWhole: total < hitsMax }
  }
  const { rows, total } = await readNewest(db, engine, ask, pages)
  return { things: rows, isWhole: total < hitsMax }
}

/** Ends the letters of this one search, and nothing else. */
export const stopTokenOf = (keys: Keys, id: string): string => writeStopToken(keys, 'saved-search', id)

/** Whose letters a token ends; undefined when it is not one of ours. */
export const readStopToken = (keys: Keys, token: string): string | undefined => readToken(keys, 'saved-search', token)
