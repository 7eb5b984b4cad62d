import type { Context } from '#app/services/shared/context.server.ts'
import { readOrdersOf } from '../read-orders.server.ts'
import { type Payee, readPayeesWithNumbers, readReleases, type ReleaseRow } from './releases.server.ts'

/** At most this many at once: what a person still checks with care. */
export const batchMost = 20

export type BatchRow = ReleaseRow & { orders: { source: string; amountFen: string }[]; payee: Payee }

/** What was ticked and may be paid together now, in the order of the list. What may not (any more) is left out and counted. */
export async function readBatch(
  ctx: Context,
  trancheIds: readonly string[],
): Promise<{ rows: BatchRow[]; leftOut: number }> {
  const asked = new Set(trancheIds)
  const fit = (await readReleases(ctx))
    .filter(({ trancheId, isForBatch }) => isForBatch && asked.has(trancheId))
    .slice(0, batchMost)
  const [orders, payeeOf] = await Promise.all([
    readOrdersOf(
      ctx.db,
      fit.map(({ trancheId }) => trancheId),
    ),
    readPayeesWithNumbers(
      ctx,
      fit.map(({ organizationId }) => organizationId),
    ),
  ])
  const rows = fit.map((row) => ({
    ...row,
    orders: orders
      .filter(({ trancheId }) => trancheId === row.trancheId)
      .map(({ source, amountFen }) => ({ source, amountFen: amountFen.toString() })),
    payee: payeeOf(row.organizationId),
  }))
  return { rows, leftOut: asked.size - rows.length }
}
