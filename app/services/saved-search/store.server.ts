import { timingSafeEqual } from 'node:crypto'
import { hitsMax, pageSize, type ProjectAsk, readProjectAsk } from '#app/domain/search/ask.ts'
import { type DatedRow, readNewest } from '#app/services/search/newest-things.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'
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

const tagBytes = 16

const tagOf = (keys: Keys, id: string) => keys.tag('saved-search', `stop ${id}`).subarray(0, tagBytes)

/** Ends the letters of this one search, and nothing else. Computed from the site's secret: it stands in no table. */
export const stopTokenOf = (keys: Keys, id: string): string =>
  Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), tagOf(keys, id)]).toString('base64url')

/** Whose letters a token ends; undefined when it is not one of ours. */
export function readStopToken(keys: Keys, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 16 + tagBytes || bytes.toString('base64url') !== token) return undefined
  const id = bytes
    .subarray(0, 16)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return timingSafeEqual(bytes.subarray(16), tagOf(keys, id)) ? id : undefined
}
