import { beforeAll, describe, expect, test } from 'vitest'
import type { EventTyped } from '#app/domain/credit/schema.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { newRetrievalCode } from '#app/services/bid/new-retrieval-code.server.ts'
import { sealBid } from '#app/services/bid/seal-bid.server.ts'
import { startBid } from '#app/services/bid/start-bid.server.ts'
import { readCannotBid } from '#app/services/bid/queries/bid-start.server.ts'
import { confirmEvent, enterEvent, withdrawEvent } from '#app/services/credit/enter-event.server.ts'
import { readCreditBoard } from '#app/services/credit/queries/credit-board.server.ts'
import { lookUpCredit } from '#app/services/credit/queries/credit-lookup.server.ts'
import { readCredit } from '#app/services/credit/queries/credit-page.server.ts'
import { decideRequest, fileRequest } from '#app/services/credit/request.server.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { readFile } from '#app/services/file/read-file.server.ts'
import { type Bidder, draftedBid, makeBidder } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { awardAt, daysAfter, noticedCall } from '#tests/support/scenes-panel.ts'
import {
  accountIdOf,
  beforeDeadline,
  type Bureau,
  makeApprover,
  makeBureau,
  makePerson,
  must,
  publishedCall,
} from '#tests/support/scenes.ts'

const t = useDatabase()
const at = (on: string, actor?: Actor) => t.contextAt(`${on}T10:00:00+08:00`, actor)
const refused = (code: string) => ({ ok: false, refusal: { code } })

async function makeRegistry(): Promise<Bureau> {
  const bureau = await makeBureau(t)
  await t.owner.body.update({ where: { id: bureau.body.id }, data: { duties: ['PURCHASE', 'REGISTRY'] } })
  return bureau
}
const typed = (bureau: Bureau, bidder: Bidder, over: Partial<EventTyped> = {}): EventTyped => ({
  organizationId: bidder.id,
  bodyId: bureau.body.id,
  kind: 'ANNUAL_REPORT_LATE',
  happenedOn: toDay('2026-06-01'),
  legalBasis: '社会组织信用信息管理办法第十一条第一项',
  documentNo: '民社信〔2026〕18号',
  summary: '2025 年度工作报告逾期未报送。',
  fineFen: undefined,
  year: undefined,
  conclusion: undefined,
  needsRectification: true,
  file: undefined,
  ...over,
})
async function inForce(bureau: Bureau, bidder: Bidder, over: Partial<EventTyped> = {}, on = '2026-06-05') {
  const { eventId } = must(await enterEvent(at(on, bureau.officer), typed(bureau, bidder, over)))
  must(await confirmEvent(at(on, bureau.approver), { eventId }))
  return eventId
}
const stateOf = async (bidder: Bidder, on: string) => (await readCredit(at(on), bidder.id))?.state

