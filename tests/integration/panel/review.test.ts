import { expect, test } from 'vitest'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { answerClarification, askClarification, findOnPrice } from '#app/services/panel/clarify.server.ts'
import { readReviewPage } from '#app/services/panel/queries/review-page.server.ts'
import { admitRest, reviewBid } from '#app/services/panel/review-bid.server.ts'
import { saveSheet, unsavedVersion } from '#app/services/panel/save-sheet.server.ts'
import { readClarificationsPage } from '#app/services/bid/queries/clarifications-page.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { afterDeadline, must } from '#tests/support/scenes.ts'
import {
  agreeToPledge,
  declareAll,
  freezeAt,
  openedCall,
  type OpenedStory,
  scoreBid,
  seatedPanel,
  startedPanel,
} from '#tests/support/scenes-panel.ts'
import { declareConflicts } from '#app/services/panel/declare-conflicts.server.ts'

const t = useDatabase({ forEachScene: true })
const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const bidAt = ({ bids }: OpenedStory, index: number) => {
  const bid = bids[index]
  if (bid === undefined) throw new Error(`no bid ${index}`)
  return bid
}
const after = ({ call }: OpenedStory, minutes: number) => new Date(call.bidDeadlineAt.getTime() + minutes * 60_000)
const versionOf = async (bidId: string) => (await t.owner.bid.findUniqueOrThrow({ where: { id: bidId } })).version

test('the buyer asks, the bidder answers once and in time, and only then is it decided', async () => {
  const story = await openedCall(t)
  const { call, bureau } = story
  const { bidId, owner } = bidAt(story, 0)
  const officerAt = (minutes: number) => t.contextAt(afterDeadline(call, minutes), bureau.officer)
  const ask = { callId: call.id, bidId, kind: 'QUALIFICATION' as const, question: '请说明登记证书的有效期。' }
  expect(await askClarification(officerAt(10), { ...ask, dueAt: after(story, 20) })).toMatchObject(
    refusedWith('review.term-too-short'),
  )
  must(await askClarification(officerAt(10), { ...ask, dueAt: after(story, 60) }))
  const admit = async (minutes: number) =>
    reviewBid(officerAt(minutes), {
      callId: call.id,
      bidId,
      stage: 'QUALIFICATION',
      version: await versionOf(bidId),
      cause: null,
      reason: '',
    })
  expect(await admit(20)).toMatchObject(refusedWith('review.still-open'))
  // The others are admitted at once; the one that was asked waits.
  expect(await admitRest(officerAt(21), { callId: call.id, stage: 'QUALIFICATION' })).toMatchObject({ admitted: 2 })
  const onDesk = async (minutes: number) =>
    (await deskPage(t.contextAt(afterDeadline(call, minutes), owner))).you.map(({ kind, id, dueAt }) => [
      kind,
      id,
      dueAt,
    ])
  expect(await onDesk(30)).toEqual([['clarificationToAnswer', bidId, after(story, 60).toISOString()]])
  expect(await onDesk(61)).toEqual([])
  const page = await readClarificationsPage(t.contextAt(afterDeadline(call, 30), owner), bidId)
  const [asked] = page?.asked ?? []
  if (asked === undefined) throw new Error('a question')
  expect(await readClarificationsPage(t.contextAt(afterDeadline(call, 30), bidAt(story, 1).owner), bidId)).toBeNull()
  const answer = (minutes: number) =>
    answerClarification(t.contextAt(afterDeadline(call, minutes), owner), {
      bidId,
      clarificationId: asked.id,
      version: 1,
      answer: '证书有效期至 2028 年，已附复印件。',
    })
  expect(await answer(61)).toMatchObject(refusedWith('review.answer-late'))
  must(await answer(40))
  expect(await onDesk(41)).toEqual([])
  expect(await answer(41)).toMatchObject(refusedWith('review.answered'))
  must(await admit(45))
  expect(await admit(46)).toMatchObject(refusedWith('review.decided'))
  await expect(t.owner.clarification.updateMany({ data: { question: '别的问题' } })).rejects.toThrow(/review.answered/)
  await expect(t.owner.bidReview.deleteMany()).rejects.toThrow(/append-only/)
})

