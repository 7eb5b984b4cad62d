import { describe, expect, test } from 'vitest'
import type { BidContent } from '#app/domain/bid/content.ts'
import type { MatchingRule } from '#app/domain/cofunding/matching.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { newRetrievalCode } from '#app/services/bid/new-retrieval-code.server.ts'
import { saveBudget } from '#app/services/bid/save-draft.server.ts'
import { sealBid } from '#app/services/bid/seal-bid.server.ts'
import { readPublicCall } from '#app/services/call/queries/public-call.server.ts'
import { setMatching } from '#app/services/call/set-matching.server.ts'
import { decideReceipt, nameProject } from '#app/services/cofunding/decide-receipt.server.ts'
import { readCofundingPage } from '#app/services/cofunding/queries/cofunding-page.server.ts'
import { recordReceipt } from '#app/services/cofunding/record-receipt.server.ts'
import { readFile } from '#app/services/file/read-file.server.ts'
import { readPayees } from '#app/services/payout/store.server.ts'
import { offerContract } from '#app/services/project/offer-contract.server.ts'
import { readPublicProject } from '#app/services/project/queries/public-project.server.ts'
import { signContract } from '#app/services/project/sign-contract.server.ts'
import { draftedBid } from '#tests/support/bid-scenes.ts'
import { type TestDatabase, useDatabase } from '#tests/support/database.ts'
import { beforeDeadline, draftedCall, makePerson, must, publishedCall, sceneStart } from '#tests/support/scenes.ts'
import {
  accepted,
  contractDay,
  contractOf,
  preparedProject,
  release,
  type ProjectStory,
} from '#tests/support/scenes-project.ts'
import { makeEditor, spendDay, voucher } from '#tests/support/scenes-spending.ts'

const t = useDatabase({ forEachScene: true })
const share: MatchingRule = { kind: 'SHARE', bps: 6_000, capFen: null, bareFen: null, inKindBps: 5_000 }
const venture = { method: 'VENTURE_CALL', instrument: 'VENTURE_GRANT' } as const

describe('the rule of a call', () => {
  test('is chosen while a venture grant is drafted, and nowhere else', async () => {
    const { call, bureau } = await draftedCall(t, venture)
    const ctx = t.contextAt(sceneStart, bureau.officer)
    must(await setMatching(ctx, { callId: call.id, version: call.version, rule: share }))
    expect(await setMatching(ctx, { callId: call.id, version: call.version, rule: null })).toMatchObject({
      refusal: { code: 'stale' },
    })
    expect(await t.owner.matchingRule.findUnique({ where: { callId: call.id } })).toMatchObject({ bps: 6_000 })
    await t.owner.call.update({ where: { id: call.id }, data: { instrument: 'PROJECT_GRANT' } })
    expect(await t.owner.matchingRule.count({ where: { callId: call.id } })).toBe(0)
    const { version } = await t.owner.call.findUniqueOrThrow({ where: { id: call.id } })
    expect(await setMatching(ctx, { callId: call.id, version, rule: share })).toMatchObject({
      refusal: { code: 'cofunding.venture-only' },
    })
  })
  test('makes sense in the database, too', async () => {
    const { call } = await draftedCall(t, venture)
    const rule = (data: object) =>
      t.owner.matchingRule.create({ data: { callId: call.id, ...share, ...data } as never })
    await expect(rule({ bps: 10_000 })).rejects.toThrow(/matching_rule_whole/)
    await expect(rule({ capFen: 1n })).rejects.toThrow(/matching_rule_whole/)
    await expect(rule({ kind: 'RATIO', capFen: 5n, bareFen: 6n })).rejects.toThrow(/matching_rule_whole/)
    await expect(rule({ kind: 'RATIO', capFen: null, bareFen: 6n })).rejects.toThrow(/matching_rule_whole/)
    await rule({ kind: 'RATIO', capFen: 6n, bareFen: 5n })
  })
})

/** Written past the triggers: the scenes publish calls without a rule. */
async function withRule(database: TestDatabase, callId: string, { kind, bps, inKindBps }: MatchingRule): Promise<void> {
  await database.owner.$executeRaw`ALTER TABLE matching_rule DISABLE TRIGGER USER`
  await database.owner.matchingRule.create({ data: { callId, kind, bps, inKindBps } })
  await database.owner.$executeRaw`ALTER TABLE matching_rule ENABLE TRIGGER USER`
}

