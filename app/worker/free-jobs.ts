import pg from 'pg'
import { log } from '#app/services/shared/log.server.ts'

// One number for all workers of a database; nothing else locks it.
const lock = 7_221_907

/**
 * Gives back what a worker that was killed had in its hands: its jobs stay locked for hours, and letters would wait as long. Only who
 * finds no other worker alive does it: every worker keeps this lock as long as it lives, and PostgreSQL lets go of it with the
 * connection, however the process ended.
 */
export async function freeJobsOfTheDead(databaseUrl: string): Promise<{ stop: () => Promise<void> }> {
  const client = new pg.Client({ connectionString: databaseUrl })
  // Without the connection the lock is gone too: the next worker may free what this one holds, and every task bears being done twice.
  client.on('error', (error) => log.warn({ err: error }, 'the lock of the living workers was lost'))
  await client.connect()
  const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [lock])
  if (rows[0]?.alone === true) {
    await client.query(
      `SELECT graphile_worker.force_unlock_workers(array(SELECT DISTINCT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL))`,
    )
    // Letters too: what it was sending is sent again under the same number.
    await client.query(`UPDATE message SET state = 'QUEUED' WHERE state = 'SENDING'`)
    await client.query('SELECT pg_advisory_lock_shared($1), pg_advisory_unlock($1)', [lock])
  } else await client.query('SELECT pg_advisory_lock_shared($1)', [lock])
  return { stop: () => client.end() }
}
