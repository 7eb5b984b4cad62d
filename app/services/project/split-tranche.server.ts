import { type Outcome, ok } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Acceptance, Tranche } from '#prisma/generated/client.ts'
import { cancelTranche } from './cancel-tranche.server.ts'
import type { Submitted } from './submitted-report.server.ts'

type Split = {
  acceptance: Acceptance
  tranche: Tranche
  acceptedFen: bigint
  rest: { supplementDueOn: Day } | 'cancel'
  reason: string
}

/**
 * Cuts a planned tranche in two: what is accepted stays with its milestone, the rest gets a supplementary milestone and a tranche of its own.
 * The supplement is judged by the criteria that were not met. Answers the smaller tranche.
 */
export async function splitTranche(
  tx: Tx,
  ctx: Context,
  { milestone, project, report }: Submitted,
  { acceptance, tranche, acceptedFen, rest, reason }: Split,
): Promise<Outcome<{ tranche: Tranche }>> {
  const { _max } = await tx.milestone.aggregate({ where: { projectId: project.id }, _max: { position: true } })
  const isCancelled = rest === 'cancel'
  const supplement = await tx.milestone.create({
    data: {
      projectId: project.id,
      supplementsId: milestone.supplementsId ?? milestone.id,
      position: (_max.position ?? 0) + 1,
      title: milestone.title,
      deliverable: reason,
      dueOn: dateOfDay(isCancelled ? dayOf(ctx.now) : rest.supplementDueOn),
    },
  })
  if (!isCancelled) {
    const unmet = await tx.milestoneCriterion.findMany({
      where: { milestoneId: milestone.id, isRetired: false },
      orderBy: { position: 'asc' },
    })
    const met = await tx.reportFinding.findMany({ where: { reportId: report.id, part: 'CRITERION', mark: 'MET' } })
    await tx.milestoneCriterion.createMany({
      data: unmet
        .filter(({ id }) => !met.some(({ partId }) => partId === id))
        .map(({ text }, index) => ({ milestoneId: supplement.id, position: index + 1, text })),
    })
  }
  await tx.trancheSplit.create({
    data: {
      acceptanceId: acceptance.id,
      trancheId: tranche.id,
      fromFen: tranche.amountFen,
      acceptedFen,
      remainderId: supplement.id,
      isCancelled,
      reason,
    },
  })
  const smaller = await tx.tranche.update({
    where: { id: tranche.id },
    data: { amountFen: acceptedFen, version: { increment: 1 } },
  })
  const remainder = await tx.tranche.create({
    data: { projectId: project.id, milestoneId: supplement.id, amountFen: tranche.amountFen - acceptedFen },
  })
  if (isCancelled) {
    const gone = await cancelTranche(tx, ctx, { project, milestone: supplement, tranche: remainder, reason })
    if (!gone.ok) return gone
  }
  return ok({ tranche: smaller })
}
