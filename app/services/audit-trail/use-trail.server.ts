import { throttles } from '#app/domain/account/throttle.ts'
import type { AuditFilter } from '#app/domain/audit-trail/filter.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { countTry } from '#app/services/shared/throttle.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { inspectChains } from './inspect-chains.server.ts'
import { readTrail, trailFileRows, type TrailRow } from './queries/trail.server.ts'

/** The rows of a file, newest first; that it was taken out is on the trail, with what it was narrowed by. */
export async function exportTrail(ctx: Context, filter: AuditFilter): Promise<Outcome<{ rows: TrailRow[] }>> {
  const { accountId } = ctx.actor
  if (accountId === undefined) return refuse('sign-in')
  const tries = await countTry(ctx.db, throttles.exportAccount, accountId)
  if (!tries.ok) return tries
  const rows = await readTrail(ctx, filter, undefined, trailFileRows)
  const recorded = await transact(ctx, async (tx) => {
    await record(tx, ctx, {
      type: 'account.trail-exported',
      entity: 'account',
      entityId: accountId,
      data: { ...filter, rows: rows.length },
    })
    return ok()
  })
  return recorded.ok ? ok({ rows }) : recorded
}

/** Who asks again within this is answered by the finding there is: reading everything takes a while. */
const freshSeconds = 60

/** Checks all chains now. Anybody who may read the audit may ask. */
export async function askInspection({ db }: Context): Promise<Outcome> {
  const [fresh] = await db.$queryRaw<object[]>`
    SELECT 1 AS is FROM chain_inspection WHERE inspected_at BETWEEN clock() - make_interval(secs => ${freshSeconds}) AND clock() LIMIT 1`
  if (fresh === undefined) {
    await db.$queryRaw`SELECT chain_advance() AS rows`
    await inspectChains(db)
  }
  return ok()
}
