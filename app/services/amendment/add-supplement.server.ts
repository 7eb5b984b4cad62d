import type { SupplementChanges } from '#app/domain/amendment/supplement.ts'
import { accountCode } from '#app/domain/ledger/accounts.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { drawLines, postEntry, shareLines, spendableFen } from '#app/services/ledger/store.server.ts'
import { addBudgetLine, addMilestone } from '#app/services/project/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Amendment, Project } from '#prisma/generated/client.ts'

/**
 * A supplement that is being put in force: its money is set aside from the fund by source and committed to the award, and the milestones
 * and lines are there. The database holds the limit, whoever else signs at the same time.
 */
export async function addSupplement(
  tx: Tx,
  ctx: Context,
  { amendment, project }: { amendment: Amendment; project: Project },
  { moreFen, milestones, lines }: SupplementChanges,
): Promise<Outcome> {
  const amount = BigInt(moreFen)
  // What both sides sign says each part's place; the rest of a milestone accepted in part may have taken it since.
  const taken = await tx.milestone.count({
    where: { projectId: project.id, position: { in: milestones.map(({ position }) => position) } },
  })
  if (taken > 0) return refuse('amendment.outdated')
  const call = await tx.call.findUniqueOrThrow({
    where: { id: project.callId },
    select: { fundId: true, callNo: true },
  })
  if (call.fundId === null || (await spendableFen(tx, call.fundId)) < amount) return refuse('amendment.fund-short')
  const budget = accountCode.callBudget(project.callId)
  await postEntry(tx, ctx, {
    key: `supplement.allocated:${amendment.id}`,
    kind: 'allocate',
    phase: 'posted',
    lines: await shareLines(tx, call.fundId, accountCode.fund(call.fundId), budget, amount),
    memo: call.callNo ?? '',
  })
  const entryId = await postEntry(tx, ctx, {
    key: `supplement.committed:${amendment.id}`,
    kind: 'commit',
    phase: 'posted',
    lines: await drawLines(tx, budget, accountCode.award(project.awardId), amount),
    memo: amendment.reason,
  })
  await tx.awardSupplement.create({
    data: { amendmentId: amendment.id, awardId: project.awardId, amountFen: amount, entryId },
  })
  for (const line of lines) await addBudgetLine(tx, project.id, { ...line, amountFen: BigInt(line.amountFen) })
  for (const { trancheFen, ...milestone } of milestones)
    await addMilestone(tx, project.id, { ...milestone, amountFen: BigInt(trancheFen) })
  return ok()
}
