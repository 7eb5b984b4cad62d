import { bidContent } from '#app/domain/bid/content.ts'
import { budgetSum } from '#app/domain/bid/ready.ts'
import { askedFen } from '#app/domain/award/asked.ts'
import { hasStage } from '#app/domain/rule-book/rule-book.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { slotStart } from '#app/domain/venture/draw-order.ts'
import { linesToReview } from '#app/domain/venture/budget.ts'
import { venturePolicy } from '#app/domain/venture/policy.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { ventureFacts } from '../hold-bid.server.ts'
import { readStages } from './stages.server.ts'

type StageOfBid = 'dueDiligence' | 'budgetReview' | 'optimisation'
const readOf = { dueDiligence: 'readDiligence', budgetReview: 'readBudget', optimisation: 'readAdvice' } as const

async function readBid(ctx: Context, bidId: string, stage: StageOfBid) {
  const bid = await ctx.db.bid.findUnique({
    where: { id: bidId },
    include: { call: true, organization: { select: { name: true } } },
  })
  if (bid === null || bid.openedAt === null) return null
  const facts = await ventureFacts(ctx.db, ctx, bid.call, bid)
  if (!may(venturePolicy, readOf[stage], ctx.actor, facts)) return null
  if (!hasStage(await readBookOf(ctx.db, bid.call, dayOf(ctx.now)), stage)) return null
  const { call, organization } = bid
  return {
    bid,
    facts,
    head: {
      bidId,
      organization: organization.name,
      call: { id: call.id, callNo: call.callNo ?? '', title: call.title },
    },
  }
}
export type VentureHead = NonNullable<Awaited<ReturnType<typeof readBid>>>['head']

/** The notes on one bid, newest last. Null for everybody outside the buyer. */
export async function readDiligencePage(ctx: Context, bidId: string) {
  const found = await readBid(ctx, bidId, 'dueDiligence')
  if (found === null) return null
  const notes = await ctx.db.diligenceNote.findMany({ where: { bidId }, orderBy: { notedAt: 'asc' } })
  const accounts = await ctx.db.account.findMany({
    where: { id: { in: notes.map(({ notedById }) => notedById) } },
    select: { id: true, name: true },
  })
  const names = new Map(accounts.map(({ id, name }) => [id, name]))
  return {
    ...found.head,
    notes: notes.map(({ id, way, heldOn, people, finding, notedById, notedAt }) => ({
      id,
      way,
      heldOn: dayOfDate(heldOn),
      people,
      finding,
      by: names.get(notedById) ?? '',
      at: notedAt.toISOString(),
    })),
    mayNote: may(venturePolicy, 'noteDiligence', ctx.actor, found.facts),
  }
}
export type DiligencePage = NonNullable<Awaited<ReturnType<typeof readDiligencePage>>>

/** The budget of one bid, line by line: what was asked, and what was approved once it is. */
export async function readBudgetPage(ctx: Context, bidId: string) {
  const found = await readBid(ctx, bidId, 'budgetReview')
  if (found === null) return null
  const { bid, facts, head } = found
  const review = await ctx.db.budgetReview.findUnique({
    where: { bidId },
    include: { lines: { orderBy: { position: 'asc' } } },
  })
  const opened = await ctx.db.openedBid.findUniqueOrThrow({ where: { bidId } })
  const content = bidContent.parse(opened.content)
  const whole = askedFen({ priceFen: opened.priceFen, budgetFen: budgetSum(content) }, bid.call.ceilingFen)
  const isAdmitted = (await ctx.db.bidReview.count({ where: { bidId, stage: 'QUALIFICATION', cause: null } })) === 1
  const isOver = review !== null && review.dueAt <= ctx.now
  return {
    ...head,
    isAdmitted,
    lines: linesToReview(content.budgetLines, whole).map((line, index) => ({
      item: line.item,
      basis: content.budgetLines[index]?.basis ?? '',
      askedFen: line.askedFen.toString(),
      approvedFen: review?.lines[index]?.approvedFen.toString() ?? null,
      reason: review?.lines[index]?.reason ?? '',
    })),
    askedFen: (review?.askedFen ?? whole).toString(),
    review:
      review === null
        ? null
        : {
            approvedFen: review.approvedFen.toString(),
            isCut: review.approvedFen < review.askedFen,
            state: review.state === 'OFFERED' && isOver ? ('STANDS' as const) : review.state,
            dueAt: review.dueAt.toISOString(),
            reviewedAt: review.reviewedAt.toISOString(),
            answeredAt: review.answeredAt?.toISOString() ?? null,
            declineReason: review.declineReason,
            version: review.version,
          },
    mayReview: review === null && isAdmitted && may(venturePolicy, 'reviewBudget', ctx.actor, facts),
    mayAnswer: review?.state === 'OFFERED' && !isOver && may(venturePolicy, 'answerBudget', ctx.actor, facts),
  }
}
export type BudgetPage = NonNullable<Awaited<ReturnType<typeof readBudgetPage>>>

