import type { Db } from '#app/services/shared/db.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'

/** `toldNow`: only with an owner's connection, the hour the database is to believe (tests). */
type Options = { toldNow?: Date }

const batch = 200

/** What was uploaded and not confirmed within its day: the rows go, and so do those that an import left out. Answers how many. */
export const keepImports = (db: Db, { toldNow }: Options = {}): Promise<number> =>
  db.$transaction(async (tx) => {
    if (toldNow !== undefined)
      await tx.$executeRaw`SELECT set_config('commonweal.clock', ${toldNow.toISOString()}, true)`
    return tx.$executeRaw`
      UPDATE import_draft SET rows_sealed = NULL, version = version + 1,
        state = CASE state WHEN 'PREVIEW' THEN 'LAPSED'::import_draft_state ELSE state END,
        settled_at = CASE state WHEN 'PREVIEW' THEN clock() ELSE settled_at END
      WHERE id IN (SELECT d.id FROM import_draft d WHERE d.rows_sealed IS NOT NULL AND d.expires_at <= clock()
        ORDER BY d.expires_at LIMIT ${atMost(batch)} FOR UPDATE SKIP LOCKED)`
  })
