import { hitsMax, pageSize, type ProjectAsk, readProjectAsk } from '#app/domain/search/ask.ts'
import { type DatedRow, readNewest } from '#app/services/search/newest-things.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'
import { readStopToken as readToken, writeStopToken } from '#app/services/shared/stop-token.server.ts'
import type { SearchEngine } from '#search/port.ts'

/** The question that a saved search holds. */
export const askOf = ({ query }: { query: string }): ProjectAsk => readProjectAsk(new URLSearchParams(query))

/** Everything that answers a search and is counted; `isWhole`: there is no more. */
export async function readAnswer(
  db: Db,
  engine: SearchEngine | undefined,
  ask: ProjectAsk,
): Promise<{ rows: DatedRow[]; isWhole: boolean }> {
  const { rows, total } = await readNewest(db, engine, ask, hitsMax / pageSize)
  return { rows, isWhole: total < hitsMax }
}

/** Ends the letters of this one search, and nothing else. */
export const stopTokenOf = (keys: Keys, id: string): string => writeStopToken(keys, 'saved-search', id)

/** Whose letters a token ends; undefined when it is not one of ours. */
export const readStopToken = (keys: Keys, token: string): string | undefined => readToken(keys, 'saved-search', token)
