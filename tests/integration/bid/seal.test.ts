import { expect, test } from 'vitest'
import * as browser from '../../../public/enhance/seal.js'
import { readDraft } from '#app/services/bid/store.server.ts'
import { newRetrievalCode } from '#app/services/bid/new-retrieval-code.server.ts'
import { attachFile, removeFile } from '#app/services/bid/attach-file.server.ts'
import { readOwnSealedBid } from '#app/services/bid/read-own-copy.server.ts'
import { saveAnswers, saveBudget } from '#app/services/bid/save-draft.server.ts'
import { sealBid } from '#app/services/bid/seal-bid.server.ts'
import { readOwnBid } from '#app/services/bid/queries/own-bid.server.ts'
import { sealingHere } from '#app/services/bid/sealing-here.server.ts'
import { startBid } from '#app/services/bid/start-bid.server.ts'
import { discardDraft, withdrawBid } from '#app/services/bid/withdraw-bid.server.ts'
import { openTogether } from '#tests/support/opening-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { draftedBid, makeBidder, sealedBid } from '#tests/support/bid-scenes.ts'
import {
  afterDeadline,
  beforeDeadline,
  makeOrganizationMember,
  must,
  publishedCall,
  sceneStart,
} from '#tests/support/scenes.ts'

const t = useDatabase()
const refusal = (code: string) => ({ ok: false, refusal: { code } })

test('a bid is sealed before the deadline: an envelope, a receipt, letters, and no draft any more', async () => {
  const { call } = await publishedCall(t)
  const { bidId, bidder } = await draftedBid(t, call)
  const { version } = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId } })
  const sealed = must(
    await sealBid(t.contextAt(beforeDeadline(call), bidder.certifier), {
      bidId,
      version,
      retrievalCode: newRetrievalCode(),
    }),
  )
  expect(sealed.receiptNo).toMatch(/^HZ-2026-\d{5}$/)
  expect(sealed.sealedAt.toISOString()).toBe(new Date(beforeDeadline(call)).toISOString())
  expect(await t.owner.bid.findUniqueOrThrow({ where: { id: bidId } })).toMatchObject({
    state: 'SEALED',
    sealedAt: sealed.sealedAt,
    sealedById: bidder.certifier.accountId,
  })
  expect(await t.owner.bidDraft.findUnique({ where: { bidId } })).toBeNull()
  expect(await t.owner.message.count({ where: { template: 'bidSealed' } })).toBe(3)
})

test('nothing of what a bid says is left in clear: not in the envelope, the audit, the events or the letters', async () => {
  const { call } = await publishedCall(t)
  const { bidId } = await sealedBid(t, call)
  const kept = await Promise.all([
    t.owner
      .$queryRaw`SELECT encode(ciphertext, 'escape') AS a, encode(own_copy, 'escape') AS b FROM bid_envelope WHERE bid_id = ${bidId}::uuid`,
    t.owner.auditEvent.findMany({ where: { entityId: bidId } }),
    t.owner.event.findMany({ where: { entityId: bidId } }),
    t.owner.message.findMany(),
  ])
  const text = JSON.stringify(kept, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
  expect(text).not.toContain('入户走访')
  expect(text).not.toContain('43200000')
})

test('one second too late is too late, by the clock of the database', async () => {
  const { call } = await publishedCall(t)
  const { bidId, bidder } = await draftedBid(t, call)
  const { version } = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId } })
  const at = call.bidDeadlineAt.toISOString()
  const input = { bidId, version, retrievalCode: newRetrievalCode() }
  expect(await sealBid(t.contextAt(at, bidder.certifier), input)).toEqual(refusal('bid.deadline-passed'))
  expect(await t.owner.bidEnvelope.count({ where: { bidId } })).toBe(0)
  expect(await t.owner.bidDraft.count({ where: { bidId } })).toBe(1)
})

