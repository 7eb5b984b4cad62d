import { askedFen } from '#app/domain/award/asked.ts'
import { bidContent } from '#app/domain/bid/content.ts'
import { budgetSum } from '#app/domain/bid/ready.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { type ApprovedLine, decideAnswerTerm, decideBudget, linesToReview } from '#app/domain/venture/budget.ts'
import { budgetReviewLifecycle } from '#app/domain/venture/lifecycle.ts'
import { moveBid } from '#app/services/bid/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { holdBid } from './hold-bid.server.ts'
import { tellAll } from './tell.server.ts'

/** The lines of an opened bid as they are reviewed. */
export async function readLinesToReview(tx: Tx, bidId: string, ceilingFen: bigint) {
  const opened = await tx.openedBid.findUnique({ where: { bidId }, select: { content: true, priceFen: true } })
  if (opened === null) return undefined
  const content = bidContent.parse(opened.content)
  const whole = askedFen({ priceFen: opened.priceFen, budgetFen: budgetSum(content) }, ceilingFen)
  return linesToReview(content.budgetLines, whole)
}

export type ReviewBudget = { bidId: string; dueAt: Date; lines: readonly ApprovedLine[] }

/**
 * Line by line, what of a bid's budget is approved. What is approved takes the place of what was asked; an uncut budget stands at once,
 * a cut one is told to the bidder, who accepts or withdraws until the term.
 */
export const reviewBudget = (ctx: Context, { bidId, dueAt, lines }: ReviewBudget) =>
  transact(ctx, async (tx) => {
    const held = await holdBid(tx, ctx, bidId, { stage: 'budgetReview', read: 'readBudget', action: 'reviewBudget' })
    if (!held.ok) return held
    const { call, bid } = held
    const asked = await readLinesToReview(tx, bidId, call.ceilingFen)
    if (asked === undefined) return refuse('not-found')
    if ((await tx.budgetReview.count({ where: { bidId } })) > 0) return refuse('venture.reviewed')
    const decided = decideBudget(asked, lines)
    if (!decided.ok) return decided
    const isCut = decided.approvedFen < decided.askedFen
    const term = decideAnswerTerm(ctx.now, dueAt)
    if (isCut && !term.ok) return term
    await tx.budgetReview.create({
      data: {
        bidId,
        askedFen: decided.askedFen,
        approvedFen: decided.approvedFen,
        dueAt,
        reviewedById: ctx.actor.accountId ?? '',
        reviewedAt: ctx.now,
      },
    })
    await tx.budgetReviewLine.createMany({ data: decided.lines.map((line) => ({ bidId, ...line })) })
    if (isCut)
      await tellAll(tx, ctx, { organizationId: bid.organizationId }, 'budgetReviewed', {
        callTitle: call.title,
        askedFen: decided.askedFen.toString(),
        approvedFen: decided.approvedFen.toString(),
        answerAt: dueAt.toISOString(),
        url: `/ngo/bids/${bidId}/budget-review`,
      })
    else await tx.budgetReview.update({ where: { bidId }, data: { state: 'ACCEPTED', version: { increment: 1 } } })
    await record(tx, ctx, {
      type: 'bid.budget-reviewed',
      entity: 'bid',
      entityId: bidId,
      bodyId: call.bodyId,
      organizationId: bid.organizationId,
      callId: call.id,
      data: { askedFen: decided.askedFen.toString(), approvedFen: decided.approvedFen.toString() },
    })
    return ok()
  })

export type AnswerBudget = { bidId: string; version: number; declineReason: string | undefined }

/** The bidder stands by the approved sum, or takes its bid out of the call with a reason. */
export const answerBudget = (ctx: Context, { bidId, version, declineReason }: AnswerBudget) =>
  transact(ctx, async (tx) => {
    const held = await holdBid(tx, ctx, bidId, { stage: 'budgetReview', read: 'readBudget', action: 'answerBudget' })
    if (!held.ok) return held
    const { call, bid } = held
    const review = await tx.budgetReview.findUnique({ where: { bidId } })
    if (review === null) return refuse('not-found')
    const state = budgetReviewLifecycle.next(review.state, declineReason === undefined ? 'accept' : 'decline')
    if (state === undefined) return refuse('venture.answered')
    if (review.version !== version) return stale()
    await tx.budgetReview.update({
      where: { bidId },
      data: {
        state,
        answeredById: ctx.actor.accountId ?? '',
        answeredAt: ctx.now,
        declineReason: declineReason ?? '',
        version: { increment: 1 },
      },
    })
    if (declineReason !== undefined) {
      const moved = await moveBid(tx, bid, 'reject', { rejectedReason: declineReason })
      if (!moved.ok) return moved
    }
    await record(tx, ctx, {
      type: declineReason === undefined ? 'bid.budget-accepted' : 'bid.budget-declined',
      entity: 'bid',
      entityId: bidId,
      bodyId: call.bodyId,
      organizationId: bid.organizationId,
      callId: call.id,
    })
    return ok()
  })
