import { tasksOf } from '#app/domain/bid/ready.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readOwnStages } from '#app/services/venture/queries/venture-bid.server.ts'
import { askedOf, bidHead, readOwnBid } from './own-bid.server.ts'

export type BidTasks = NonNullable<Awaited<ReturnType<typeof readBidTasks>>>

/** An organization's own bid: what is still to do while it is a draft, what became of it after. Undefined for anybody else. */
export async function readBidTasks(ctx: Context, bidId: string) {
  const bid = await readOwnBid(ctx, bidId)
  if (bid === undefined) return undefined
  return {
    stages: bid.state === 'DRAFT' || bid.state === 'WITHDRAWN' ? null : await readOwnStages(ctx, bidId),
    head: bidHead(bid),
    tasks: bid.draft === undefined ? undefined : tasksOf(bid.draft.content, askedOf(bid)),
    saved: bid.draft === undefined ? undefined : { at: bid.draft.savedAt, by: bid.draft.savedBy },
    receiptNo: bid.receipt?.receiptNo,
    rejectedReason: bid.rejectedReason,
    withdrawnAt: bid.withdrawnAt,
    amended: bid.amended,
    hasResult: bid.hasResult,
    isOpened: bid.opened !== undefined,
    may: bid.may,
    allowsConsortium: bid.allowsConsortium,
    now: ctx.now.toISOString(),
  }
}
