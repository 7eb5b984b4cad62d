import { expect, test } from 'vitest'
import { confirmOpening } from '#app/services/bid/confirm-opening.server.ts'
import { rejectBid } from '#app/services/bid/reject-bid.server.ts'
import { failCall } from '#app/services/call/fail-call.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { callWithSealedBids, openedCall } from '#tests/support/bid-scenes.ts'
import { afterDeadline, beforeDeadline, makeFinance, must } from '#tests/support/scenes.ts'

const t = useDatabase()
const refusal = (code: string) => ({ ok: false, refusal: { code } })

test('the runtime role cannot read a sealed bid, whatever SQL it writes', async () => {
  const { call, bids } = await callWithSealedBids(t, 1)
  const bidId = bids[0]?.bidId ?? ''
  const denied = /permission denied/
  await expect(t.app.$queryRaw`SELECT ciphertext FROM bid_envelope WHERE bid_id = ${bidId}::uuid`).rejects.toThrow(
    denied,
  )
  await expect(t.app.$queryRaw`SELECT own_copy FROM bid_envelope`).rejects.toThrow(denied)
  await expect(t.app.$queryRaw`SELECT * FROM bid_envelope`).rejects.toThrow(denied)
  await expect(t.app.$queryRaw`SELECT wrapped_private_key FROM call_key`).rejects.toThrow(denied)
  await expect(t.app.$executeRaw`UPDATE bid_envelope SET receipt_no = 'x'`).rejects.toThrow(denied)
  // Only through the ceremony's door, which is shut.
  await expect(t.app.$queryRaw`SELECT open_call_key(${call.id}::uuid)`).rejects.toThrow(/refused:call/)
  await expect(t.app.$queryRaw`SELECT * FROM open_envelopes(${call.id}::uuid)`).rejects.toThrow(/refused:call/)
})

test('two officials open a call, one after the other; the same one twice does not count', async () => {
  const { call, bureau, bids } = await callWithSealedBids(t, 3)
  const officer = t.contextAt(afterDeadline(call), bureau.officer)
  expect(must(await confirmOpening(officer, { callId: call.id }))).toMatchObject({ opened: false })
  expect(await confirmOpening(officer, { callId: call.id })).toEqual(refusal('bid.already-confirmed'))
  expect(await t.owner.openedBid.count({ where: { bid: { callId: call.id } } })).toBe(0)
  const approver = t.contextAt(afterDeadline(call, 5), bureau.approver)
  expect(must(await confirmOpening(approver, { callId: call.id }))).toMatchObject({ opened: true })

  expect(await t.owner.call.findUniqueOrThrow({ where: { id: call.id } })).toMatchObject({
    state: 'OPENED',
    openedAt: approver.now,
  })
  const opened = await t.owner.bid.findMany({
    where: { callId: call.id },
    include: { opened: true },
    orderBy: { id: 'asc' },
  })
  expect(opened.map(({ state }) => state)).toEqual(['OPENED', 'OPENED', 'OPENED'])
  expect(opened.map((bid) => bid.opened?.hashesMatched)).toEqual([true, true, true])
  expect(opened.map((bid) => bid.opened?.priceFen)).toEqual([40_100_000n, 40_200_000n, 40_300_000n])
  expect(opened.map(({ id }) => id)).toEqual(bids.map(({ bidId }) => bidId))
  expect(await confirmOpening(approver, { callId: call.id })).toEqual(refusal('bid.opening-over'))
})

test('nobody confirms before the deadline, and nobody but officers and approvers of this body', async () => {
  const { call, bureau } = await callWithSealedBids(t, 2)
  const early = t.contextAt(beforeDeadline(call), bureau.officer)
  expect(await confirmOpening(early, { callId: call.id })).toEqual(refusal('call.before-deadline'))
  const finance = await makeFinance(t, bureau.body)
  const late = afterDeadline(call)
  expect(await confirmOpening(t.contextAt(late, finance), { callId: call.id })).toEqual(refusal('not-found'))
  const stranger = { ...bureau.officer, bodies: [{ bodyId: crypto.randomUUID(), role: 'OFFICER' as const }] }
  expect(await confirmOpening(t.contextAt(late, stranger), { callId: call.id })).toEqual(refusal('not-found'))
})

test('too few bids are not opened: the call is declared failed', async () => {
  const { call, bureau } = await callWithSealedBids(t, 1)
  const ctx = t.contextAt(afterDeadline(call), bureau.officer)
  expect(await confirmOpening(ctx, { callId: call.id })).toEqual({
    ok: false,
    refusal: { code: 'bid.too-few', data: { bids: 1, minimum: 2 } },
  })
  must(await failCall(ctx, { callId: call.id, reason: '递交投标文件的供应商不足两家' }))
  expect(await t.owner.bid.count({ where: { callId: call.id, state: 'SEALED' } })).toBe(1)
  await expect(t.app.$queryRaw`SELECT open_call_key(${call.id}::uuid)`).rejects.toThrow(/refused:call/)
})

test('a broken envelope is opened as broken and rejected for it, never passed over', async () => {
  const { call, bureau, bids } = await callWithSealedBids(t, 3)
  const broken = bids[1]?.bidId ?? ''
  // What an intruder with the keys of the database could do.
  await t.owner.$executeRawUnsafe('ALTER TABLE bid_envelope DISABLE TRIGGER append_only')
  await t.owner
    .$executeRaw`UPDATE bid_envelope SET ciphertext = set_byte(ciphertext, 40, get_byte(ciphertext, 40) # 1) WHERE bid_id = ${broken}::uuid`
  await t.owner.$executeRawUnsafe('ALTER TABLE bid_envelope ENABLE TRIGGER append_only')
  must(await confirmOpening(t.contextAt(afterDeadline(call), bureau.officer), { callId: call.id }))
  must(await confirmOpening(t.contextAt(afterDeadline(call, 1), bureau.approver), { callId: call.id }))
  const bid = await t.owner.bid.findUniqueOrThrow({ where: { id: broken }, include: { opened: true } })
  expect(bid).toMatchObject({ state: 'REJECTED', rejectedReason: 'envelope-altered' })
  expect(bid.opened).toMatchObject({ hashesMatched: false, priceFen: null })
  expect(await t.owner.bid.count({ where: { callId: call.id, state: 'OPENED' } })).toBe(2)
})

test('an officer rejects an opened bid with a reason, before scoring', async () => {
  const { call, bureau, bids } = await openedCall(t, 3)
  const bidId = bids[0]?.bidId ?? ''
  const { version } = await t.owner.bid.findUniqueOrThrow({ where: { id: bidId } })
  const ctx = t.contextAt(afterDeadline(call, 60), bureau.officer)
  const input = { callId: call.id, bidId, reason: '未提供登记证书，不符合资格要求' }
  expect(await rejectBid(ctx, { ...input, version: version - 1 })).toEqual(refusal('stale'))
  must(await rejectBid(ctx, { ...input, version }))
  expect(await t.owner.bid.findUniqueOrThrow({ where: { id: bidId } })).toMatchObject({
    state: 'REJECTED',
    rejectedReason: input.reason,
  })
  expect(await rejectBid(ctx, { ...input, version: version + 1 })).toEqual(refusal('bid.wrong-state'))
})
