import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { planDueEvents } from '#app/services/call/due/plan-due-events.server.ts'
import { workDueEvents } from '#app/services/call/due/work-due-events.server.ts'
import { readPublicCall } from '#app/services/call/queries/public-call.server.ts'
import { readSealedListFile } from '#app/services/call/queries/sealed-list.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { newRetrievalCode } from '#app/services/bid/new-retrieval-code.server.ts'
import { sealBid } from '#app/services/bid/seal-bid.server.ts'
import { callWithSealedBids, draftedBid, makeBidder } from '#tests/support/bid-scenes.ts'
import { openTogether } from '#tests/support/opening-scenes.ts'
import { afterDeadline, beforeDeadline } from '#tests/support/scenes.ts'

const t = useDatabase()
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

test('at the deadline the sorted checksums are published, once, however many workers come', async () => {
  const { call } = await callWithSealedBids(t, 3)
  const callNo = call.callNo ?? ''
  await planDueEvents(t.owner)
  await workDueEvents(t.owner, { toldNow: new Date(beforeDeadline(call)) })
  expect(await t.owner.sealedList.count()).toBe(0)
  expect(await readSealedListFile(t.contextAt(beforeDeadline(call)), callNo)).toBeUndefined()

  const toldNow = new Date(afterDeadline(call))
  await Promise.all([1, 2, 3].map(() => workDueEvents(t.owner, { toldNow })))
  const file = (await readSealedListFile(t.contextAt(afterDeadline(call)), callNo)) ?? ''
  const envelopes = await t.owner.bidEnvelope.findMany({ where: { bid: { callId: call.id } } })
  expect(file).toBe(
    envelopes
      .map(({ envelopeSha256 }) => `${envelopeSha256}\n`)
      .sort()
      .join(''),
  )
  expect(await t.owner.sealedList.findMany()).toMatchObject([
    { callId: call.id, count: 3, sha256: sha256(file), listedAt: toldNow },
  ])
  expect(await t.owner.event.findMany({ where: { callId: call.id, type: 'call.bids-listed' } })).toMatchObject([
    { isPublic: true, data: { count: 3, sha256: sha256(file) } },
  ])
})

test('a late worker changes nothing of what anyone reads; an opening never comes before the list', async () => {
  const { call, bureau, bids } = await callWithSealedBids(t, 2)
  const page = await readPublicCall(t.contextAt(afterDeadline(call)), call.callNo ?? '')
  expect(page?.sealed?.hashes).toHaveLength(2)
  await openTogether(t, { call, bureau })
  expect(await t.owner.sealedList.findUniqueOrThrow({ where: { callId: call.id } })).toMatchObject({
    count: 2,
    sha256: page?.sealed?.sha256,
  })
  // Opened bids are in the list as sealed ones were.
  const own = await readPublicCall(t.contextAt(afterDeadline(call, 60), bids[0]?.bidder.editor), call.callNo ?? '')
  expect(own?.sealed?.sha256).toBe(page?.sealed?.sha256)
  expect(own?.sealed?.hashes.filter(({ isOwn }) => isOwn)).toHaveLength(1)
  expect(own?.hasOpeningRecord).toBe(true)
})

test('PostgreSQL lists nothing before the deadline, counts for itself, and keeps what it listed', async () => {
  const { call } = await callWithSealedBids(t, 1)
  // The runtime role lives by the real clock: put the deadline ahead of it, then behind.
  const move = (when: string) =>
    t.owner.$transaction([
      t.owner.$executeRawUnsafe('ALTER TABLE call DISABLE TRIGGER call_guard'),
      t.owner.$executeRawUnsafe(`UPDATE call SET bid_deadline_at = ${when} WHERE id = '${call.id}'`),
      t.owner.$executeRawUnsafe('ALTER TABLE call ENABLE TRIGGER call_guard'),
    ])
  const list = () =>
    t.app.$executeRaw`INSERT INTO sealed_list (call_id, count, sha256) VALUES (${call.id}::uuid, 77, 'made up')`
  await move(`now() + interval '1 hour'`)
  await expect(list()).rejects.toThrow(/refused:call.before-deadline/)
  await move(`now() - interval '1 second'`)
  await list()
  const kept = await t.owner.sealedList.findUniqueOrThrow({ where: { callId: call.id } })
  const { envelopeSha256 } = await t.owner.bidEnvelope.findFirstOrThrow({ where: { bid: { callId: call.id } } })
  expect(kept).toMatchObject({ count: 1, sha256: sha256(`${envelopeSha256}\n`) })
  await expect(t.app.$executeRaw`UPDATE sealed_list SET count = 2`).rejects.toThrow(/permission denied/)
  await expect(t.owner.$executeRaw`DELETE FROM sealed_list`).rejects.toThrow(/append-only/)
})

test('who began to seal before the deadline and ends after the list was published is too late', async () => {
  const { call } = await callWithSealedBids(t, 1)
  const { bidId, bidder } = await draftedBid(t, call, { bidder: await makeBidder(t, '慢了一步的机构') })
  await planDueEvents(t.owner)
  await workDueEvents(t.owner, { toldNow: new Date(afterDeadline(call)) })
  // This transaction's own hour is before the deadline still.
  const { version } = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId } })
  const slow = t.contextAt(beforeDeadline(call), bidder.certifier)
  expect(await sealBid(slow, { bidId, version, retrievalCode: newRetrievalCode() })).toEqual({
    ok: false,
    refusal: { code: 'bid.deadline-passed' },
  })
})
