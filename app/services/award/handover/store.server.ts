import { type HandoverEvent, handoverLifecycle } from '#app/domain/handover/lifecycle.ts'
import { handoverPlan, type PlanMilestone } from '#app/domain/handover/plan.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Call, Handover, Prisma, Project } from '#prisma/generated/client.ts'

export type LockedHandover = { handover: Handover; project: Project; call: Call; organizationId: string }

/** A hand-over with its call and the project it comes from, locked in that order; null when it is not there. */
export async function lockHandover(tx: Tx, id: string): Promise<LockedHandover | null> {
  const found = await tx.handover.findUnique({
    where: { id },
    select: { callId: true, projectId: true, bid: { select: { organizationId: true } } },
  })
  if (found === null) return null
  const call = await lockCall(tx, found.callId)
  const project = await lockProject(tx, found.projectId)
  const handover = await tx.handover.findUnique({ where: { id } })
  const { organizationId } = found.bid
  return call === null || project === null || handover === null ? null : { handover, project, call, organizationId }
}

/** The only writer of a hand-over's state. */
export async function moveHandover(
  tx: Tx,
  row: Handover,
  event: HandoverEvent,
  data: Prisma.HandoverUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = handoverLifecycle.next(row.state, event)
  if (state === undefined) return refuse('handover.wrong-state')
  const { count } = await tx.handover.updateMany({
    where: { id: row.id, state: row.state, version: row.version },
    data: { ...data, state, version: { increment: 1 } },
  })
  return count === 1 ? ok() : stale()
}

/** The hand-over a notice is about; null for every other notice. */
export const noticedHandover = (tx: Tx, noticeId: string): Promise<Handover | null> =>
  tx.handover.findFirst({ where: { noticeId, state: 'ACCEPTED' } })

export const planOf = ({ plan }: Pick<Handover, 'plan'>): PlanMilestone[] => handoverPlan.parse(plan)

/** Term and milestones of the project that goes on with the rest. */
export const restOf = (handover: Handover | null) =>
  handover === null
    ? undefined
    : { startsOn: dayOfDate(handover.startsOn), endsOn: dayOfDate(handover.endsOn), plan: planOf(handover) }
