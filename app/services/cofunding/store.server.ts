import { cofundingReceiptLifecycle, type ReceiptEvent } from '#app/domain/cofunding/lifecycle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Fact } from '#app/services/shared/record.server.ts'
import type { Cofunding, CofundingReceipt, Project } from '#prisma/generated/client.ts'

/** What one of the others brings, with its project locked; null when it is not there. */
export async function lockCofunding(tx: Tx, id: string): Promise<{ cofunding: Cofunding; project: Project } | null> {
  const found = await tx.cofunding.findUnique({ where: { id } })
  const project = found === null ? null : await lockProject(tx, found.projectId)
  return found === null || project === null ? null : { cofunding: found, project }
}

export async function lockReceipt(
  tx: Tx,
  id: string,
): Promise<{ receipt: CofundingReceipt; cofunding: Cofunding; project: Project } | null> {
  const found = await tx.cofundingReceipt.findUnique({ where: { id }, select: { cofundingId: true } })
  const locked = found === null ? null : await lockCofunding(tx, found.cofundingId)
  const receipt = await tx.cofundingReceipt.findUnique({ where: { id } })
  return locked === null || receipt === null ? null : { ...locked, receipt }
}

/** The only writer of a receipt's state. */
export async function moveReceipt(
  tx: Tx,
  row: CofundingReceipt,
  event: ReceiptEvent,
  data: { decidedById: string; decidedAt: Date; reason: string },
): Promise<Outcome> {
  const state = cofundingReceiptLifecycle.next(row.state, event)
  if (state === undefined) return refuse('cofunding.decided')
  const { count } = await tx.cofundingReceipt.updateMany({
    where: { id: row.id, state: row.state },
    data: { ...data, state },
  })
  return count === 1 ? ok() : refuse('cofunding.decided')
}

export const factOf = ({ id, bodyId, organizationId, callId }: Project, entityId: string): Omit<Fact, 'type'> => ({
  entity: 'cofunding',
  entityId,
  bodyId,
  organizationId,
  callId,
  projectId: id,
})
