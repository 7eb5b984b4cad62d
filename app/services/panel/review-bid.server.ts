import type { RejectionCause, ReviewStage } from '#app/domain/panel/review.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { moveBid } from '#app/services/bid/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { holdReview, type Reviewed } from './hold-review.server.ts'

export type ReviewBid = {
  callId: string
  bidId: string
  stage: ReviewStage
  version: number
  /** Null: admitted. */
  cause: RejectionCause | null
  reason: string
}

/** One bid is admitted, or rejected with a cause out of the list and the reason its organization reads. */
export const reviewBid = (ctx: Context, input: ReviewBid) =>
  transact(ctx, async (tx) => {
    const held = await holdReview(tx, ctx, input)
    if (!held.ok) return held
    if (held.bid.version !== input.version) return stale()
    return find(tx, ctx, held, input)
  })

async function find(
  tx: Tx,
  ctx: Context,
  { call, bid }: Reviewed,
  { stage, cause, reason }: Pick<ReviewBid, 'stage' | 'cause' | 'reason'>,
) {
  const held = await tx.bidReview.findUnique({ where: { bidId_stage: { bidId: bid.id, stage } } })
  if (held !== null) return refuse('review.decided')
  if (cause !== null && reason === '') return refuse('review.reason', { field: 'reason' })
  const open = await tx.clarification.count({
    where: { bidId: bid.id, kind: stage, answeredAt: null, dueAt: { gt: ctx.now } },
  })
  if (open > 0) return refuse('review.still-open')
  await tx.bidReview.create({
    data: { bidId: bid.id, stage, cause, reason, decidedById: ctx.actor.accountId ?? '', decidedAt: ctx.now },
  })
  if (cause !== null) {
    const moved = await moveBid(tx, bid, 'reject', { rejectedReason: reason })
    if (!moved.ok) return moved
  }
  await record(tx, ctx, {
    type: cause === null ? 'bid.admitted' : 'bid.rejected',
    entity: 'bid',
    entityId: bid.id,
    bodyId: call.bodyId,
    organizationId: bid.organizationId,
    callId: call.id,
    data: { stage, cause, reason },
  })
  return ok()
}

/** Every bid that nothing was found against is admitted at once; those already decided stay as they are. */
export const admitRest = (ctx: Context, { callId, stage }: { callId: string; stage: ReviewStage }) =>
  transact<{ admitted: number }>(ctx, async (tx) => {
    const bids = await tx.bid.findMany({
      where: {
        callId,
        state: 'OPENED',
        reviews: { none: { stage } },
        clarifications: { none: { kind: stage, answeredAt: null, dueAt: { gt: ctx.now } } },
      },
      orderBy: { id: 'asc' },
      select: { id: true },
    })
    let admitted = 0
    for (const { id } of bids) {
      const held = await holdReview(tx, ctx, { callId, bidId: id, stage })
      // A bid this person is in conflict with waits for somebody else.
      if (!held.ok && held.refusal.code === 'not-found') continue
      if (!held.ok) return held
      const found = await find(tx, ctx, held, { stage, cause: null, reason: '' })
      if (!found.ok) return found
      admitted += 1
    }
    return admitted === 0 ? refuse('review.nothing-left') : ok({ admitted })
  })
