import type { Db } from '#app/services/shared/db.server.ts'

/**
 * A job that is asked for again while it runs is replaced: the queue takes its key away, so that it is not tried again, and the newer one
 * does the work. Where the older then fails, its row would stay as one that was given up, and somebody would look for what is wrong.
 * Every job of the site has a key, so one without was replaced.
 */
export async function forgetReplacedJobs(db: Pick<Db, '$queryRaw'>): Promise<void> {
  await db.$queryRaw`
    SELECT count(*)::int AS done FROM graphile_worker.complete_jobs(
      array(SELECT id FROM graphile_worker.jobs WHERE key IS NULL AND attempts >= max_attempts AND locked_at IS NULL))`
}
