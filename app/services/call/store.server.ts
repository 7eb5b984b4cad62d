import { accountCode } from '#app/domain/ledger/accounts.ts'
import { type CallEvent, callLifecycle } from '#app/domain/call/lifecycle.ts'
import type { Ending } from '#app/domain/call/end-codes.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { availableFen, drawLines, postEntry } from '#app/services/ledger/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import { tellOfEnd } from './tell-of-end.server.ts'
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

/** Ends a call without an award and gives what is left of its money back to the fund. The caller has locked and decided. */
export async function endCall(tx: Tx, ctx: Context, call: Call, ending: Ending): Promise<Outcome> {
  const { event, code, reason } = ending
  // A notice that stands ends with its call (result_notice: PROPOSED and OPEN → WITHDRAWN).
  await tx.resultNotice.updateMany({
    where: { callId: call.id, state: { in: ['PROPOSED', 'OPEN'] } },
    data: { state: 'WITHDRAWN', withdrawnReason: reason, closedAt: ctx.now, version: { increment: 1 } },
  })
  const moved = await moveCall(tx, call, event, { stateReason: reason, endCode: code, concludedAt: ctx.now })
  if (!moved.ok) return moved
  const type = event === 'fail' ? 'call.failed' : 'call.cancelled'
  if (call.publishedAt !== null) await returnRest(tx, ctx, call, `${type}:${call.id}`)
  await record(tx, ctx, {
    type,
    entity: 'call',
    entityId: call.id,
    bodyId: call.bodyId,
    callId: call.id,
    data: code === null ? { reason } : { code, reason },
    // A draft that is cancelled was never public.
    isPublic: call.publishedAt !== null,
    index: call.publishedAt === null ? [] : [{ kind: 'call', id: call.id }],
  })
  if (call.publishedAt !== null) await tellOfEnd(tx, ctx, call, ending)
  return ok()
}

/** What the call's budget still holds goes back to its fund, to each source its own; once per key. How much, in fen. */
export async function returnRest(tx: Tx, ctx: Context, call: Call, key: string): Promise<bigint> {
  const budget = accountCode.callBudget(call.id)
  const restFen = (await availableFen(tx, budget)) ?? 0n
  if (restFen <= 0n || call.fundId === null) return 0n
  await postEntry(tx, ctx, {
    key,
    kind: 'reallocate',
    phase: 'posted',
    lines: await drawLines(tx, budget, accountCode.fund(call.fundId), restFen),
    memo: call.callNo ?? '',
  })
  return restFen
}