/** The rounds of advice on a project that is to be funded. */
export async function readAdvicePage(ctx: Context, bidId: string) {
  const found = await readBid(ctx, bidId, 'optimisation')
  if (found === null) return null
  const { bid, facts, head } = found
  const isFunded =
    bid.state !== 'LOST' &&
    (await ctx.db.noticedAward.count({ where: { bidId, notice: { state: { in: ['OPEN', 'CLOSED'] } } } })) > 0
  const rounds = await ctx.db.projectAdvice.findMany({ where: { bidId }, orderBy: { number: 'asc' } })
  const latest = rounds.at(-1)
  const isAccepted = latest !== undefined && latest.acceptedAt !== null
  const isOpen = latest !== undefined && !isAccepted && latest.answeredAt === null
  return {
    ...head,
    isFunded,
    isAccepted,
    rounds: rounds.map((round) => ({
      number: round.number,
      source: round.source,
      asksChange: round.asksChange,
      advice: round.advice,
      advisedAt: round.advisedAt.toISOString(),
      answer: round.answer,
      answeredAt: round.answeredAt?.toISOString() ?? null,
      acceptedAt: round.acceptedAt?.toISOString() ?? null,
    })),
    version: latest?.version ?? 1,
    mayAdvise: isFunded && !isAccepted && !isOpen && may(venturePolicy, 'advise', ctx.actor, facts),
    mayAnswer: isOpen && may(venturePolicy, 'answerAdvice', ctx.actor, facts),
    mayAccept: latest !== undefined && !isAccepted && !isOpen && may(venturePolicy, 'acceptAdvice', ctx.actor, facts),
  }
}
export type AdvicePage = NonNullable<Awaited<ReturnType<typeof readAdvicePage>>>

/** For an organization's page of its own bid: where the call stands, its slot, and what waits for its answer. Null without stages. */
export async function readOwnStages(ctx: Context, bidId: string) {
  const bid = await ctx.db.bid.findUniqueOrThrow({
    where: { id: bidId },
    select: {
      state: true,
      callId: true,
      call: { select: { ruleBookCode: true, ruleBookVersion: true, method: true } },
      budgetReview: { select: { state: true, dueAt: true } },
      pitchSlot: { select: { position: true, session: true } },
      advice: { orderBy: { number: 'desc' }, take: 1, select: { answeredAt: true, acceptedAt: true } },
    },
  })
  const book = await readBookOf(ctx.db, bid.call, dayOf(ctx.now))
  const stages = await readStages(ctx, bid.callId, book)
  if (stages.length === 0) return null
  const { budgetReview: review, pitchSlot: slot, advice } = bid
  const [latest] = advice
  return {
    stages,
    budget:
      review === null
        ? null
        : review.state === 'OFFERED' && review.dueAt <= ctx.now
          ? ('STANDS' as const)
          : review.state,
    pitch:
      slot === null || bid.state === 'REJECTED'
        ? null
        : {
            at: slotStart(slot.session, slot.position).toISOString(),
            minutes: slot.session.minutes,
            place: slot.session.place,
            link: slot.session.link,
          },
    advice:
      latest === undefined
        ? null
        : latest.acceptedAt !== null
          ? ('accepted' as const)
          : latest.answeredAt !== null
            ? ('answered' as const)
            : ('asked' as const),
  }
}
export type OwnStages = NonNullable<Awaited<ReturnType<typeof readOwnStages>>>