test('only a certifier seals, only what was checked, only what is complete', async () => {
  const { call } = await publishedCall(t)
  const { bidId, bidder } = await draftedBid(t, call)
  const now = beforeDeadline(call, 20)
  const { version } = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId } })
  const input = { bidId, version, retrievalCode: newRetrievalCode() }
  expect(await sealBid(t.contextAt(now, bidder.owner), input)).toEqual(refusal('bid.certifier-only'))
  const stranger = await makeBidder(t, '别的机构')
  expect(await sealBid(t.contextAt(now, stranger.certifier), input)).toEqual(refusal('not-found'))
  const ctx = t.contextAt(now, bidder.editor)
  must(await saveBudget(ctx, { bidId, version: 2, budgetLines: [], priceFen: '1' }))
  const certifier = t.contextAt(now, bidder.certifier)
  expect(await sealBid(certifier, input)).toEqual(refusal('stale'))
  expect(await sealBid(certifier, { ...input, version: version + 1 })).toEqual(refusal('bid.not-ready'))
})

test('what a browser sealed is kept as it came, and opens like any other; its code is never seen here', async () => {
  const { call, bureau } = await publishedCall(t)
  const { bidId, bidder } = await draftedBid(t, call)
  const ctx = t.contextAt(beforeDeadline(call), bidder.certifier)
  const bid = await readOwnBid(ctx, bidId)
  if (bid?.draft === undefined) throw new Error('it is a draft')
  const here = await sealingHere(ctx, bid)
  if (here === undefined) throw new Error('there is something to seal')
  const code = browser.newRetrievalCode()
  const target = { ...here, publicKey: Uint8Array.from(Buffer.from(here.publicKey, 'base64')), bidId }
  const sealedHere = await browser.seal(here.content, code, target)
  const { version } = bid.draft
  const seal = (changed: Partial<typeof sealedHere>) =>
    sealBid(ctx, { bidId, version, sealedHere: { ...sealedHere, ...changed } })
  // What can be known of an envelope without its key is checked.
  for (const changed of [
    { contentSha256: '0'.repeat(64) },
    { ciphertext: sealedHere.ciphertext.slice(1) },
    { ownCopy: new Uint8Array(40) },
    // A point of low order, and no point at all.
    { ephemeralPublicKey: Uint8Array.from([...sealedHere.ephemeralPublicKey.slice(0, 12), ...new Uint8Array(32)]) },
    { ephemeralPublicKey: new Uint8Array(44) },
  ])
    expect(await seal(changed)).toEqual(refusal('bid.envelope-bad'))
  const sealed = must(await seal({}))
  const row = await t.owner.bidEnvelope.findUniqueOrThrow({ where: { bidId } })
  expect(row).toMatchObject({ sealedIn: 'BROWSER', envelopeSha256: sealed.envelopeSha256 })
  expect(Buffer.from(row.ciphertext).equals(Buffer.from(sealedHere.ciphertext))).toBe(true)
  expect(must(await readOwnSealedBid(ctx, { bidId, retrievalCode: code })).content.priceFen).toBe('43200000')

  await sealedBid(t, call, { bidder: await makeBidder(t, '由服务器密封的机构') })
  await openTogether(t, { call, bureau })
  expect(await t.owner.openedBid.findUniqueOrThrow({ where: { bidId } })).toMatchObject({
    hashesMatched: true,
    priceFen: 43_200_000n,
  })
})

test('a browser that seals something else is found at the opening, by its own code', async () => {
  const { call, bureau } = await publishedCall(t)
  const outcomes = []
  for (const [name, change] of [
    ['甲', (content: string) => content.replace('"43200000"', '"43100000"')],
    ['乙', (content: string) => 'x'.repeat(Buffer.byteLength(content))],
  ] as const) {
    const { bidId, bidder } = await draftedBid(t, call, { bidder: await makeBidder(t, name) })
    const ctx = t.contextAt(beforeDeadline(call), bidder.certifier)
    const bid = await readOwnBid(ctx, bidId)
    const here = bid === undefined ? undefined : await sealingHere(ctx, bid)
    if (bid?.draft === undefined || here === undefined) throw new Error('it is a draft')
    const target = { ...here, publicKey: Uint8Array.from(Buffer.from(here.publicKey, 'base64')), bidId }
    const honest = await browser.seal(here.content, browser.newRetrievalCode(), target)
    const other = await browser.seal(change(here.content), browser.newRetrievalCode(), target)
    const sealedHere = { ...other, contentSha256: honest.contentSha256 }
    must(await sealBid(ctx, { bidId, version: bid.draft.version, sealedHere }))
    outcomes.push(bidId)
  }
  await openTogether(t, { call, bureau })
  for (const id of outcomes)
    expect(await t.owner.bid.findUniqueOrThrow({ where: { id } })).toMatchObject({
      state: 'REJECTED',
      rejectedReason: 'content-altered',
    })
})

