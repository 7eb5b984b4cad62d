import { accountCode } from '#app/domain/ledger/accounts.ts'
import { type Outcome, ok } from '#app/domain/shared/outcome.ts'
import { drawLines, postEntry } from '#app/services/ledger/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Milestone, Project, Tranche } from '#prisma/generated/client.ts'
import { moveMilestone, moveTranche } from './store.server.ts'

/** Nothing is owed of a milestone any more: its tranche is cancelled, and the money is back in the call's budget in the same breath. */
export async function cancelTranche(
  tx: Tx,
  ctx: Context,
  { project, milestone, tranche, reason }: { project: Project; milestone: Milestone; tranche: Tranche; reason: string },
): Promise<Outcome> {
  const over = await moveMilestone(tx, milestone, 'cancel')
  if (!over.ok) return over
  const cancelled = await moveTranche(tx, tranche, 'cancel')
  if (!cancelled.ok) return cancelled
  const award = accountCode.award(project.awardId)
  await postEntry(tx, ctx, {
    key: `tranche.cancelled:${tranche.id}`,
    kind: 'reduce',
    phase: 'posted',
    lines: await drawLines(tx, award, accountCode.callBudget(project.callId), tranche.amountFen),
    memo: reason,
  })
  return ok()
}
