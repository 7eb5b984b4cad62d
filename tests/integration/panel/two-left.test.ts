import { expect, test } from 'vitest'
import { computeResults } from '#app/domain/scoring/compute-results.ts'
import { readDecisionRecord } from '#app/domain/scoring/read-record.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { sha256Text } from '#app/services/panel/read-findings.server.ts'
import { reviewBid } from '#app/services/panel/review-bid.server.ts'
import { startScoring } from '#app/services/panel/start-scoring.server.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { afterDeadline, must } from '#tests/support/scenes.ts'
import {
  awardAt,
  declareAll,
  freezeAt,
  noticeAt,
  openedCall,
  qualifyAll,
  scoreBid,
  sceneBidders,
  type SeatedStory,
  seatedPanel,
  signAll,
  startedPanel,
} from '#tests/support/scenes-panel.ts'

const t = useDatabase()

const rejectAt = async ({ call, bureau, bids }: SeatedStory, index: number) => {
  const bidId = bids[index]?.bidId ?? ''
  const { version } = await t.owner.bid.findUniqueOrThrow({ where: { id: bidId } })
  return reviewBid(t.contextAt(afterDeadline(call, 100), bureau.officer), {
    callId: call.id,
    bidId,
    stage: 'QUALIFICATION',
    version,
    cause: 'UNQUALIFIED',
    reason: '未提供登记证书，不符合资格要求',
  })
}

// 财库〔2015〕124号: a competitive consultation for services goes on with two suppliers left, and ends with one.
test('a consultation with two bidders left goes on to its award', async () => {
  const seated = await seatedPanel(t, await openedCall(t))
  const book = await readBookOf(t.owner, seated.call, dayOf(seated.call.publishedAt ?? new Date()))
  expect(book).toMatchObject({ method: 'COMPETITIVE_CONSULTATION', bids: { minimum: 2, source: 'services124' } })
  must(await rejectAt(seated, 0))
  const left = { ...seated, bids: seated.bids.slice(1) }
  const story = await startedPanel(t, left)
  for (const expert of story.experts) {
    must(await declareAll(t, story, expert))
    for (const [index, { bidId }] of story.bids.entries())
      await scoreBid(t, story, expert, bidId, { c1: String(25 + index), c2: '40' })
  }
  must(await freezeAt(t, story, story.chair))
  await signAll(t, story)
  const result = await t.owner.result.findFirstOrThrow({ where: { callId: story.call.id } })
  const read = readDecisionRecord(result.record)
  if (!read.ok) expect.fail(JSON.stringify(read.problems))
  expect(read.record.bids).toHaveLength(2)
  expect(computeResults(read.record, sha256Text)).toEqual(read.record.results)
  must(await noticeAt(t, story))
  const { awards } = must(await awardAt(t, story))
  expect(awards).toHaveLength(1)
  const states = await t.owner.bid.findMany({ where: { callId: story.call.id }, orderBy: { sealedAt: 'asc' } })
  expect(states.map(({ state }) => state).sort()).toEqual(['AWARDED', 'LOST', 'REJECTED'])
})

test('two bids are enough to open, and with one left nothing is scored', async () => {
  const seated = await seatedPanel(t, await openedCall(t, { bidders: sceneBidders.slice(0, 2) }))
  must(await rejectAt(seated, 0))
  must(await qualifyAll(t, seated))
  const panel = await t.owner.panel.findUniqueOrThrow({ where: { callId: seated.call.id } })
  expect(
    await startScoring(t.contextAt(afterDeadline(seated.call, 120), seated.bureau.approver), {
      callId: seated.call.id,
      version: panel.version,
    }),
  ).toMatchObject({ refusal: { code: 'panel.too-few-bids' } })
  expect(await t.owner.bid.count({ where: { callId: seated.call.id, state: 'OPENED' } })).toBe(1)
})
