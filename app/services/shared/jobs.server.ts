import { Prisma } from '#prisma/generated/client.ts'
import type { Tx } from './db.server.ts'

export type TaskName = 'sync-index' | 'send-message' | 'send-link' | 'send-digest' | 'release-process' | 'make-bundle'

export type Job = {
  task: TaskName
  payload: object
  /** The same key waits once, however often it is asked for. */
  key: string
  /** Not before then. */
  runAt?: Date | undefined
}

/** A job that failed so often is given up, and shown to administrators. */
export const jobAttempts = 20

/** The statement that queues these, to stand behind others' WITH. */
export const addingJobs = (jobs: readonly Job[]): Prisma.Sql => Prisma.sql`
  SELECT 1 AS done FROM jsonb_to_recordset(${JSON.stringify(jobs)}::jsonb) AS job(task text, payload json, key text, "runAt" timestamptz),
    graphile_worker.add_job(job.task, job.payload, job_key := job.key, max_attempts := ${jobAttempts}::int, run_at := job."runAt")`

/** Queues work in the caller's transaction, in this order; one statement. */
export async function addJobs(tx: Pick<Tx, '$queryRaw'>, jobs: readonly Job[]): Promise<void> {
  if (jobs.length > 0) await tx.$queryRaw(addingJobs(jobs))
}

export const addJob = (
  tx: Pick<Tx, '$queryRaw'>,
  task: TaskName,
  payload: object,
  key: string,
  runAt?: Date,
): Promise<void> => addJobs(tx, [{ task, payload, key, runAt }])