test('a copy of the database alone says nothing of a draft', async () => {
  const { call } = await publishedCall(t)
  const { bidId } = await draftedBid(t, call)
  const [row] = await t.owner.$queryRaw<{ text: string; content: unknown }[]>`
    SELECT encode(sealed, 'escape') AS text, content FROM bid_draft WHERE bid_id = ${bidId}::uuid`
  expect(row?.content).toBeNull()
  expect(row?.text).not.toContain('43200000')
  await expect(
    t.app.$executeRaw`UPDATE bid_draft SET content = '{}', sealed = NULL WHERE bid_id = ${bidId}::uuid`,
  ).rejects.toThrow(/draft_is_encrypted/)
})

test('twenty at once make one envelope', async () => {
  const { call } = await publishedCall(t)
  const { bidId, bidder } = await draftedBid(t, call)
  const { version } = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId } })
  const ctx = t.contextAt(beforeDeadline(call), bidder.certifier)
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () => sealBid(ctx, { bidId, version, retrievalCode: newRetrievalCode() })),
  )
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect(outcomes.filter((outcome) => !outcome.ok && outcome.refusal.code === 'bid.wrong-state')).toHaveLength(19)
  expect(await t.owner.bidEnvelope.count({ where: { bidId } })).toBe(1)
})

test('an organization has one live bid for a call', async () => {
  const { call } = await publishedCall(t)
  const { bidder } = await draftedBid(t, call)
  const ctx = t.contextAt(beforeDeadline(call, 10), bidder.editor)
  const input = { callNo: call.callNo ?? '', organizationId: bidder.id }
  expect(await startBid(ctx, input)).toEqual(refusal('bid.already-live'))
})

test('nobody starts late, for a stranger, or for an organization that is suspended or not registered', async () => {
  const { call } = await publishedCall(t)
  const bidder = await makeBidder(t)
  const input = { callNo: call.callNo ?? '', organizationId: bidder.id }
  expect(await startBid(t.contextAt(afterDeadline(call), bidder.editor), input)).toEqual(refusal('bid.call-closed'))
  const stranger = await makeBidder(t, '别的机构')
  const now = beforeDeadline(call, 10)
  expect(await startBid(t.contextAt(now, stranger.editor), input)).toEqual(refusal('not-found'))
  expect(await startBid(t.contextAt(now, bidder.certifier), input)).toEqual(refusal('bid.editors-only'))
  await t.owner.organization.update({ where: { id: bidder.id }, data: { kind: 'COMMUNITY_GROUP' } })
  expect(await startBid(t.contextAt(now, bidder.editor), input)).toEqual(refusal('bid.needs-legal-person'))
  await t.owner.organization.update({ where: { id: bidder.id }, data: { state: 'SUSPENDED' } })
  expect(await startBid(t.contextAt(now, bidder.editor), input)).toEqual(refusal('bid.organization-suspended'))
})

test('two people write: the later one of the same part is told, the other part does not mind', async () => {
  const { call } = await publishedCall(t)
  const { bidId, bidder } = await draftedBid(t, call)
  const other = await makeOrganizationMember(t, bidder, 'EDITOR', '同事')
  const now = beforeDeadline(call, 20)
  const first = must(await saveAnswers(t.contextAt(now, bidder.editor), { bidId, version: 2, answers: { c1: '甲' } }))
  expect(first.version).toBe(3)
  const late = t.contextAt(now, other)
  expect(await saveAnswers(late, { bidId, version: 2, answers: { c1: '乙' } })).toMatchObject(refusal('bid.stale'))
  must(await saveBudget(late, { bidId, version: 2, budgetLines: [], priceFen: null }))
  expect((await readDraft(t.owner, t.contextAt(sceneStart), bidId))?.content.answers).toEqual({ c1: '甲' })
})

