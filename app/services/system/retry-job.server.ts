import { administrationPolicy } from '#app/domain/account/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { siteId } from '#app/services/shared/site-id.ts'
import { transact } from '#app/services/shared/transact.server.ts'

/** A job that failed is done again at once, with all its tries anew. Nothing happens to one that runs or is gone. */
export const retryJob = (ctx: Context, id: string): Promise<Outcome> =>
  transact(ctx, async (tx) => {
    if (!may(administrationPolicy, 'retryJob', ctx.actor, {})) return refuse('forbidden')
    const [job] = await tx.$queryRaw<{ task: string }[]>`
      WITH again AS (
        SELECT id FROM graphile_worker.jobs WHERE id = ${id}::bigint AND attempts > 0 AND locked_at IS NULL)
      SELECT j.task_identifier AS task FROM again JOIN graphile_worker.jobs j ON j.id = again.id,
        graphile_worker.reschedule_jobs(ARRAY[again.id], run_at := now(), attempts := 0)`
    if (job === undefined) return refuse('admin.job-gone')
    await record(tx, ctx, { type: 'job.tried-again', entity: 'site', entityId: siteId, data: { id, task: job.task } })
    return ok()
  })
