import { addJob } from '#app/services/shared/jobs.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'

/** Every night from three in the morning in Beijing, or when the worker is back; and where there is none yet. */
export async function isBundleDue(db: Tx): Promise<boolean> {
  const [row] = await db.$queryRaw<{ isDue: boolean }[]>`
    SELECT NOT EXISTS (SELECT 1 FROM open_bundle WHERE finished_at >=
      (date_trunc('day', (clock() AT TIME ZONE 'Asia/Shanghai') - interval '3 hours') + interval '3 hours') AT TIME ZONE 'Asia/Shanghai') AS "isDue"`
  return row?.isDue === true
}

/** Queues the night's bundle where it is due and not queued yet: one that failed is tried again later and later. */
export async function planBundle(db: Db): Promise<void> {
  if (!(await isBundleDue(db))) return
  const [row] = await db.$queryRaw<{ isQueued: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'make-bundle' AND attempts < max_attempts) AS "isQueued"`
  if (row?.isQueued !== true) await queueBundle(db, { isAsked: false })
}

/** `isAsked`: also where it is not due. */
export const queueBundle = (db: Tx, { isAsked }: { isAsked: boolean }): Promise<void> =>
  addJob(db, 'make-bundle', { isAsked }, isAsked ? 'make-bundle:asked' : 'make-bundle')
