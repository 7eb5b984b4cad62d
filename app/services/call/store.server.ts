import { type CallEvent, callLifecycle } from '#app/domain/call/lifecycle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Call, Prisma } from '#prisma/generated/client.ts'

/** The call, locked until the transaction ends; null when it is not there. */
export async function lockCall(tx: Tx, id: string): Promise<Call | null> {
  await tx.$queryRaw`SELECT id FROM call WHERE id = ${id}::uuid FOR UPDATE`
  return tx.call.findUnique({ where: { id } })
}

/** The only writer of a call's state. */
export async function moveCall(
  tx: Tx,
  call: Pick<Call, 'id' | 'state' | 'version'>,
  event: CallEvent,
  data: Prisma.CallUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = callLifecycle.next(call.state, event)
  if (state === undefined) return refuse('call.wrong-state')
  const { count } = await tx.call.updateMany({
    where: { id: call.id, state: call.state, version: call.version },
    data: { ...data, state, version: { increment: 1 } },
  })
  return count === 1 ? ok() : stale()
}