test('no more public money is asked for than the rule gives; the public sees the rule', async () => {
  const { call, callNo } = await publishedCall(t, venture)
  await withRule(t, call.id, share)
  expect((await readPublicCall(t.contextAt(sceneStart), callNo))?.content.matching).toMatchObject({
    kind: 'SHARE',
    bps: 6_000,
  })
  await expect(t.owner.$executeRaw`UPDATE matching_rule SET bps = 1 WHERE call_id = ${call.id}::uuid`).rejects.toThrow(
    /refused:call.frozen/,
  )
  const { bidId, bidder } = await draftedBid(t, call)
  const now = beforeDeadline(call, 20)
  const gift = { kind: 'DONATION', giver: '同舟基金会', isAgreed: false, valuation: '' } as const
  const seal = async (cofunding: NonNullable<BidContent['cofunding']>) => {
    const draft = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId } })
    const budgetLines = [{ item: '人员', basis: '一人', amountFen: '30000000', kind: 'OTHER' as const }]
    const input = { bidId, version: draft.budgetVersion, budgetLines, priceFen: '30000000', cofunding }
    must(await saveBudget(t.contextAt(now, bidder.editor), input))
    const { version } = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId } })
    const ctx = t.contextAt(now, bidder.certifier)
    const sealed = await sealBid(ctx, { bidId, version, retrievalCode: newRetrievalCode() })
    return sealed.ok ? 'sealed' : sealed.refusal.code
  }
  expect(await seal([])).toBe('bid.not-ready')
  expect(await seal([{ ...gift, amountFen: '19999999' }])).toBe('bid.not-ready')
  expect(await seal([{ ...gift, giver: '', amountFen: '20000000' }])).toBe('bid.not-ready')
  expect(await seal([{ ...gift, amountFen: '20000000' }])).toBe('sealed')
})

/** A project with a gift of as much as its award, one in kind, both in its contract. */
async function matchedProject(): Promise<ProjectStory & { giftId: string; amountFen: bigint }> {
  const story = await preparedProject(t)
  const { projectId } = story
  const { amountFen } = await contractOf(t, story)
  const base = { projectId, isAgreed: true }
  const gift = await t.owner.cofunding.create({
    data: { ...base, position: 1, kind: 'DONATION', giver: '同舟基金会', amountFen },
  })
  await t.owner.cofunding.create({
    data: { ...base, position: 2, kind: 'IN_KIND', giver: '街坊', amountFen: 100n, valuation: '市价' },
  })
  const { version } = await contractOf(t, story)
  must(await offerContract(t.contextAt(contractDay, story.bureau.approver), { projectId, version }))
  const offered = await contractOf(t, story)
  must(
    await signContract(t.contextAt(contractDay, story.certifier), {
      projectId,
      version: offered.version,
      contentSha256: offered.contentSha256 ?? '',
    }),
  )
  return { ...story, giftId: gift.id, amountFen }
}

