import { setTimeout as wait } from 'node:timers/promises'
import type { WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { log } from '#app/services/shared/log.server.ts'
import { watchStrays } from './stray-jobs.ts'

// One number for all workers of a database; nothing else locks it. With a second number it is one worker's own.
const lock = 7_221_907

/** A worker has said that it lives long before a job of its own is so old. */
const graceSeconds = 60
const comeBackMs = 1000

/**
 * What a worker that was killed had in its hands would stay locked for hours, and letters would wait as long. Every worker keeps locks for as
 * long as it lives, and PostgreSQL lets go of them with the connection, however the process ended. Who starts and finds nobody alive frees
 * everything at once; who lives beside others looks now and then whether one of them is gone. A worker that loses its connection, because
 * PostgreSQL was started again, takes its locks once more: it lives. Every task bears being done twice. Jobs that were given to it and
 * never came are given back (stray-jobs.ts).
 */
export async function liveAmongWorkers(
  databaseUrl: string,
  events: WorkerEvents,
  { lookEveryMs = 15_000, graceMs = graceSeconds * 1000 } = {},
): Promise<{ stop: () => Promise<void> }> {
  const strays = watchStrays(events, { graceMs })
  const own = new Set<string>()
  let isStopped = false
  let isComingBack = false
  let client: pg.Client | undefined
  const orTold = (asked: Promise<unknown>) =>
    void asked.catch((error: unknown) => log.warn({ err: error }, 'the living workers could not be told apart'))

  const comeIn = async (): Promise<pg.Client> => {
    const made = new pg.Client({ connectionString: databaseUrl })
    made.on('error', (error) => log.warn({ err: error }, 'the locks of the living workers were lost'))
    await made.connect()
    made.once('end', () => {
      client = undefined
      strays.forget()
      void comeBack()
    })
    return made
  }
  const comeBack = async (): Promise<void> => {
    if (isComingBack) return
    isComingBack = true
    while (!isStopped && client === undefined) {
      await wait(comeBackMs)
      let made: pg.Client | undefined
      try {
        made = await comeIn()
        await made.query('SELECT pg_advisory_lock_shared($1)', [lock])
        for (const id of own) await sayAlive(made, id)
        client = made
      } catch (error) {
        log.warn({ err: error }, 'the locks of the living workers were not taken again yet')
        await made?.end().catch(() => undefined)
      }
    }
    isComingBack = false
  }

  client = await comeIn()
  const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [lock])
  if (rows[0]?.alone === true) {
    await freeJobsOf(client, 'SELECT DISTINCT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL')
    await client.query('SELECT pg_advisory_lock_shared($1), pg_advisory_unlock($1)', [lock])
  } else await client.query('SELECT pg_advisory_lock_shared($1)', [lock])
  // The queue writes down who holds a job by the pool, not by the worker in it.
  events.on('pool:create', ({ workerPool: { id } }) => {
    own.add(id)
    if (client !== undefined) orTold(sayAlive(client, id))
  })
  const timer = setInterval(() => {
    if (client === undefined) return
    orTold(freeJobsOfTheDead(client))
    orTold(strays.look(client, own))
  }, lookEveryMs)
  return {
    stop: async () => {
      isStopped = true
      clearInterval(timer)
      await client?.end()
    },
  }
}

/** For as long as the connection lasts. */
export const sayAlive = (client: Pick<pg.Client, 'query'>, poolId: string): Promise<unknown> =>
  client.query('SELECT pg_advisory_lock_shared($1, hashtext($2))', [lock, poolId])

/** Gives back what is held by workers of which nobody has said for a minute that they live. */
export const freeJobsOfTheDead = (client: Pick<pg.Client, 'query'>): Promise<unknown> =>
  freeJobsOf(
    client,
    `SELECT DISTINCT locked_by FROM graphile_worker._private_jobs j
     WHERE locked_at < now() - interval '${String(graceSeconds)} seconds' AND NOT EXISTS (
       SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2 AND l.classid = ${String(lock)}
         AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND l.objid::bigint = hashtext(j.locked_by)::bigint & 4294967295)`,
  )

/** Letters too: what one of them was sending is sent again under the same number. */
const freeJobsOf = (client: Pick<pg.Client, 'query'>, workers: string): Promise<unknown> =>
  client.query(`
    WITH dead AS MATERIALIZED (${workers}),
    letters AS (
      UPDATE message SET state = 'QUEUED' WHERE state = 'SENDING' AND id IN (
        SELECT (j.payload ->> 'id')::uuid FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
        WHERE t.identifier = 'send-message' AND j.locked_by IN (SELECT locked_by FROM dead)))
    SELECT graphile_worker.force_unlock_workers(array_agg(locked_by)) FROM dead HAVING count(*) > 0`)
