import { expect, test } from 'vitest'
import { reviewBid } from '#app/services/panel/review-bid.server.ts'
import { failCall } from '#app/services/call/fail-call.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { contribute, openTogether } from '#tests/support/opening-scenes.ts'
import { callWithSealedBids, openedCall } from '#tests/support/bid-scenes.ts'
import { afterDeadline, makeFinance, makeOfficer, must } from '#tests/support/scenes.ts'

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
  await expect(t.app.$queryRaw`SELECT ciphertext FROM call_share`).rejects.toThrow(denied)
  await expect(t.app.$executeRaw`UPDATE bid_envelope SET receipt_no = 'x'`).rejects.toThrow(denied)
  // Only through the ceremony's door, which is shut.
  await expect(t.app.$queryRaw`SELECT * FROM held_shares(${call.id}::uuid)`).rejects.toThrow(/refused:opening/)
  await expect(t.app.$queryRaw`SELECT * FROM open_envelopes(${call.id}::uuid)`).rejects.toThrow(/refused:opening/)
})

test('two keyholders open a call, one after the other; the same one twice does not count', async () => {
  const { call, bureau, bids } = await callWithSealedBids(t, 3)
  expect(must(await contribute(t, call, bureau.officer))).toMatchObject({ state: 'waiting' })
  expect(await contribute(t, call, bureau.officer)).toEqual(refusal('bid.already-confirmed'))
  expect(await t.owner.openedBid.count({ where: { bid: { callId: call.id } } })).toBe(0)
  expect(await t.owner.heldShare.count({ where: { callId: call.id } })).toBe(1)
  expect(must(await contribute(t, call, bureau.approver, 5))).toMatchObject({ state: 'opened' })
  // What was held is gone with the opening.
  expect(await t.owner.heldShare.count({ where: { callId: call.id } })).toBe(0)

  expect(await t.owner.call.findUniqueOrThrow({ where: { id: call.id } })).toMatchObject({
    state: 'OPENED',
    openedAt: new Date(afterDeadline(call, 5)),
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
  expect(await contribute(t, call, bureau.supervisor, 6)).toEqual(refusal('bid.opening-over'))
})

test('nobody contributes before the deadline, and nobody but the keyholders of this call', async () => {
  const { call, bureau } = await callWithSealedBids(t, 2)
  expect(await contribute(t, call, bureau.officer, -1)).toEqual(refusal('call.before-deadline'))
  const finance = await makeFinance(t, bureau.body)
  expect(await contribute(t, call, finance)).toEqual(refusal('not-found'))
  // A colleague of the same role sees the ceremony, and holds nothing.
  const colleague = await makeOfficer(t, bureau.body, '经办丙')
  expect(await contribute(t, call, colleague)).toEqual(refusal('opening.not-keyholder'))
  const stranger = { ...bureau.officer, bodies: [{ bodyId: crypto.randomUUID(), role: 'OFFICER' as const }] }
  expect(await contribute(t, call, stranger)).toEqual(refusal('not-found'))
})

test('too few bids are not opened: the call is declared failed', async () => {
  const { call, bureau } = await callWithSealedBids(t, 1)
  const ctx = t.contextAt(afterDeadline(call), bureau.officer)
  expect(await contribute(t, call, bureau.officer)).toEqual({
    ok: false,
    refusal: { code: 'bid.too-few', data: { bids: 1, minimum: 2 } },
  })
  must(await failCall(ctx, { callId: call.id, code: 'TOO_FEW', reason: '递交投标文件的供应商不足两家' }))
  expect(await t.owner.bid.count({ where: { callId: call.id, state: 'SEALED' } })).toBe(1)
  await expect(t.app.$queryRaw`SELECT * FROM held_shares(${call.id}::uuid)`).rejects.toThrow(/refused:call/)
})

test('a broken envelope is opened as broken and rejected for it, never passed over', async () => {
  const { call, bureau, bids } = await callWithSealedBids(t, 3)
  const broken = bids[1]?.bidId ?? ''
  // What an intruder with the keys of the database could do.
  await t.owner.$executeRawUnsafe('ALTER TABLE bid_envelope DISABLE TRIGGER append_only')
  await t.owner
    .$executeRaw`UPDATE bid_envelope SET ciphertext = set_byte(ciphertext, 40, get_byte(ciphertext, 40) # 1) WHERE bid_id = ${broken}::uuid`
  await t.owner.$executeRawUnsafe('ALTER TABLE bid_envelope ENABLE TRIGGER append_only')
  await openTogether(t, { call, bureau })
  const bid = await t.owner.bid.findUniqueOrThrow({ where: { id: broken }, include: { opened: true } })
  expect(bid).toMatchObject({ state: 'REJECTED', rejectedReason: 'envelope-altered' })
  expect(bid.opened).toMatchObject({ hashesMatched: false, priceFen: null })
  expect(await t.owner.bid.count({ where: { callId: call.id, state: 'OPENED' } })).toBe(2)
})

test('an officer finds a bid unqualified, with its cause and reason, before scoring', async () => {
  const { call, bureau, bids } = await openedCall(t, 3)
  const bidId = bids[0]?.bidId ?? ''
  const { version } = await t.owner.bid.findUniqueOrThrow({ where: { id: bidId } })
  const ctx = t.contextAt(afterDeadline(call, 60), bureau.officer)
  const reason = '未提供登记证书，不符合资格要求'
  const input = { callId: call.id, bidId, stage: 'QUALIFICATION' as const, cause: 'UNQUALIFIED' as const, reason }
  expect(await reviewBid(ctx, { ...input, version: version - 1 })).toEqual(refusal('stale'))
  must(await reviewBid(ctx, { ...input, version }))
  expect(await t.owner.bid.findUniqueOrThrow({ where: { id: bidId } })).toMatchObject({
    state: 'REJECTED',
    rejectedReason: reason,
  })
  expect(await reviewBid(ctx, { ...input, version: version + 1 })).toEqual(refusal('review.not-opened'))
})
