import type { Db } from '#app/services/shared/db.server.ts'
import { createDatabaseEngine } from '#search/query/ask-database.server.ts'
import type { SearchEngine } from '#search/port.ts'

export type Answered<Found> = Found & {
  /** The engine did not answer and PostgreSQL did: the page says so. */
  isPlain: boolean
}

/** Asks the engine; when it is not there, is too slow or refuses, PostgreSQL. */
export async function withFallback<Found>(
  db: Db,
  engine: SearchEngine | undefined,
  ask: (engine: SearchEngine) => Promise<Found>,
): Promise<Answered<Found>> {
  if (engine !== undefined) {
    try {
      return { ...(await ask(engine)), isPlain: false }
    } catch (error) {
      await tell(error)
    }
  }
  return { ...(await ask(createDatabaseEngine(db))), isPlain: true }
}

/** Only the sentence: the library's errors carry the whole request, key and all. The log reads the environment when loaded. */
async function tell(error: unknown): Promise<void> {
  const { log } = await import('#app/services/shared/log.server.ts')
  log.warn({ reason: error instanceof Error ? error.message : '' }, 'the search engine did not answer')
}