describe('a credit record', () => {
  let bureau: Bureau
  let bidder: Bidder
  beforeAll(async () => {
    bureau = await makeRegistry()
    bidder = await makeBidder(t, '晴川社区服务中心')
  })

  test('is entered by one, confirmed by another, in force and public only then, and never changed', async () => {
    const file = new File(['列入决定书'], '决定书.txt', { type: 'text/plain' })
    const officer = at('2026-06-05', bureau.officer)
    const { eventId } = must(await enterEvent(officer, typed(bureau, bidder, { file })))
    const { fileId } = await t.owner.creditEvent.findUniqueOrThrow({ where: { id: eventId } })
    expect(await stateOf(bidder, '2026-06-05')).toBe('REGULAR')
    expect((await readCredit(at('2026-06-05'), bidder.id))?.events).toEqual([])
    expect(await readFile(at('2026-06-05', bidder.owner), fileId ?? '')).toMatchObject(refused('not-found'))
    expect((await readCreditBoard(at('2026-06-05', bureau.approver))).events).toMatchObject([
      { id: eventId, mayConfirm: true },
    ])
    expect((await deskPage(at('2026-06-05', bureau.approver))).you.map(({ kind }) => kind)).toContain('creditToConfirm')

    expect(await confirmEvent(officer, { eventId })).toMatchObject(refused('forbidden'))
    const both: Actor = { ...bureau.officer, bodies: [...bureau.officer.bodies, ...bureau.approver.bodies] }
    expect(await confirmEvent(at('2026-06-05', both), { eventId })).toMatchObject(refused('credit.four-eyes'))
    expect(await confirmEvent(at('2026-06-05', await makePerson(t, '路人')), { eventId })).toMatchObject(
      refused('not-found'),
    )
    must(await confirmEvent(at('2026-06-05', bureau.approver), { eventId }))
    expect(await confirmEvent(at('2026-06-05', bureau.approver), { eventId })).toMatchObject(refused('credit.decided'))

    const shown = await readCredit(at('2026-06-06'), bidder.id)
    expect(shown).toMatchObject({
      state: 'ABNORMAL',
      span: { from: '2026-06-01', to: null, causes: [eventId] },
      events: [{ id: eventId, rectifiedOn: null, requests: [] }],
    })
    expect(shown?.effects.map(({ use, effect }) => `${use} ${effect}`)).toEqual([
      'BID BAR',
      'AWARD BAR',
      'PAYMENT WARN',
    ])
    must(await readFile(at('2026-06-06'), fileId ?? ''))
    await expect(
      t.owner.creditEvent.update({ where: { id: eventId }, data: { summary: '另一件事。' } }),
    ).rejects.toThrow()
    await expect(t.owner.creditEvent.delete({ where: { id: eventId } })).rejects.toThrow()
    const letters = await t.owner.message.findMany({ where: { template: 'creditEntered' } })
    expect(letters.length).toBeGreaterThan(0)
  })

  test('keeps the organization from bidding, says why and what cures it; verified as put right, it bids again', async () => {
    const { callNo } = await publishedCall(t)
    const bidder = await makeBidder(t, '朝阳助老服务社')
    const day = '2026-03-05'
    await inForce(bureau, bidder, { happenedOn: toDay('2026-03-03'), documentNo: '民社信〔2026〕2号' }, '2026-03-04')
    const start = { callNo, organizationId: bidder.id }
    expect(await startBid(at(day, bidder.editor), start)).toMatchObject(refused('bid.credit-listed'))
    expect(await readCannotBid(at(day, bidder.editor), callNo)).toMatchObject([
      { id: bidder.id, reasons: ['credit-listed'] },
    ])
    // Another organization's officials, and its own who may not, change nothing of it.
    const event = await t.owner.creditEvent.findFirstOrThrow({ where: { documentNo: '民社信〔2026〕2号' } })
    const asks = {
      organizationId: bidder.id,
      eventId: event.id,
      kind: 'REPAIR' as const,
      statement: '年度报告已于三月五日补报，回执见附件。',
    }
    expect(await fileRequest(at(day, bidder.editor), { ...asks })).toMatchObject(refused('credit.not-certifier'))
    expect(await fileRequest(at(day, bureau.officer), { ...asks })).toMatchObject(refused('not-found'))
    expect(await fileRequest(at(day, bidder.owner), { ...asks, organizationId: bureau.body.id })).toMatchObject(
      refused('not-found'),
    )
    const { requestId } = must(await fileRequest(at(day, bidder.certifier), { ...asks }))
    expect(await fileRequest(at(day, bidder.owner), { ...asks })).toMatchObject(refused('credit.request-open'))
    const own = await readCredit(at(day, bidder.owner), bidder.id, true)
    expect(own?.events[0]?.requests).toMatchObject([{ id: requestId, dueOn: '2026-03-12', isGranted: null }])
    expect((await readCredit(at(day), bidder.id))?.events[0]?.requests).toEqual([])
    expect(await readCredit(at(day), bidder.id, true)).toBeNull()

    const decide = { requestId, isGranted: true, reason: '已收到补报材料。' }
    expect(await decideRequest(at(day, bureau.officer), decide)).toMatchObject(refused('forbidden'))
    must(await decideRequest(at('2026-03-06', bureau.approver), decide))
    expect(await decideRequest(at('2026-03-06', bureau.approver), decide)).toMatchObject(refused('credit.decided'))
    expect(await stateOf(bidder, '2026-03-05')).toBe('ABNORMAL')
    expect(await stateOf(bidder, '2026-03-06')).toBe('REGULAR')
    must(await startBid(at('2026-03-06', bidder.editor), start))
  })

  test('that is wrong is taken out of account by another person than entered it, and read by nobody any more', async () => {
    const other = await makeBidder(t, '同心公益服务社')
    const eventId = await inForce(
      bureau,
      other,
      { kind: 'FINE', fineFen: 6_000_000n as never, needsRectification: false, documentNo: '民罚〔2026〕1号' },
      '2026-06-05',
    )
    expect(await stateOf(other, '2026-06-05')).toBe('SERIOUS')
    expect((await readCredit(at('2026-06-05'), other.id))?.span).toMatchObject({ to: '2028-06-01' })
    const asks = {
      organizationId: other.id,
      eventId,
      kind: 'CORRECTION' as const,
      statement: '处罚对象是另一家同名机构，代码不同。',
    }
    const { requestId } = must(await fileRequest(at('2026-06-08', other.owner), asks))
    expect(
      await fileRequest(at('2026-06-08', other.owner), { ...asks, kind: 'REPAIR', statement: '已经缴清罚款。' }),
    ).toMatchObject(refused('credit.nothing-to-rectify'))
    const second = await makeApprover(t, bureau.body, '审批辛')
    // Whoever entered it does not judge what is said against it, whatever else they are.
    await t.owner.bodyMembership.create({
      data: { bodyId: bureau.body.id, accountId: accountIdOf(bureau.officer), role: 'APPROVER' },
    })
    const enterer: Actor = {
      ...bureau.officer,
      bodies: [...bureau.officer.bodies, { bodyId: bureau.body.id, role: 'APPROVER' }],
    }
    const grant = { requestId, isGranted: true, reason: '核对代码，确属登记有误。' }
    expect(await decideRequest(at('2026-06-09', enterer), grant)).toMatchObject(refused('credit.own-entry'))
    must(await decideRequest(at('2026-06-09', second), grant))
    const shown = await readCredit(at('2026-06-10'), other.id)
    expect(shown).toMatchObject({ state: 'REGULAR', events: [], correctedOn: ['2026-06-09'], spans: [] })
    expect(await fileRequest(at('2026-06-10', other.owner), asks)).toMatchObject(refused('credit.granted-already'))
  })

  test('is made only where the body has jurisdiction, about what has happened', async () => {
    const plain = await makeBureau(t)
    const officer = at('2026-06-05', plain.officer)
    expect(await enterEvent(officer, typed(plain, bidder))).toMatchObject(refused('credit.no-jurisdiction'))
    await t.owner.body.update({ where: { id: plain.body.id }, data: { duties: ['PURCHASE', 'REGULATION'] } })
    expect(await enterEvent(officer, typed(plain, bidder))).toMatchObject(refused('credit.no-jurisdiction'))
    const penalty = { kind: 'WARNING' as const, needsRectification: false }
    const { eventId } = must(await enterEvent(officer, typed(plain, bidder, penalty)))
    must(await withdrawEvent(officer, { eventId, reason: '文号写错，重新录入。' }))
    expect(await confirmEvent(at('2026-06-05', plain.approver), { eventId })).toMatchObject(refused('credit.decided'))
    expect(
      await enterEvent(officer, typed(plain, bidder, { ...penalty, happenedOn: toDay('2026-06-06') })),
    ).toMatchObject(refused('credit.day-ahead'))
    const far = await t.owner.region.create({
      data: { code: '440300', level: 'CITY', nameZh: '远市', nameEn: 'Far City', path: '440300' },
    })
    await t.owner.body.update({ where: { id: plain.body.id }, data: { duties: ['REGISTRY'], regionId: far.id } })
    expect(await enterEvent(officer, typed(plain, bidder))).toMatchObject(refused('credit.no-jurisdiction'))
  })

  test('whoever is listed seals no bid begun before, and is found by name, by code, and among those listed', async () => {
    const { call } = await publishedCall(t)
    const late = await makeBidder(t, '远山助学服务中心')
    const { bidId } = await draftedBid(t, call, { bidder: late })
    const day = beforeDeadline(call).slice(0, 10)
    await inForce(bureau, late, { happenedOn: toDay(day) }, day)
    const { version } = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId } })
    const ctx = t.contextAt(beforeDeadline(call, 30), late.certifier)
    expect(await sealBid(ctx, { bidId, version, retrievalCode: newRetrievalCode() })).toMatchObject({
      ok: false,
      refusal: { code: 'bid.credit-listed', unmet: [{ who: '远山助学服务中心', code: 'ABNORMAL', since: day }] },
    })
    const found = await lookUpCredit(at(day), '远山助学')
    expect(found).toMatchObject({ isAsked: true, rows: [{ id: late.id, state: 'ABNORMAL', since: day }] })
    const { creditCode } = await t.owner.organization.findUniqueOrThrow({ where: { id: late.id } })
    const byCode = await lookUpCredit(at(day), ` ${creditCode?.toLowerCase() ?? ''} `)
    expect(byCode.rows).toMatchObject([{ id: late.id }])
    expect((await lookUpCredit(at(day), '')).rows.map(({ id }) => id)).toContain(late.id)
    expect((await lookUpCredit(at(day), '100%')).rows).toEqual([])
  })
})