describe('what others bring', () => {
  test('is part of what both sides sign, and stands still', async () => {
    const story = await matchedProject()
    const { contentText } = await contractOf(t, story)
    expect(JSON.parse(contentText ?? '')).toMatchObject({
      schema: 'commonweal.contract/4',
      cofunding: [
        { position: 1, kind: 'DONATION', giver: '同舟基金会', isAgreed: true },
        { position: 2, valuation: '市价' },
      ],
    })
    const more = { projectId: story.projectId, position: 3, kind: 'OWN', amountFen: 1n, isAgreed: true }
    await expect(t.owner.cofunding.create({ data: more })).rejects.toThrow(/refused:contract.offered/)
    await expect(t.owner.cofunding.update({ where: { id: story.giftId }, data: { amountFen: 1n } })).rejects.toThrow()
  })

  test('comes in, is recorded with its voucher, and counts once the office has confirmed it', async () => {
    const story = await matchedProject()
    const { projectId, giftId, bureau } = story
    const editor = t.contextAt(spendDay, await makeEditor(t, story))
    const officer = t.contextAt(spendDay, bureau.officer)
    const typed = { projectId, cofundingId: giftId, receivedOn: toDay('2026-06-01'), amount: toFen(1_000n) }
    const input = () => ({ ...typed, file: voucher() })
    expect(await recordReceipt(officer, input())).toMatchObject({ refusal: { code: 'forbidden' } })
    const stranger = t.contextAt(spendDay, await makePerson(t, '路人'))
    expect(await recordReceipt(stranger, input())).toMatchObject({ refusal: { code: 'not-found' } })
    expect(await recordReceipt(editor, { ...input(), receivedOn: toDay('2027-01-01') })).toMatchObject({
      refusal: { code: 'cofunding.not-yet', field: 'receivedOn' },
    })
    must(await recordReceipt(editor, input()))
    must(await recordReceipt(editor, input()))
    const page = await readCofundingPage(officer, projectId)
    const [first, second] = page?.receipts ?? []
    expect(page?.may).toEqual({ record: false, name: false, decide: true })
    expect(await readFile(officer, first?.file.id ?? '')).toMatchObject({ ok: true, isPublic: false })
    expect(await readFile(stranger, first?.file.id ?? '')).toMatchObject({ ok: false })
    const decide = (receiptId = '', reason?: string) =>
      decideReceipt(officer, { projectId, receiptId, ...(reason === undefined ? {} : { reason }) })
    must(await decide(first?.id))
    expect(await decide(first?.id)).toMatchObject({ refusal: { code: 'cofunding.decided' } })
    must(await decide(second?.id, '回单与捐赠方不符'))
    const shown = await readPublicProject(t.contextAt(spendDay), story.projectNo)
    expect(shown?.cofunding).toMatchObject([{ giver: '同舟基金会', cameFen: '1000' }, { cameFen: '0' }])
  })

  test('falls behind public money: payers see it, and nothing is stopped', async () => {
    const story = await matchedProject()
    const { projectId, giftId } = story
    const { organizationId } = await t.owner.project.findUniqueOrThrow({ where: { id: projectId } })
    const level = async () =>
      (await readPayees(t.owner, new Date(spendDay), [organizationId]))
        .get(organizationId)
        ?.checks.find(({ code }) => code === 'cofunding')?.level
    expect(await level()).toBe('PASS')
    await accepted(t, story)
    must(await release(t, story))
    expect(await level()).toBe('MEDIUM')
    const editor = t.contextAt(spendDay, await makeEditor(t, story))
    const typed = { projectId, cofundingId: giftId, receivedOn: toDay('2026-06-01'), amount: toFen(story.amountFen) }
    must(await recordReceipt(editor, { ...typed, file: voucher() }))
    expect(await level()).toBe('MEDIUM')
    const { id } = await t.owner.cofundingReceipt.findFirstOrThrow({ where: { cofundingId: giftId } })
    must(await decideReceipt(t.contextAt(spendDay, story.bureau.officer), { projectId, receiptId: id }))
    expect(await level()).toBe('PASS')
  })

  test('a giver of half of it may have its name on the project', async () => {
    const story = await matchedProject()
    const { projectId, giftId, certifier } = story
    const ctx = t.contextAt(spendDay, certifier)
    expect((await readCofundingPage(ctx, projectId))?.rows.map(({ mayBeNamed }) => mayBeNamed)).toEqual([false, false])
    // A gift of as much as the award, beside another one, is less than half of the whole.
    expect(await nameProject(ctx, { projectId, cofundingId: giftId, isNamed: true })).toMatchObject({
      refusal: { code: 'cofunding.less-than-half' },
    })
    await t.owner.$executeRaw`ALTER TABLE cofunding DISABLE TRIGGER USER`
    await t.owner.cofunding.update({ where: { id: giftId }, data: { amountFen: story.amountFen + 100n } })
    await t.owner.$executeRaw`ALTER TABLE cofunding ENABLE TRIGGER USER`
    must(await nameProject(ctx, { projectId, cofundingId: giftId, isNamed: true }))
    expect((await readPublicProject(t.contextAt(spendDay), story.projectNo))?.cofunding[0]).toMatchObject({
      isNamed: true,
    })
  })
})
