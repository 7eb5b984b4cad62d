import { type CallAction, callFacts, callPolicy } from '#app/domain/call/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import { lockCall } from './store.server.ts'

type Asked = { callId: string; version: number }

/** Locks the call for an action of its own body: seen, allowed, and unchanged since the page was drawn. */
export async function lockCallFor(
  tx: Tx,
  ctx: Context,
  action: CallAction,
  { callId, version }: Asked,
): Promise<Outcome<{ call: Call }>> {
  const call = await lockCall(tx, callId)
  if (call === null) return refuse('not-found')
  const facts = callFacts(call)
  if (!may(callPolicy, 'readInside', ctx.actor, facts)) return refuse('not-found')
  if (!may(callPolicy, action, ctx.actor, facts)) {
    // The same right in another state: the reader had an old page before them.
    const couldOnce = callStates.some((state) => may(callPolicy, action, ctx.actor, { ...facts, state }))
    return refuse(couldOnce ? (action === 'edit' ? 'call.frozen' : 'call.wrong-state') : 'forbidden')
  }
  return call.version === version ? ok({ call }) : stale()
}

const callStates = ['DRAFT', 'SUBMITTED', 'PUBLISHED', 'OPENED', 'SCORING', 'SCORED', 'NOTICED', 'AWARDED'] as const

/** A part of a draft changed: whoever has the old page before them must look again. */
export async function touchDraft(tx: Tx, call: Pick<Call, 'id' | 'version'>): Promise<void> {
  await tx.call.update({ where: { id: call.id }, data: { version: { increment: 1 } }, select: { id: true } })
}
