import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { lockBidFor } from './lock-bid-for.server.ts'
import { moveBid } from './store.server.ts'

/** A bid fails the qualification or conformity review (资格审查、符合性审查): before scoring starts, with a reason its organization reads. */
export const rejectBid = (
  ctx: Context,
  { callId, bidId, version, reason }: { callId: string; bidId: string; version: number; reason: string },
) =>
  transact(ctx, async (tx) => {
    // The call first, as at the opening: one order of locks.
    const call = await lockCall(tx, callId)
    const locked = await lockBidFor(tx, ctx, 'reject', bidId)
    if (!locked.ok) return locked
    const { bid, bodyId } = locked
    if (call === null || bid.callId !== callId) return refuse('not-found')
    if (call.state !== 'OPENED') return refuse('bid.scoring-started')
    // Raises refused:account.interested: an official of a bidder takes no rival out.
    await tx.$queryRaw`SELECT assert_no_interest_in_call(${ctx.actor.accountId ?? null}::uuid, ${callId}::uuid)::text AS done`
    if (bid.version !== version) return stale()
    const moved = await moveBid(tx, bid, 'reject', { rejectedReason: reason })
    if (!moved.ok) return moved
    await record(tx, ctx, {
      type: 'bid.rejected',
      entity: 'bid',
      entityId: bidId,
      bodyId,
      organizationId: bid.organizationId,
      callId,
      data: { reason },
    })
    return ok()
  })
