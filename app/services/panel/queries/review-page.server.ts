import type { LowPrice, RejectionCause, ReviewStage } from '#app/domain/panel/review.ts'
import { panelBidPolicy, panelPolicy } from '#app/domain/panel/policy.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readBarredBids } from '#app/services/bid/queries/is-barred-from-bid.server.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { lowOf } from '../clarify.server.ts'
import { readMask } from './mask.server.ts'
import { readChairClear } from '../hold-review.server.ts'
import { readPanelBidsFacts, readPanelFacts } from '../store.server.ts'

export type Asked = {
  id: string
  kind: ReviewStage | 'LOW_PRICE'
  question: string
  askedAt: string
  dueAt: string
  isOpen: boolean
  answer: string
  answeredAt: string | null
  finding: 'ACCEPTED' | 'REJECTED' | null
  findingReason: string
  version: number
}
export type ReviewedBid = {
  id: string
  code: string
  organization: string
  plan: number | null
  version: number
  priceFen: string | null
  state: 'waiting' | 'admitted' | 'rejected'
  cause: RejectionCause | null
  reason: string
  asked: Asked[]
  low: LowPrice[]
  mayReview: boolean
}
export type ReviewPage = {
  call: { id: string; callNo: string; title: string; state: string }
  stage: ReviewStage
  bids: ReviewedBid[]
  /** Bids this person is in conflict with, or may not read: nothing of them is shown. */
  hidden: number
  counts: { admitted: number; waiting: number; rejected: number; minimum: number }
  /** Nothing waits and fewer are left than the rule book asks for: the call has failed. */
  isFailed: boolean
  explainMinutes: number
  mayReview: boolean
  now: string
}

/** The review of one stage: what was found of each bid, what was asked, which prices are low. Null for who has no part in it. */
export async function readReviewPage(ctx: Context, callId: string, stage: ReviewStage): Promise<ReviewPage | null> {
  const facts = await readPanelFacts(ctx.db, callId, ctx.actor.expertId)
  if (facts === null) return null
  const isBuyer = stage === 'QUALIFICATION'
  if (!may(panelPolicy, isBuyer ? 'readBoard' : 'readPanel', ctx.actor, facts)) return null
  const { bids: rows, ...call } = await ctx.db.call.findUniqueOrThrow({
    where: { id: callId },
    include: {
      bids: {
        where: { openedAt: { not: null } },
        orderBy: [{ sealedAt: 'asc' }, { id: 'asc' }],
        select: {
          id: true,
          state: true,
          version: true,
          rejectedReason: true,
          organization: { select: { name: true } },
          opened: { select: { priceFen: true, hashesMatched: true } },
          reviews: true,
          clarifications: { orderBy: { askedAt: 'asc' } },
        },
      },
    },
  })
  const book = await readBookOf(ctx.db, call, dayOf(ctx.now))
  const low = lowOf(
    rows.filter(({ state }) => state === 'OPENED'),
    book,
    call,
  )
  const mask = isBuyer ? null : await readMask(ctx.db, callId)
  const barred = isBuyer ? await readBarredBids(ctx, callId) : undefined
  const ofBids = isBuyer ? undefined : await readPanelBidsFacts(ctx.db, callId, ctx.actor.expertId)
  const ofChair = isBuyer || facts.seat?.isChair === true ? undefined : await readChairClear(ctx.db, callId)
  const bids: ReviewedBid[] = []
  let hidden = 0
  let elsewhere = 0
  // Broken envelopes were rejected at the opening: there is nothing to review in them.
  for (const [index, row] of rows.filter(({ opened }) => opened?.hashesMatched === true).entries()) {
    const bidFacts = ofBids?.get(row.id)
    const maySee = isBuyer
      ? barred?.has(row.id) === false
      : bidFacts !== undefined && may(panelBidPolicy, 'readBid', ctx.actor, bidFacts)
    if (!maySee) {
      if (isBuyer || bidFacts?.isOfGroup !== false) hidden += 1
      else elsewhere += 1
      continue
    }
    const found = row.reviews.find((review) => review.stage === stage)
    bids.push({
      id: row.id,
      code: mask === null ? `B${index + 1}` : '',
      organization: mask === null ? row.organization.name : '',
      plan: mask?.get(row.id) ?? null,
      version: row.version,
      priceFen: row.opened?.priceFen?.toString() ?? null,
      state: row.state === 'REJECTED' ? 'rejected' : found === undefined ? 'waiting' : 'admitted',
      cause: row.reviews.find(({ cause }) => cause !== null)?.cause ?? null,
      reason: row.rejectedReason,
      asked: row.clarifications
        .filter(({ kind }) => !isBuyer || kind === 'QUALIFICATION')
        .map((asked) => ({
          id: asked.id,
          kind: asked.kind,
          question: asked.question,
          askedAt: asked.askedAt.toISOString(),
          dueAt: asked.dueAt.toISOString(),
          isOpen: asked.answeredAt === null && asked.dueAt > ctx.now,
          answer: asked.answer,
          answeredAt: asked.answeredAt?.toISOString() ?? null,
          finding: asked.finding,
          findingReason: asked.findingReason,
          version: asked.version,
        })),
      low: isBuyer ? [] : low.filter(({ bidId }) => bidId === row.id),
      mayReview: isBuyer
        ? row.state === 'OPENED' && may(panelPolicy, 'qualify', ctx.actor, facts)
        : bidFacts !== undefined &&
          may(panelBidPolicy, 'conform', ctx.actor, bidFacts) &&
          ofChair?.has(row.id) !== true,
    })
  }
  const waiting = bids.filter(({ state }) => state === 'waiting').length + hidden
  const admitted = bids.filter(({ state }) => state === 'admitted').length
  const { minimum, ifFewer } = book.bids
  return {
    call: { id: callId, callNo: call.callNo ?? '', title: call.title, state: call.state },
    stage,
    bids,
    hidden,
    counts: { admitted, waiting, rejected: bids.filter(({ state }) => state === 'rejected').length, minimum },
    isFailed: waiting + elsewhere === 0 && admitted < minimum && !ifFewer.includes('proceed'),
    explainMinutes: book.lowPrice?.explainMinutes ?? 0,
    mayReview: bids.some((bid) => bid.mayReview),
    now: ctx.now.toISOString(),
  }
}
