import type { Db } from '#app/services/shared/db.server.ts'
import { addJob } from '#app/services/shared/jobs.server.ts'
import { connect, type SearchService } from '../client.server.ts'

const patienceMs = 3000

/** Looks again and again: what a new day changes, and what the engine missed while it was away. */
export function createKeepIndex(db: Db, service: SearchService | undefined): () => Promise<void> {
  const engine = service === undefined ? undefined : connect(service, patienceMs)
  // A worker that has just started does not know what came before it.
  let mayHaveMissed = true
  return async () => {
    await lookAtRatings(db)
    if (engine === undefined) return
    if (!(await engine.isHealthy())) mayHaveMissed = true
    else if (mayHaveMissed) {
      await tryAgain(db)
      mayHaveMissed = false
    }
  }
}

/**
 * A grade begins and ends by the calendar, and nobody does anything on that day: whoever finds that the day is new looks at every
 * organization whose grade changed since the last look. Answers how many; none when somebody looked today.
 */
export const lookAtRatings = (db: Db): Promise<number> =>
  db.$transaction(async (tx) => {
    const [look] = await tx.$queryRaw<{ since: string | null }[]>`
      WITH before AS (SELECT (at AT TIME ZONE 'Asia/Shanghai')::date AS day FROM heartbeat WHERE process = 'ratings-looked-at'),
        looked AS (
          INSERT INTO heartbeat (process, at) VALUES ('ratings-looked-at', now())
          ON CONFLICT (process) DO UPDATE SET at = now() WHERE (heartbeat.at AT TIME ZONE 'Asia/Shanghai')::date < today()
          RETURNING 1)
      SELECT (SELECT day FROM before)::text AS since FROM looked`
    if (look === undefined) return 0
    const changed = await tx.$queryRaw<{ id: string }[]>`
      SELECT DISTINCT organization_id AS id FROM rating_decision d
      WHERE d.confirmed_at IS NOT NULL AND (
        d.valid_from BETWEEN ${look.since}::date AND today()
        OR d.valid_until + 1 BETWEEN ${look.since}::date AND today()
        OR EXISTS (SELECT 1 FROM rating_revocation r WHERE r.decision_id = d.id AND r.confirmed_at IS NOT NULL
          AND r.revoked_on BETWEEN ${look.since}::date AND today()))`
    for (const { id } of changed)
      await addJob(tx, 'sync-index', { kind: 'organization', id }, `sync-index:organization:${id}`)
    return changed.length
  })

/** Jobs that failed wait longer and longer and at last for good: once the engine is back they need not. */
export async function tryAgain(db: Db): Promise<void> {
  await db.$queryRaw`
    SELECT 1 AS done FROM graphile_worker.reschedule_jobs(
      array(SELECT id FROM graphile_worker.jobs WHERE task_identifier = 'sync-index' AND attempts > 0 AND locked_at IS NULL),
      run_at := now(), attempts := 0)`
}
