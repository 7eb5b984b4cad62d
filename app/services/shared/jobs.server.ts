import type { Tx } from './db.server.ts'

export type TaskName = 'sync-index' | 'send-message' | 'send-link' | 'send-digest' | 'release-process' | 'make-bundle'

/** Queues work in the caller's transaction. The same key waits once, however often it is asked for; `runAt`: not before then. */
export async function addJob(tx: Tx, task: TaskName, payload: object, jobKey: string, runAt?: Date): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS done FROM graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, job_key := ${jobKey}, max_attempts := 20,
    run_at := ${runAt ?? null}::timestamptz)`
}
