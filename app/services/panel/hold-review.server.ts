import type { ReviewStage } from '#app/domain/panel/review.ts'
import { panelBidPolicy, panelPolicy } from '#app/domain/panel/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { bidPolicy } from '#app/domain/bid/policy.ts'
import { isBarredFromBid } from '#app/services/bid/queries/is-barred-from-bid.server.ts'
import { lockBid } from '#app/services/bid/store.server.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Bid, Call } from '#prisma/generated/client.ts'
import { lockPanel, readPanelBidFacts } from './store.server.ts'

export type Reviewed = { call: Call; bid: Bid }

/**
 * Call, panel and bid, locked, for whoever reviews at this stage: the buyer before scoring starts, the panel after. The panel
 * speaks by its chair, or, where the chair does not judge the bid, by any member who does.
 */
export async function holdReview(
  tx: Tx,
  ctx: Context,
  { callId, bidId, stage }: { callId: string; bidId: string; stage: ReviewStage },
): Promise<Outcome<Reviewed>> {
  const call = await lockCall(tx, callId)
  await lockPanel(tx, callId)
  const bid = await lockBid(tx, bidId)
  const facts = await readPanelBidFacts(tx, bidId, ctx.actor.expertId)
  if (call === null || bid === null || bid.callId !== callId || facts === null) return refuse('not-found')
  if (stage === 'QUALIFICATION') {
    if (!may(panelPolicy, 'readBoard', ctx.actor, facts)) return refuse('not-found')
    if (!may(panelPolicy, 'qualify', ctx.actor, facts)) return refuse('review.over')
    const ofBid = { organizationId: bid.organizationId, bodyId: call.bodyId, state: bid.state }
    const isBarred = await isBarredFromBid({ actor: ctx.actor, db: tx }, bidId)
    if (!may(bidPolicy, 'read', ctx.actor, { ...ofBid, isBarred })) return refuse('not-found')
    if (!may(bidPolicy, 'reject', ctx.actor, { ...ofBid, isBarred })) return refuse('review.not-opened')
    return ok({ call, bid })
  }
  if (!may(panelBidPolicy, 'readBid', ctx.actor, facts)) return refuse('not-found')
  if (!may(panelBidPolicy, 'conform', ctx.actor, facts)) return refuse('review.over')
  if (facts.seat?.isChair !== true && (await isChairClear(tx, bid))) return refuse('panel.not-chair')
  return ok({ call, bid })
}

/** The chair judges this bid: of its group, and in no conflict with it. */
export const isChairClear = async (tx: Tx, { id, callId }: Pick<Bid, 'id' | 'callId'>): Promise<boolean> =>
  (await readChairClear(tx, callId)).has(id)

/** The bids of a call that the chair judges; none while the panel has no chair. */
export async function readChairClear(tx: Tx, callId: string): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT j.bid_id AS id FROM seat s JOIN judged_bid j ON j.seat_id = s.id
    JOIN stated_conflict d ON d.seat_id = j.seat_id AND d.bid_id = j.bid_id AND d.kind = 'NONE'
    WHERE j.call_id = ${callId}::uuid AND s.is_chair AND s.state = 'SEATED'`
  return new Set(rows.map(({ id }) => id))
}