test('a withdrawn bid comes back as a new draft with the code, empty without it', async () => {
  const { call } = await publishedCall(t)
  const withCode = await sealedBid(t, call)
  const now = beforeDeadline(call, 5)
  const ctx = t.contextAt(now, withCode.bidder.certifier)
  expect(await withdrawBid(ctx, { bidId: withCode.bidId, retrievalCode: newRetrievalCode() })).toEqual({
    ok: false,
    refusal: { code: 'bid.retrieval-wrong', field: 'retrieval' },
  })
  const again = must(await withdrawBid(ctx, { bidId: withCode.bidId, retrievalCode: withCode.retrievalCode }))
  const draft = await readDraft(t.owner, t.contextAt(sceneStart), again.bidId)
  expect(draft?.content.priceFen).toBe('43200000')
  expect(Object.keys(draft?.content.answers ?? {})).toHaveLength(2)
  expect(await t.owner.bid.findUniqueOrThrow({ where: { id: withCode.bidId } })).toMatchObject({ state: 'WITHDRAWN' })
  expect(await t.owner.bidEnvelope.count({ where: { bidId: withCode.bidId } })).toBe(1)
  // The replacement may be sealed like any other.
  must(await sealBid(ctx, { bidId: again.bidId, version: draft?.version ?? 0, retrievalCode: newRetrievalCode() }))

  const without = await sealedBid(t, call, { bidder: await makeBidder(t, '另一机构') })
  const fresh = must(await withdrawBid(t.contextAt(now, without.bidder.certifier), { bidId: without.bidId }))
  expect((await readDraft(t.owner, t.contextAt(sceneStart), fresh.bidId))?.content).toEqual({
    answers: {},
    budgetLines: [],
    priceFen: null,
    files: [],
  })
})

test('nothing is withdrawn after the deadline', async () => {
  const { call } = await publishedCall(t)
  const { bidId, bidder, retrievalCode } = await sealedBid(t, call)
  const ctx = t.contextAt(afterDeadline(call), bidder.certifier)
  expect(await withdrawBid(ctx, { bidId, retrievalCode })).toEqual(refusal('bid.deadline-passed'))
})

test('the organization reads its own sealed bid with the code; nobody else, and not without it', async () => {
  const { call, bureau } = await publishedCall(t)
  const { bidId, bidder, retrievalCode } = await sealedBid(t, call)
  const now = beforeDeadline(call, 5)
  const own = must(await readOwnSealedBid(t.contextAt(now, bidder.editor), { bidId, retrievalCode }))
  expect(own.content.priceFen).toBe('43200000')
  expect(
    await readOwnSealedBid(t.contextAt(now, bidder.editor), { bidId, retrievalCode: newRetrievalCode() }),
  ).toMatchObject(refusal('bid.retrieval-wrong'))
  expect(await readOwnSealedBid(t.contextAt(now, bureau.officer), { bidId, retrievalCode })).toEqual(
    refusal('not-found'),
  )
})

test('a discarded draft makes room for a new one', async () => {
  const { call } = await publishedCall(t)
  const { bidId, bidder } = await draftedBid(t, call)
  const ctx = t.contextAt(beforeDeadline(call, 5), bidder.editor)
  must(await discardDraft(ctx, { bidId }))
  expect(await t.owner.bidDraft.count({ where: { bidId } })).toBe(0)
  must(await startBid(ctx, { callNo: call.callNo ?? '', organizationId: bidder.id }))
})

test('an attached file is kept as bytes that say nothing; its key goes with the draft', async () => {
  const { call } = await publishedCall(t)
  const { bidId, bidder } = await draftedBid(t, call)
  const ctx = t.contextAt(beforeDeadline(call, 20), bidder.editor)
  const file = new File(['姓名,金额\n张三,100\n'], '报价明细.csv', { type: 'text/csv' })
  const { fileId } = must(await attachFile(ctx, { bidId, file }))
  const row = await t.owner.file.findUniqueOrThrow({ where: { id: fileId } })
  expect(row).toMatchObject({ name: '', mediaType: 'application/octet-stream', isEncrypted: true })
  expect((await ctx.files.get(row.sha256))?.toString('utf8')).not.toContain('张三')
  expect(await attachFile(ctx, { bidId, file })).toMatchObject(refusal('bid.file-twice'))
  expect((await readDraft(t.owner, t.contextAt(sceneStart), bidId))?.content.files[0]).toMatchObject({
    name: '报价明细.csv',
    fileId,
  })
  must(await removeFile(ctx, { bidId, fileId }))
  expect((await readDraft(t.owner, t.contextAt(sceneStart), bidId))?.content.files).toEqual([])
})
