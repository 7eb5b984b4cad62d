import { anonymous } from '#app/domain/shared/actor.ts'
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { canonicalJson } from '#app/domain/scoring/canonical.ts'
import { publishCall } from '#app/services/call/publish-call.server.ts'
import { setKeyholders } from '#app/services/call/set-keyholders.server.ts'
import { submitCall } from '#app/services/call/submit-call.server.ts'
import { failCall } from '#app/services/call/fail-call.server.ts'
import { readOpeningRecord } from '#app/services/opening/queries/opening-record.server.ts'
import { readOpening } from '#app/services/opening/queries/opening.server.ts'
import { setOpeningKey } from '#app/services/opening/set-opening-key.server.ts'
import { signRecord } from '#app/services/opening/sign-record.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { callWithSealedBids, makeBidder, openedCall, sealedBid } from '#tests/support/bid-scenes.ts'
import { contribute, giveOpeningKey, scenePassphrase } from '#tests/support/opening-scenes.ts'
import {
  accountIdOf,
  afterDeadline,
  draftedCall,
  makeBureau,
  makeOfficer,
  makePerson,
  must,
  sceneStart,
} from '#tests/support/scenes.ts'

const t = useDatabase()
const refusal = (code: string, more: object = {}) => ({ ok: false, refusal: { code, ...more } })
const lightCost = { memoryKib: 64, passes: 1 }

test('losing one officer does not lose the call: the supervisor stands in', async () => {
  const { call, bureau } = await callWithSealedBids(t, 2)
  expect(must(await contribute(t, call, bureau.supervisor))).toEqual({ ok: true, state: 'waiting' })
  expect(must(await contribute(t, call, bureau.officer))).toEqual({ ok: true, state: 'opened' })
  const record = await readOpeningRecord({ db: t.app, actor: anonymous }, { callId: call.id })
  expect(record?.content.present.map(({ isEscrow }) => isEscrow)).toEqual([true, false])
})

test('a wrong passphrase is refused at its field, recorded, and throttled', async () => {
  const { call, bureau } = await callWithSealedBids(t, 2)
  for (let attempt = 1; attempt <= 5; attempt += 1)
    expect(await contribute(t, call, bureau.officer, 1, '不是这个口令呀真的不是')).toEqual(
      refusal('opening.passphrase-wrong', { field: 'passphrase' }),
    )
  // The right one comes too late for a quarter of an hour.
  expect(await contribute(t, call, bureau.officer)).toMatchObject(refusal('account.throttled'))
  expect(
    await t.owner.auditEvent.count({
      where: { type: 'account.opening-passphrase-wrong', entityId: accountIdOf(bureau.officer) },
    }),
  ).toBe(5)
  expect(await t.owner.openingConfirmation.count({ where: { callId: call.id } })).toBe(0)
  // Each has their own count.
  expect(must(await contribute(t, call, bureau.approver)).state).toBe('waiting')
  expect(await t.owner.auditEvent.count({ where: { type: 'call.share-contributed', entityId: call.id } })).toBe(1)
})

test('who replaced a forgotten key after the publication cannot help, is told so, and the others can', async () => {
  const { call, bureau } = await callWithSealedBids(t, 2)
  const ctx = t.contextAt(afterDeadline(call, -100), bureau.officer)
  const key = await t.owner.openingKey.findFirstOrThrow({ where: { accountId: accountIdOf(bureau.officer) } })
  // Not without having seen which one is replaced.
  expect(await setOpeningKey(ctx, { passphrase: '全新的口令是一整句话啊', cost: lightCost })).toEqual(refusal('stale'))
  must(await setOpeningKey(ctx, { passphrase: '全新的口令是一整句话啊', cost: lightCost, replaces: key.id }))
  const opening = await readOpening(t.contextAt(afterDeadline(call), bureau.officer), call.id)
  expect(opening).toMatchObject({ isOwnKeyLost: true })
  expect(opening?.keyholders.filter(({ isLost }) => isLost)).toHaveLength(1)
  for (const passphrase of [scenePassphrase, '全新的口令是一整句话啊'])
    expect(await contribute(t, call, bureau.officer, 1, passphrase)).toEqual(refusal('opening.key-replaced'))
  must(await contribute(t, call, bureau.approver))
  expect(must(await contribute(t, call, bureau.supervisor)).state).toBe('opened')
})