test('no sheet before conformity; it is the chair’s to record, or another’s where the chair is in conflict', async () => {
  const story = await startedPanel(t, await seatedPanel(t, await openedCall(t)))
  const [chair, second] = story.experts
  if (chair === undefined || second === undefined) throw new Error('three judges')
  const conflicted = bidAt(story, 0).bidId
  for (const judge of [chair, second]) {
    await agreeToPledge(t, story.call, judge)
    must(
      await declareConflicts(t.contextAt(afterDeadline(story.call, 180), judge), {
        callId: story.call.id,
        declarations: story.bids.map(({ bidId }) => ({
          bidId,
          kind: judge === chair && bidId === conflicted ? 'KINSHIP' : 'NONE',
          note: '',
        })),
      }),
    )
  }
  const ctxOf = (judge: typeof chair) => t.contextAt(afterDeadline(story.call, 190), judge)
  const sheet = (bidId: string) =>
    saveSheet(ctxOf(second), { callId: story.call.id, bidId, version: unsavedVersion, scores: [], comment: '' })
  expect(await sheet(bidAt(story, 1).bidId)).toMatchObject(refusedWith('review.first'))
  const stage = 'CONFORMITY' as const
  const review = async (judge: typeof chair, bidId: string) =>
    reviewBid(ctxOf(judge), {
      callId: story.call.id,
      bidId,
      stage,
      version: await versionOf(bidId),
      cause: null,
      reason: '',
    })
  expect(await review(second, bidAt(story, 1).bidId)).toMatchObject(refusedWith('panel.not-chair'))
  expect(await review(chair, conflicted)).toMatchObject(refusedWith('not-found'))
  must(await review(second, conflicted))
  expect(await admitRest(ctxOf(chair), { callId: story.call.id, stage })).toMatchObject({ admitted: 2 })
  must(await sheet(bidAt(story, 1).bidId))
  const page = await readReviewPage(ctxOf(chair), story.call.id, stage)
  expect([page?.bids.length, page?.hidden]).toEqual([2, 1])
})

const bidders = [
  { name: '低价中心', priceFen: 20_000_000n },
  { name: '常价中心', priceFen: 45_000_000n },
  { name: '高价中心', priceFen: 46_000_000n },
]

test.each([
  ['accepted', true],
  ['not accepted: then it is invalid, never by itself', false],
])('an abnormally low price is explained and decided on: %s', async (_, isAccepted) => {
  const story = await startedPanel(t, await seatedPanel(t, await openedCall(t, { bidders })))
  for (const expert of story.experts) must(await declareAll(t, story, expert))
  const { bidId, owner } = bidAt(story, 0)
  for (const expert of story.experts)
    for (const bid of story.bids) await scoreBid(t, story, expert, bid.bidId, { c1: '20', c2: '40' })
  expect(await freezeAt(t, story, story.chair)).toMatchObject(refusedWith('review.price-first'))
  const chairAt = (minutes: number) => t.contextAt(afterDeadline(story.call, minutes), story.chair)
  const ask = { callId: story.call.id, kind: 'LOW_PRICE' as const, question: '请说明报价构成及其合理性。' }
  expect(
    await askClarification(chairAt(250), { ...ask, bidId: bidAt(story, 1).bidId, dueAt: after(story, 300) }),
  ).toMatchObject(refusedWith('review.price-not-low'))
  must(await askClarification(chairAt(250), { ...ask, bidId, dueAt: after(story, 281) }))
  const find = (minutes: number, version: number) =>
    findOnPrice(chairAt(minutes), {
      callId: story.call.id,
      bidId,
      version,
      isAccepted,
      reason: isAccepted ? '人员为志愿者，成本属实。' : '未能说明人工成本。',
    })
  expect(await find(260, 1)).toMatchObject(refusedWith('review.still-open'))
  const asked = await t.owner.clarification.findFirstOrThrow({ where: { bidId } })
  must(
    await answerClarification(t.contextAt(afterDeadline(story.call, 270), owner), {
      bidId,
      clarificationId: asked.id,
      version: 1,
      answer: '志愿者为主，人工成本低。',
    }),
  )
  must(await find(275, 2))
  must(await freezeAt(t, story, story.chair))
  const result = await t.owner.result.findFirstOrThrow({ where: { callId: story.call.id }, include: { bids: true } })
  expect(result.bids.length).toBe(isAccepted ? 3 : 2)
})

test('when too few are left nothing goes on, and the page says so', async () => {
  const story = await openedCall(t)
  const ctx = t.contextAt(afterDeadline(story.call, 60), story.bureau.officer)
  for (const index of [0, 1]) {
    const { bidId } = bidAt(story, index)
    must(
      await reviewBid(ctx, {
        callId: story.call.id,
        bidId,
        stage: 'QUALIFICATION',
        version: await versionOf(bidId),
        cause: 'UNSIGNED',
        reason: '投标函未按要求盖章，无效。',
      }),
    )
  }
  must(await admitRest(ctx, { callId: story.call.id, stage: 'QUALIFICATION' }))
  const page = await readReviewPage(ctx, story.call.id, 'QUALIFICATION')
  expect(page).toMatchObject({ isFailed: true, counts: { admitted: 1, rejected: 2, minimum: 2 } })
  const seated = await seatedPanel(t, story)
  const { id } = await t.owner.panel.findUniqueOrThrow({ where: { callId: story.call.id } })
  await expect(t.owner.panel.update({ where: { id }, data: { state: 'SCORING' } })).rejects.toThrow(/too-few-bids/)
  expect(seated.experts.length).toBe(3)
})
