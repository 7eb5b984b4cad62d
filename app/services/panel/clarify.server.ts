import { decideDue, lowPricesOf, type ReviewStage } from '#app/domain/panel/review.ts'
import { bidPolicy } from '#app/domain/bid/policy.ts'
import type { RuleBook } from '#app/domain/rule-book/rule-book.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { lockBid, moveBid } from '#app/services/bid/store.server.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import { holdReview } from './hold-review.server.ts'

export type AskClarification = {
  callId: string
  bidId: string
  kind: ReviewStage | 'LOW_PRICE'
  question: string
  dueAt: Date
}

/** Shortest term for an answer that is not about the price. */
const leastMinutes = 30

/** The bidder is asked to make something clear; price and substance of the bid stay as they were sealed (87号令 art. 51). */
export const askClarification = (ctx: Context, { callId, bidId, kind, question, dueAt }: AskClarification) =>
  transact(ctx, async (tx) => {
    const stage = kind === 'LOW_PRICE' ? 'CONFORMITY' : kind
    const held = await holdReview(tx, ctx, { callId, bidId, stage })
    if (!held.ok) return held
    const { call, bid } = held
    const book = await readBookOf(tx, call, dayOf(ctx.now))
    if (kind === 'LOW_PRICE') {
      if (!(await readLowPrices(tx, ctx, call)).some((low) => low.bidId === bidId))
        return refuse('review.price-not-low')
      if ((await tx.clarification.count({ where: { bidId, kind } })) > 0) return refuse('review.price-asked')
    }
    const due = decideDue(
      ctx.now,
      dueAt,
      kind === 'LOW_PRICE' ? (book.lowPrice?.explainMinutes ?? leastMinutes) : leastMinutes,
    )
    if (!due.ok) return due
    const { id } = await tx.clarification.create({
      data: { bidId, kind, question, dueAt, askedById: ctx.actor.accountId ?? '', askedAt: ctx.now },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'bid.clarification-asked',
      entity: 'bid',
      entityId: bidId,
      bodyId: call.bodyId,
      organizationId: bid.organizationId,
      callId,
      data: { clarification: id, kind, dueAt: dueAt.toISOString() },
    })
    const members = await tx.organizationMembership.findMany({
      where: { organizationId: bid.organizationId, account: { state: 'ACTIVE' } },
      distinct: ['accountId'],
      select: { account: { select: { email: true, locale: true } } },
    })
    for (const { account } of members)
      await sendLetter(tx, ctx, {
        to: account.email,
        locale: account.locale === 'EN' ? 'en' : 'zh-CN',
        template: 'clarificationAsked',
        values: { callTitle: call.title, answerAt: dueAt.toISOString(), url: `/ngo/bids/${bidId}/clarifications` },
      })
    return ok()
  })

/** Prices of the bids still in, against the limits of the call's rule book. */
export async function readLowPrices(tx: Tx, ctx: Pick<Context, 'now'>, call: Call) {
  const bids = await tx.bid.findMany({
    where: { callId: call.id, state: 'OPENED' },
    select: { id: true, opened: { select: { priceFen: true } } },
  })
  return lowOf(bids, await readBookOf(tx, call, dayOf(ctx.now)), call)
}

/** Of the bids still in. */
export const lowOf = (
  bids: readonly { id: string; opened: { priceFen: bigint | null } | null }[],
  book: RuleBook,
  { ceilingFen }: Pick<Call, 'ceilingFen'>,
) =>
  lowPricesOf(
    bids.map(({ id, opened }) => ({ id, priceFen: opened?.priceFen ?? null })),
    book,
    ceilingFen,
  )

/** The organization answers, once and in time. */
export const answerClarification = (
  ctx: Context,
  {
    bidId,
    clarificationId,
    version,
    answer,
  }: { bidId: string; clarificationId: string; version: number; answer: string },
) =>
  transact(ctx, async (tx) => {
    const bid = await lockBid(tx, bidId)
    if (bid === null) return refuse('not-found')
    const { bodyId } = await tx.call.findUniqueOrThrow({ where: { id: bid.callId }, select: { bodyId: true } })
    const facts = { organizationId: bid.organizationId, bodyId, state: bid.state }
    if (!may(bidPolicy, 'follow', ctx.actor, facts)) return refuse('not-found')
    if (!may(bidPolicy, 'explain', ctx.actor, facts)) return refuse('review.not-opened')
    const asked = await tx.clarification.findFirst({ where: { id: clarificationId, bidId } })
    if (asked === null) return refuse('not-found')
    if (asked.answeredAt !== null) return refuse('review.answered')
    if (asked.version !== version) return stale()
    await tx.clarification.update({
      where: { id: clarificationId },
      data: {
        answer,
        answeredById: ctx.actor.accountId ?? '',
        answeredAt: ctx.now,
        version: { increment: 1 },
      },
    })
    await record(tx, ctx, {
      type: 'bid.clarification-answered',
      entity: 'bid',
      entityId: bidId,
      bodyId,
      organizationId: bid.organizationId,
      callId: bid.callId,
      data: { clarification: clarificationId },
    })
    return ok()
  })

export type FindOnPrice = { callId: string; bidId: string; version: number; isAccepted: boolean; reason: string }

/** The panel decides on the explanation of a low price: accepted, or the bid is invalid (87号令 art. 60). Never a machine. */
export const findOnPrice = (ctx: Context, { callId, bidId, version, isAccepted, reason }: FindOnPrice) =>
  transact(ctx, async (tx) => {
    const held = await holdReview(tx, ctx, { callId, bidId, stage: 'CONFORMITY' })
    if (!held.ok) return held
    const { call, bid } = held
    const asked = await tx.clarification.findFirst({ where: { bidId, kind: 'LOW_PRICE' } })
    if (asked === null) return refuse('not-found')
    if (asked.finding !== null) return refuse('review.decided')
    if (asked.version !== version) return stale()
    await tx.clarification.update({
      where: { id: asked.id },
      data: {
        finding: isAccepted ? 'ACCEPTED' : 'REJECTED',
        findingReason: reason,
        foundById: ctx.actor.accountId ?? '',
        foundAt: ctx.now,
        version: { increment: 1 },
      },
    })
    if (!isAccepted) {
      const moved = await moveBid(tx, bid, 'reject', { rejectedReason: reason })
      if (!moved.ok) return moved
    }
    await record(tx, ctx, {
      type: isAccepted ? 'bid.price-explained' : 'bid.rejected',
      entity: 'bid',
      entityId: bidId,
      bodyId: call.bodyId,
      organizationId: bid.organizationId,
      callId,
      data: { cause: 'LOW_PRICE', reason },
    })
    return ok()
  })