describe('what is entered', () => {
  test('is entered once: not the same document for the same matter again, and no year that has not come', async () => {
    const bureau = await makeRegistry()
    const bidder = await makeBidder(t)
    const day = '2026-06-05'
    const enter = (over: Partial<EventTyped> = {}) =>
      enterEvent(at(day, bureau.officer), typed(bureau, bidder, { documentNo: '民社信〔2026〕77号', ...over }))
    const two = await Promise.all([enter(), enter()])
    expect(two.filter(({ ok }) => ok)).toHaveLength(1)
    expect(two.find(({ ok }) => !ok)).toMatchObject(refused('credit.same-again'))
    must(await enter({ kind: 'WARNING' }))
    const inspection = { kind: 'ANNUAL_INSPECTION', conclusion: 'FAIL', needsRectification: false } as const
    expect(await enter({ ...inspection, year: 2027 })).toMatchObject(refused('credit.year-ahead'))
    // Taken back, it may be entered again; whoever confirms reads until when, and whether something is to be put right.
    const { eventId } = must(two.find(({ ok }) => ok) ?? (await enter()))
    expect(await readCreditBoard(at(day, bureau.approver))).toMatchObject({
      events: [{ id: eventId, needsRectification: true, validUntil: null }, { kind: 'WARNING' }],
    })
    must(await withdrawEvent(at(day, bureau.officer), { eventId, reason: '文号录错了' }))
    must(await enter())
  })
})

test('who is listed after the notice is not awarded: the refusal names whom, which list, and since when', async () => {
  const story = await noticedCall(t)
  const { bidId } = await t.owner.noticedAward.findFirstOrThrow({ where: { notice: { callId: story.call.id } } })
  const { organization } = await t.owner.bid.findUniqueOrThrow({
    where: { id: bidId },
    include: { organization: { include: { region: true } } },
  })
  const registry = await makeRegistry()
  await t.owner.body.update({ where: { id: registry.body.id }, data: { regionId: organization.regionId } })
  const day = daysAfter(story.call, 5).slice(0, 10)
  const named = { id: organization.id } as Bidder
  await inForce(registry, named, { happenedOn: toDay(day), kind: 'JUDGMENT_DEFAULT', needsRectification: false }, day)
  expect(await awardAt(t, story)).toMatchObject({
    ok: false,
    refusal: { code: 'award.credit-listed', unmet: [{ who: organization.name, code: 'SERIOUS', since: day }] },
  })
})
