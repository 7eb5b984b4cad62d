import { expect, test } from 'vitest'
import { readEvaluationReport } from '#app/services/award/queries/evaluation-report.server.ts'
import { readRedFlags } from '#app/services/award/queries/red-flags.server.ts'
import { readResultPage } from '#app/services/award/queries/result-page.server.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { pinConflict } from '#app/services/panel/pin-conflict.server.ts'
import { readOpenedBid } from '#app/services/bid/queries/opened-bid.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, afterDeadline, must } from '#tests/support/scenes.ts'
import {
  declareAll,
  freezeAt,
  noticeAt,
  openedCall,
  scoreBid,
  seatedPanel,
  signAll,
  startedPanel,
} from '#tests/support/scenes-panel.ts'

const t = useDatabase({ forEachScene: true })

test('an official of the buyer who sits on the panel reads no bid before declaring, and none with a tie', async () => {
  const story = await startedPanel(t, await seatedPanel(t, await openedCall(t)))
  const [expert] = story.experts.slice(1)
  if (expert === undefined) throw new Error('three experts sit')
  await t.owner.bodyMembership.create({
    data: { accountId: accountIdOf(expert), bodyId: story.bureau.body.id, role: 'OFFICER' },
  })
  const asOfficial = { ...expert, bodies: [{ bodyId: story.bureau.body.id, role: 'OFFICER' as const }] }
  const ctx = t.contextAt(afterDeadline(story.call, 200), asOfficial)
  const readable = async () => {
    const found = await Promise.all(story.bids.map(({ bidId }) => readOpenedBid(ctx, bidId)))
    return found.map((bid) => bid !== undefined)
  }
  expect(await readable()).toEqual([false, false, false])

  const [tied, ...free] = story.bids
  must(await declareAll(t, story, expert, [tied?.bidId ?? '']))
  expect(await readable()).toEqual([false, ...free.map(() => true)])

  const officer = t.contextAt(afterDeadline(story.call, 200), story.bureau.officer)
  expect(await readOpenedBid(officer, tied?.bidId ?? '')).toBeDefined()
})

test('an official with a tie to a bidder, known from the panel, neither reads the result nor decides on it', async () => {
  const story = await startedPanel(t, await seatedPanel(t, await openedCall(t), 5))
  const [tiedTo] = story.bids
  const [, tied, free] = story.experts
  if (tiedTo === undefined || tied === undefined || free === undefined) throw new Error('bids and experts')
  for (const expert of story.experts) {
    must(await declareAll(t, story, expert, expert === tied ? [tiedTo.bidId] : []))
    for (const { bidId } of story.bids)
      if (expert !== tied || bidId !== tiedTo.bidId) await scoreBid(t, story, expert, bidId, { c1: '20', c2: '40' })
  }
  must(await freezeAt(t, story, story.chair))
  await signAll(t, story)
  for (const expert of [tied, free])
    await t.owner.bodyMembership.create({
      data: { accountId: accountIdOf(expert), bodyId: story.bureau.body.id, role: 'APPROVER' },
    })
  const asApprover = (expert: typeof tied) => ({
    ...expert,
    bodies: [{ bodyId: story.bureau.body.id, role: 'APPROVER' as const }],
  })
  const seen = async (expert: typeof tied) => {
    const ctx = t.contextAt(afterDeadline(story.call, 600), asApprover(expert))
    const [page, report, flags] = await Promise.all([
      readResultPage(ctx, story.call.id),
      readEvaluationReport(ctx, story.call.id),
      readRedFlags(ctx, story.call.id),
    ])
    return [page !== null, report !== null, flags.length > 0]
  }
  const everything = await seen(free)
  expect(everything.slice(0, 2)).toEqual([true, true])
  expect(await seen(tied)).toEqual([false, false, false])
  expect(await noticeAt(t, story, { actor: asApprover(tied) })).toMatchObject({
    ok: false,
    refusal: { code: 'not-found' },
  })
  must(await noticeAt(t, story, { actor: asApprover(free) }))
})

test('an approver who judges takes no fellow judge off a bid once scoring runs; another approver may', async () => {
  const story = await startedPanel(t, await seatedPanel(t, await openedCall(t), 5))
  const [, judge, other] = story.experts
  const [bid] = story.bids
  if (judge === undefined || other === undefined || bid === undefined) throw new Error('experts and a bid')
  await t.owner.bodyMembership.create({
    data: { accountId: accountIdOf(judge), bodyId: story.bureau.body.id, role: 'APPROVER' },
  })
  const seat = await t.owner.seat.findFirstOrThrow({
    where: { expertId: other.expertId, panel: { callId: story.call.id } },
  })
  const asApprover = { ...judge, bodies: [{ bodyId: story.bureau.body.id, role: 'APPROVER' as const }] }
  const pin = async (actor: Actor) =>
    pinConflict(t.contextAt(afterDeadline(story.call, 250), actor), {
      callId: story.call.id,
      seatId: seat.id,
      bidId: bid.bidId,
      kind: 'COLLABORATION',
      reason: '近三年合作过项目',
    })
  expect(await pin(asApprover)).toMatchObject({ ok: false, refusal: { code: 'panel.pin-by-judge' } })
  must(await pin(story.bureau.approver))
})