test('a share that somebody meddled with is found, and the call opens with the next', async () => {
  const { call, bureau } = await callWithSealedBids(t, 2)
  must(await contribute(t, call, bureau.officer))
  // The owner of the database, with the application's secret, swaps what is held for a share of something else.
  const { keys } = t.contextAt(afterDeadline(call))
  const accountId = accountIdOf(bureau.officer)
  const forged = Uint8Array.from(keys.wrap('held-share', Buffer.alloc(33, 5), `${call.id}|${accountId}`))
  await t.owner.$executeRawUnsafe('ALTER TABLE held_share DISABLE TRIGGER no_change')
  await t.owner.heldShare.updateMany({ where: { callId: call.id, accountId }, data: { sealed: forged } })
  await t.owner.$executeRawUnsafe('ALTER TABLE held_share ENABLE TRIGGER no_change')
  expect(must(await contribute(t, call, bureau.approver)).state).toBe('not-rebuilt')
  expect(await t.owner.openedBid.count({ where: { bid: { callId: call.id } } })).toBe(0)
  expect(await t.owner.auditEvent.count({ where: { type: 'call.key-not-rebuilt', entityId: call.id } })).toBe(1)
  expect(await readOpening(t.contextAt(afterDeadline(call, 3), bureau.supervisor), call.id)).toMatchObject({
    isNotRebuilt: true,
  })
  expect(must(await contribute(t, call, bureau.supervisor)).state).toBe('opened')
})

test('PostgreSQL itself holds a share back before the deadline, from strangers, and after the end', async () => {
  const { call, bureau } = await callWithSealedBids(t, 1)
  const accountId = accountIdOf(bureau.officer)
  const sealed = new Uint8Array(10)
  const confirm = (id: string) =>
    t.app.$executeRaw`INSERT INTO opening_confirmation (call_id, account_id) VALUES (${call.id}::uuid, ${id}::uuid)`
  // The runtime role lives by the real clock, long past this story's deadline: put it ahead.
  await t.owner.$transaction([
    t.owner.$executeRaw`ALTER TABLE call DISABLE TRIGGER call_guard`,
    t.owner.$executeRaw`UPDATE call SET bid_deadline_at = now() + interval '1 hour' WHERE id = ${call.id}::uuid`,
    t.owner.$executeRaw`ALTER TABLE call ENABLE TRIGGER call_guard`,
  ])
  await expect(confirm(accountId)).rejects.toThrow(/refused:call.before-deadline/)
  await expect(t.app.$queryRaw`SELECT * FROM call_share_of(${call.id}::uuid, ${accountId}::uuid)`).rejects.toThrow(
    /refused:call.before-deadline/,
  )
  await expect(t.app.heldShare.createMany({ data: [{ callId: call.id, accountId, sealed }] })).rejects.toThrow(
    /refused:call.before-deadline/,
  )
  await t.owner.$transaction([
    t.owner.$executeRaw`ALTER TABLE call DISABLE TRIGGER call_guard`,
    t.owner.$executeRaw`UPDATE call SET bid_deadline_at = now() - interval '1 second' WHERE id = ${call.id}::uuid`,
    t.owner.$executeRaw`ALTER TABLE call ENABLE TRIGGER call_guard`,
  ])
  const stranger = await makePerson(t, '路人')
  await expect(confirm(accountIdOf(stranger))).rejects.toThrow(/refused:opening.not-keyholder/)
  await expect(t.app.heldShare.createMany({ data: [{ callId: call.id, accountId, sealed }] })).rejects.toThrow(
    /refused:opening.not-keyholder/,
  )
  await confirm(accountId)
  await t.app.heldShare.createMany({ data: [{ callId: call.id, accountId, sealed }] })
  // One is not enough for the doors, nor for the state.
  await expect(t.app.$queryRaw`SELECT * FROM held_shares(${call.id}::uuid)`).rejects.toThrow(/too-few-shares/)
  await expect(t.app.$executeRaw`UPDATE call SET state = 'OPENED' WHERE id = ${call.id}::uuid`).rejects.toThrow(
    /refused:(call.two-officers|opening.too-few-shares)/,
  )
  must(
    await failCall(t.contextAt(new Date().toISOString(), bureau.officer), {
      callId: call.id,
      code: 'TOO_FEW',
      reason: '不足两家，流标',
    }),
  )
  expect(await t.owner.heldShare.count({ where: { callId: call.id } })).toBe(0)
})

