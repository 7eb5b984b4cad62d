import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { lockBidFor } from './lock-bid-for.server.ts'

/** The call was amended after sealing: the certifier says, before the deadline, that the sealed bid stands as it is. */
export const confirmBid = (ctx: Context, { bidId }: { bidId: string }) =>
  transact(ctx, async (tx) => {
    const locked = await lockBidFor(tx, ctx, 'reconfirm', bidId)
    if (!locked.ok) return locked
    const { bid } = locked
    const { amendmentNo } = await tx.call.findUniqueOrThrow({
      where: { id: bid.callId },
      select: { amendmentNo: true },
    })
    if (bid.confirmedAmendment >= amendmentNo) return refuse('bid.nothing-to-confirm')
    const { count } = await tx.bid.updateMany({
      where: { id: bidId, version: bid.version },
      data: { confirmedAmendment: amendmentNo, version: { increment: 1 } },
    })
    if (count === 0) return stale()
    await record(tx, ctx, {
      type: 'bid.confirmed-again',
      entity: 'bid',
      entityId: bidId,
      organizationId: bid.organizationId,
      callId: bid.callId,
      data: { amendment: amendmentNo },
    })
    return ok()
  })
