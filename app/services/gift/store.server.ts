import { type GiftEvent, giftLifecycle } from '#app/domain/gift/lifecycle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Fact } from '#app/services/shared/record.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Gift, Prisma, Project } from '#prisma/generated/client.ts'

/** A gift, locked, with its project. */
export async function lockGift(tx: Tx, id: string): Promise<{ gift: Gift; project: Project } | null> {
  await tx.$queryRaw`SELECT id FROM gift WHERE id = ${id}::uuid FOR UPDATE`
  const found = await tx.gift.findUnique({ where: { id }, include: { project: true } })
  if (found === null) return null
  const { project, ...gift } = found
  return { gift, project }
}

/** The only writer of a gift's state. */
export async function moveGift(
  tx: Tx,
  row: Gift,
  event: GiftEvent,
  data: Prisma.GiftUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = giftLifecycle.next(row.state, event)
  if (state === undefined) return refuse('gift.wrong-state')
  const where = { id: row.id, state: row.state, version: row.version }
  const { count } = await tx.gift.updateMany({ where, data: { ...data, state, version: { increment: 1 } } })
  return count === 1 ? ok() : stale()
}

export const factOf = ({ id, bodyId, organizationId, callId }: Project): Omit<Fact, 'type'> => ({
  entity: 'project',
  entityId: id,
  bodyId,
  organizationId,
  projectId: id,
  callId,
})
