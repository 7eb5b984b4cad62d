import type { StageCode } from '#app/domain/rule-book/rule-book.ts'
import { hasStage } from '#app/domain/rule-book/rule-book.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { type VentureFacts, venturePolicy } from '#app/domain/venture/policy.ts'
import { isBarredFromBid } from '#app/services/bid/queries/is-barred-from-bid.server.ts'
import { lockBid } from '#app/services/bid/store.server.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Bid, Call } from '#prisma/generated/client.ts'

type VentureAction = keyof typeof venturePolicy

/** How somebody stands towards one bid of a venture call. */
export const ventureFactsOf = (
  call: Pick<Call, 'bodyId' | 'state'>,
  bid: Pick<Bid, 'organizationId' | 'state'>,
  isBarred: boolean,
): VentureFacts => ({
  bodyId: call.bodyId,
  organizationId: bid.organizationId,
  callState: call.state,
  bidState: bid.state,
  isBarred,
})

/** The same of the asking person. */
export const ventureFacts = async (
  db: Tx,
  { actor }: Pick<Context, 'actor'>,
  call: Pick<Call, 'bodyId' | 'state'>,
  bid: Pick<Bid, 'id' | 'organizationId' | 'state'>,
): Promise<VentureFacts> => ventureFactsOf(call, bid, await isBarredFromBid({ actor, db }, bid.id))

/** Call and bid, locked, for somebody who may see this stage (`read`) and act in it now (`action`), where the call has it. */
export async function holdBid(
  tx: Tx,
  ctx: Context,
  bidId: string,
  { stage, read, action }: { stage: StageCode; read: VentureAction; action: VentureAction },
): Promise<Outcome<{ call: Call; bid: Bid }>> {
  const found = await tx.bid.findUnique({ where: { id: bidId }, select: { callId: true } })
  const call = found === null ? null : await lockCall(tx, found.callId)
  const bid = await lockBid(tx, bidId)
  if (call === null || bid === null) return refuse('not-found')
  const facts = await ventureFacts(tx, ctx, call, bid)
  if (!may(venturePolicy, read, ctx.actor, facts)) return refuse('not-found')
  if (!hasStage(await readBookOf(tx, call, dayOf(ctx.now)), stage)) return refuse('venture.no-such-stage')
  if (!may(venturePolicy, action, ctx.actor, facts)) return refuse('venture.over')
  return ok({ call, bid })
}