test('the record says everything that was sealed, whole or broken, and those present sign its hash', async () => {
  const { call, bureau, bids } = await callWithSealedBids(t, 3)
  const broken = bids[1]?.bidId ?? ''
  await t.owner.$executeRawUnsafe('ALTER TABLE bid_envelope DISABLE TRIGGER append_only')
  await t.owner
    .$executeRaw`UPDATE bid_envelope SET ciphertext = set_byte(ciphertext, 40, get_byte(ciphertext, 40) # 1) WHERE bid_id = ${broken}::uuid`
  await t.owner.$executeRawUnsafe('ALTER TABLE bid_envelope ENABLE TRIGGER append_only')
  must(await contribute(t, call, bureau.officer))
  must(await contribute(t, call, bureau.approver))

  const record = await readOpeningRecord({ db: t.app, actor: anonymous }, { callNo: call.callNo ?? '' })
  if (record === undefined) throw new Error('there is a record')
  expect(record.content.bids.map(({ outcome, priceFen }) => [outcome, priceFen])).toEqual([
    ['VERIFIED', '40100000'],
    ['envelope-altered', null],
    ['VERIFIED', '40300000'],
  ])
  expect(record.content).toMatchObject({ threshold: 2, keyholders: 3, callNo: call.callNo })
  expect(createHash('sha256').update(canonicalJson(record.content)).digest('hex')).toBe(record.sha256)

  const { sha256 } = record
  const at = (actor: typeof bureau.officer) => t.contextAt(afterDeadline(call, 9), actor)
  expect(await signRecord(at(bureau.supervisor), { callId: call.id, sha256 })).toEqual(refusal('opening.not-present'))
  expect(await signRecord(at(bureau.officer), { callId: call.id, sha256: '0'.repeat(64) })).toEqual(
    refusal('opening.other-record'),
  )
  must(await signRecord(at(bureau.officer), { callId: call.id, sha256 }))
  must(await signRecord(at(bureau.approver), { callId: call.id, sha256 }))
  expect(await signRecord(at(bureau.officer), { callId: call.id, sha256 })).toEqual(refusal('opening.already-signed'))
  expect(
    (await readOpeningRecord({ db: t.app, actor: anonymous }, { callId: call.id }))?.signatures.map(({ name }) => name),
  ).toEqual([bureau.officer.name, bureau.approver.name])
})

test('before the opening there is no record for anyone', async () => {
  const { call } = await callWithSealedBids(t, 2)
  expect(await readOpeningRecord({ db: t.app, actor: anonymous }, { callId: call.id })).toBeUndefined()
  const { call: opened } = await openedCall(t, 2)
  expect(await readOpeningRecord({ db: t.app, actor: anonymous }, { callId: opened.id })).toBeDefined()
})

test('three of five: two do not open, the third does', async () => {
  const { call, bureau, five } = await fiveHolders()
  const [first, second, third] = five
  if (first === undefined || second === undefined || third === undefined) throw new Error('five were named')
  expect(must(await contribute(t, call, first)).state).toBe('waiting')
  expect(must(await contribute(t, call, bureau.supervisor)).state).toBe('waiting')
  expect(must(await contribute(t, call, third)).state).toBe('opened')
})

async function fiveHolders() {
  const bureau = await makeBureau(t)
  const five = [bureau.officer, bureau.approver, await makeOfficer(t, bureau.body), await makeOfficer(t, bureau.body)]
  const drafted = await draftedCall(t, { bureau })
  for (const actor of five.slice(2)) await giveOpeningKey(t, actor, sceneStart)
  const officer = t.contextAt(sceneStart, bureau.officer)
  const version = async () => (await t.owner.call.findUniqueOrThrow({ where: { id: drafted.call.id } })).version
  must(
    await setKeyholders(officer, {
      callId: drafted.call.id,
      version: await version(),
      officers: five.map(accountIdOf),
      escrow: accountIdOf(bureau.supervisor),
      threshold: 3,
    }),
  )
  must(await submitCall(officer, { callId: drafted.call.id, version: await version() }))
  const approver = t.contextAt(sceneStart, bureau.approver)
  must(await publishCall(approver, { callId: drafted.call.id, version: await version() }))
  const call = await t.owner.call.findUniqueOrThrow({ where: { id: drafted.call.id } })
  for (const name of ['甲机构', '乙机构']) await sealedBid(t, call, { bidder: await makeBidder(t, name) })
  return { call, bureau, five }
}
