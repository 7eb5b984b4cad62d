import { panelBidPolicy } from '#app/domain/panel/policy.ts'
import { decideEntries } from '#app/domain/panel/score-sheet.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { isChairClear } from './hold-review.server.ts'
import { lockPanel, readPanelBidFacts } from './store.server.ts'

type Place = { callId: string; bidId: string }
type Held = Place & { panelId: string; seatId: string; bodyId: string }

/** The panel, locked, for whoever speaks for it on this bid: the chair, or a member where the chair does not judge it. */
async function holdDiscussion(tx: Tx, ctx: Context, { callId, bidId }: Place): Promise<Outcome<Held>> {
  await lockPanel(tx, callId)
  const facts = await readPanelBidFacts(tx, bidId, ctx.actor.expertId)
  if (facts?.callId !== callId || facts.seat === undefined || facts.panelId === undefined) return refuse('not-found')
  if (!may(panelBidPolicy, 'readBid', ctx.actor, facts)) return refuse('not-found')
  if (!facts.allowsDiscussion) return refuse('discussion.not-published')
  if (!may(panelBidPolicy, 'discuss', ctx.actor, facts)) return refuse('discussion.not-now')
  if (!facts.seat.isChair && (await isChairClear(tx, { id: bidId, callId }))) return refuse('panel.not-chair')
  return ok({ callId, bidId, panelId: facts.panelId, seatId: facts.seat.id, bodyId: facts.bodyId })
}

const fact = (type: string, { bidId, bodyId, callId, seatId }: Held) => ({
  type,
  entity: 'bid',
  entityId: bidId,
  bodyId,
  callId,
  data: { seat: seatId },
})

/** One bid at a time, once every first sheet of those who hear it is in: PostgreSQL counts both. */
export const openDiscussion = (ctx: Context, place: Place) =>
  transact(ctx, async (tx) => {
    const held = await holdDiscussion(tx, ctx, place)
    if (!held.ok) return held
    const { panelId, bidId, seatId } = held
    await tx.discussion.create({ data: { panelId, bidId, openedById: seatId, openedAt: ctx.now } })
    await record(tx, ctx, fact('panel.discussion-opened', held))
    return ok()
  })

export const closeDiscussion = (ctx: Context, place: Place) =>
  transact(ctx, async (tx) => {
    const held = await holdDiscussion(tx, ctx, place)
    if (!held.ok) return held
    const { count } = await tx.discussion.updateMany({
      where: { panelId: held.panelId, bidId: held.bidId, closedAt: null },
      data: { closedAt: ctx.now },
    })
    if (count === 0) return refuse('discussion.over')
    await record(tx, ctx, fact('panel.discussion-closed', held))
    return ok()
  })

/** Minutes are only added to; what was wrong is put right by one more entry. */
export const writeMinute = (ctx: Context, { text, ...place }: Place & { text: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdDiscussion(tx, ctx, place)
    if (!held.ok) return held
    const { panelId, bidId, seatId } = held
    await tx.discussionMinute.create({ data: { panelId, bidId, seatId, text, writtenAt: ctx.now } })
    await record(tx, ctx, fact('panel.minute-written', held))
    return ok()
  })

export type ScoreAgain = Place & {
  scores: readonly { criterionId: string; points: string }[]
  reason: string
}

/** A member's second score, whole, with a reason, while the bid is being discussed. The first sheet stays as it was. */
export const scoreAgain = (ctx: Context, { callId, bidId, scores, reason }: ScoreAgain) =>
  transact(ctx, async (tx) => {
    await lockPanel(tx, callId)
    const facts = await readPanelBidFacts(tx, bidId, ctx.actor.expertId)
    if (facts?.callId !== callId || facts.seat === undefined || facts.panelId === undefined) return refuse('not-found')
    if (!may(panelBidPolicy, 'readBid', ctx.actor, facts)) return refuse('not-found')
    if (facts.hasSecond) return refuse('discussion.second-already')
    if (!may(panelBidPolicy, 'scoreAgain', ctx.actor, facts)) return refuse('discussion.over')
    const criteria = await tx.criterion.findMany({
      where: { callId, kind: 'SUBJECTIVE' },
      select: { id: true, maxPoints: true },
    })
    const decision = decideEntries(
      criteria.map(({ id, maxPoints }) => ({ id, maxPoints: maxPoints.toString() })),
      scores.map((score) => ({ ...score, reason: '' })),
    )
    if (!decision.ok) return decision
    const sheet = await tx.scoreSheet.findUniqueOrThrow({
      where: { seatId_bidId: { seatId: facts.seat.id, bidId } },
      include: { scores: true },
    })
    const isSame = scores.every(({ criterionId, points }) =>
      sheet.scores.some((first) => first.criterionId === criterionId && first.points?.equals(points) === true),
    )
    if (isSame) return refuse('discussion.same-points')
    const discussion = await tx.discussion.findFirstOrThrow({
      where: { panelId: facts.panelId, bidId, closedAt: null },
    })
    await tx.secondSheet.create({
      data: {
        sheetId: sheet.id,
        discussionId: discussion.id,
        reason,
        submittedAt: ctx.now,
      },
    })
    await tx.secondScore.createMany({
      data: scores.map(({ criterionId, points }) => ({ sheetId: sheet.id, criterionId, points })),
    })
    await record(tx, ctx, {
      type: 'score-sheet.scored-again',
      entity: 'score_sheet',
      entityId: sheet.id,
      bodyId: facts.bodyId,
      callId,
      data: { seat: facts.seat.id, bid: bidId },
    })
    return ok()
  })
