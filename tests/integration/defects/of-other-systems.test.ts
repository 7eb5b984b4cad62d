import { expect, test } from 'vitest'
import { readPublicCall } from '#app/services/call/queries/public-call.server.ts'
import { sealBid } from '#app/services/bid/seal-bid.server.ts'
import { newRetrievalCode } from '#app/services/bid/new-retrieval-code.server.ts'
import { startBid } from '#app/services/bid/start-bid.server.ts'
import { parseDecided } from '#app/services/award/read-decided.server.ts'
import { reviewBid } from '#app/services/panel/review-bid.server.ts'
import { seatExpert } from '#app/services/panel/seat-expert.server.ts'
import { startScoring } from '#app/services/panel/start-scoring.server.ts'
import { draftedBid } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { afterDeadline, beforeDeadline, makeExpert, must, publishedCall } from '#tests/support/scenes.ts'
import {
  awardAt,
  declareAll,
  freezeAt,
  latestResult,
  noticedCall,
  openedCall,
  qualifyAll,
  sceneBidders,
  scoreBid,
  scoredSheets,
  seatedPanel,
  signAll,
  startedPanel,
} from '#tests/support/scenes-panel.ts'

// Defects that were found in other procurement systems, each as a story that cannot happen here. The sixth (deadline jobs without a
// lock) is in call/due-events.test.ts, the eighth (lists that run on and on) in demonstration/demonstration.test.ts.
const t = useDatabase({ forEachScene: true })

test('N1: whoever is nobody sees no judge, no bidder and no address of a call that is being judged', async () => {
  const story = await scoredSheets(t)
  const page = await readPublicCall(t.contextAt(afterDeadline(story.call, 250)), story.callNo)
  const text = JSON.stringify(page)
  expect(page?.state).toBe('SCORING')
  for (const { name, email } of story.experts) for (const secret of [name, email]) expect(text).not.toContain(secret)
  for (const { organization } of story.bids) expect(text).not.toContain(organization.name)
  expect(text).not.toMatch(/@/)
})

test('N2: nothing is frozen while a sheet is missing, whatever is sent', async () => {
  const story = await startedPanel(t, await seatedPanel(t, await openedCall(t)))
  for (const [index, expert] of story.experts.entries()) {
    must(await declareAll(t, story, expert))
    for (const [place, { bidId }] of story.bids.entries())
      if (index + place < 4) await scoreBid(t, story, expert, bidId, { c1: '20', c2: '40' })
  }
  expect(await freezeAt(t, story, story.chair)).toMatchObject({ refusal: { code: 'panel.incomplete' } })
})

test('N3: when the cheapest bid is rejected, every price is scored against the next', async () => {
  const opened = await openedCall(t)
  const cheapest = opened.bids[1]
  if (cheapest === undefined) throw new Error('three were opened')
  const { version } = await t.owner.bid.findUniqueOrThrow({ where: { id: cheapest.bidId } })
  must(
    await reviewBid(t.contextAt(afterDeadline(opened.call, 100), opened.bureau.officer), {
      callId: opened.call.id,
      bidId: cheapest.bidId,
      stage: 'QUALIFICATION',
      cause: 'UNQUALIFIED',
      reason: '登记证书已经失效',
      version,
    }),
  )
  const left = { ...opened, bids: opened.bids.filter(({ bidId }) => bidId !== cheapest.bidId) }
  const story = await startedPanel(t, await seatedPanel(t, left))
  for (const expert of story.experts) {
    must(await declareAll(t, story, expert))
    for (const { bidId } of story.bids) await scoreBid(t, story, expert, bidId, { c1: '20', c2: '40' })
  }
  must(await freezeAt(t, story, story.chair))
  await signAll(t, story)
  const { results } = parseDecided((await latestResult(t, story.call.id)).record)
  expect(results.basePriceFen).toBe('46500000')
  expect(results.bids.map(({ priceScore }) => priceScore).toSorted()).toEqual(['19.79', '20.00'])
})

test('N4: the deadline is the database’s, in the transaction that seals', async () => {
  const { call } = await publishedCall(t)
  const { bidId, bidder } = await draftedBid(t, call)
  const { version } = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId } })
  const late = t.contextAt(call.bidDeadlineAt.toISOString(), bidder.certifier)
  expect(await sealBid(late, { bidId, version, retrievalCode: newRetrievalCode() })).toMatchObject({
    refusal: { code: 'bid.deadline-passed' },
  })
})

test('N5: no price at all with a single bid, and all prices equal, both come to an award', async () => {
  const single = await noticedCall(t, {
    method: 'VENTURE_CALL',
    instrument: 'VENTURE_GRANT',
    criteria: [{ title: '方案', guidance: '', kind: 'SUBJECTIVE', points: '100', answerLimit: 1500 }],
    bidders: sceneBidders.slice(0, 1),
    marks: () => ({ c1: '80' }),
  })
  expect(must(await awardAt(t, single)).awards).toHaveLength(1)
  const equal = await noticedCall(t, { bidders: sceneBidders.map((bidder) => ({ ...bidder, priceFen: 46_000_000n })) })
  const { results } = parseDecided((await latestResult(t, equal.call.id)).record)
  expect(results.bids.map(({ priceScore }) => priceScore)).toEqual(['20.00', '20.00', '20.00'])
  expect(must(await awardAt(t, equal)).awards).toHaveLength(1)
})

test('N7: no panel starts without its chair and its members', async () => {
  const story = await openedCall(t)
  await qualifyAll(t, story)
  const ctx = t.contextAt(afterDeadline(story.call, 60), story.bureau.approver)
  const seat = async (number: number) =>
    must(
      await seatExpert(ctx, {
        callId: story.call.id,
        expertId: (await makeExpert(t, { name: `专家${number}`, employer: `第${number}大学` })).expertId,
        asChair: false,
        reason: '专业性强，库内人选不足',
      }),
    )
  const start = async () => {
    const { version } = await t.owner.panel.findUniqueOrThrow({ where: { callId: story.call.id } })
    return startScoring(t.contextAt(afterDeadline(story.call, 120), story.bureau.approver), {
      callId: story.call.id,
      version,
    })
  }
  await seat(1)
  expect(await start()).toMatchObject({ refusal: { code: 'panel.too-few-seats' } })
  await seat(2)
  await seat(3)
  expect(await start()).toMatchObject({ refusal: { code: 'panel.no-chair' } })
})

test('N9: one live bid for an organization, by an index; who saves what is older is told', async () => {
  const { call, callNo } = await publishedCall(t)
  const { bidId, bidder } = await draftedBid(t, call)
  const ctx = t.contextAt(beforeDeadline(call, 30), bidder.editor)
  expect(await startBid(ctx, { callNo, organizationId: bidder.id })).toMatchObject({ ok: false })
  const { createdById } = await t.owner.bid.findUniqueOrThrow({ where: { id: bidId } })
  await expect(
    t.owner.bid.create({ data: { callId: call.id, organizationId: bidder.id, createdById } }),
  ).rejects.toThrow()
  expect(await t.owner.bid.count({ where: { callId: call.id, organizationId: bidder.id } })).toBe(1)
})
