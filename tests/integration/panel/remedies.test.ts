import { describe, expect, test } from 'vitest'
import { computeResults } from '#app/domain/scoring/compute-results.ts'
import { readDecisionRecord } from '#app/domain/scoring/read-record.ts'
import { readPublicObjections, readPublicResults } from '#app/services/award/queries/public-results.server.ts'
import { readListPart, readListRow } from '#app/services/open-data/list/read-list.server.ts'
import { readOwnResult } from '#app/services/award/queries/own-result.server.ts'
import { readPublicRecord, readPublicResult } from '#app/services/award/queries/public-result.server.ts'
import { readCallRemedies, readFilingPage, readRemedyPage } from '#app/services/award/queries/remedies.server.ts'
import { answerRemedy, withdrawRemedy } from '#app/services/award/remedies/answer-remedy.server.ts'
import { fileComplaint, fileRemedy } from '#app/services/award/remedies/file-remedy.server.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { mayReadFile } from '#app/services/file/may-read-file.server.ts'
import { sha256Text } from '#app/services/panel/read-findings.server.ts'
import { offerContract } from '#app/services/project/offer-contract.server.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makeOrganization, makePerson, makeSupervisor, must } from '#tests/support/scenes.ts'
import {
  awardAt,
  awardedCall,
  daysAfter,
  freezeAt,
  noticeAt,
  noticedCall,
  type OpenedStory,
  type SceneBid,
  scoreBid,
  seatedPanel,
  signAll,
  startedPanel,
  declareAll,
} from '#tests/support/scenes-panel.ts'

const t = useDatabase({ forEachScene: true })

const told = {
  subject: '评分依据不一致',
  facts: '评审记录中第二项评分与公布的评分标准不一致，附对照表。',
  request: '请求重新评审。',
}
const bidder = ({ bids }: OpenedStory, index = 0): SceneBid => {
  const bid = bids[index]
  if (bid === undefined) throw new Error(`no bid ${index}`)
  return bid
}
const objectAt = (
  story: OpenedStory,
  day: number,
  over: Partial<Parameters<typeof fileRemedy>[1]> = {},
  actor?: Actor,
) => {
  const { owner, organization } = bidder(story)
  return fileRemedy(t.contextAt(daysAfter(story.call, day), actor ?? owner), {
    callId: story.call.id,
    what: 'OBJECTION',
    stage: 'RESULT',
    organizationId: organization.id,
    ...told,
    ...over,
  })
}
const answerAt = (
  story: OpenedStory,
  day: number,
  remedyId: string,
  over: Partial<Parameters<typeof answerRemedy>[1]> = {},
  actor?: Actor,
) =>
  answerRemedy(t.contextAt(daysAfter(story.call, day), actor ?? story.bureau.approver), {
    remedyId,
    version: 1,
    answer: '经核对，评分标准与打分依据一致。',
    outcome: 'DISMISSED',
    measure: 'NONE',
    ...over,
  })
const none = { state: undefined, region: undefined, after: null }
const remedyOf = (id: string) => t.owner.remedy.findUniqueOrThrow({ where: { id } })

test('results and objections are lists as files and over the API; of people no name is in them', async () => {
  const story = await noticedCall(t)
  const { remedyId } = must(await objectAt(story, 4))
  const ask = { now: new Date(daysAfter(story.call, 5)), baseUrl: 'https://gyh.example' }
  const rowsOf = async (list: 'results' | 'objections', filter = {}) =>
    (await readListPart(t.app, { ...ask, list, filter }, { take: 50 })).rows
  const { results } = await readPublicResults(t.contextAt(daysAfter(story.call, 5)), none)
  const [result] = await rowsOf('results', { state: 'onNotice' })
  expect(result).toMatchObject({
    callNo: story.callNo,
    organization: results[0]?.organizationName,
    amount: `${BigInt(results[0]?.amountFen ?? '') / 100n}.00`,
    objections: 1,
    openObjections: 1,
  })
  expect(await rowsOf('results', { state: 'confirmed' })).toEqual([])
  const [objection] = await rowsOf('objections', { state: 'FILED' })
  expect(objection).toMatchObject({
    id: remedyId,
    title: told.subject,
    filer: bidder(story).organization.name,
    outcome: null,
    answeredAt: null,
    dueOn: '2026-04-08',
  })
  expect(JSON.stringify(objection)).not.toContain(told.facts)
  expect(await readListRow(t.app, { ...ask, list: 'objections' }, remedyId)).toEqual(objection)
  expect(await rowsOf('objections', { state: 'ANSWERED' })).toEqual([])
})

describe('an objection', () => {
  test('has its term and its answer’s term from the book, and holds the award back until it is answered', async () => {
    const story = await noticedCall(t)
    const page = await readFilingPage(t.contextAt(daysAfter(story.call, 4), bidder(story).owner), story.callNo)
    // The notice ends on Friday the 27th of March; seven working days after it is the 8th of April: the 6th is a holiday.
    expect(page?.stages.find(({ stage }) => stage === 'RESULT')).toMatchObject({ until: '2026-04-08', isOpen: true })
    const { remedyId } = must(await objectAt(story, 4))
    const filed = await remedyOf(remedyId)
    expect(filed).toMatchObject({ kind: 'OBJECTION', state: 'FILED', filerName: bidder(story).organization.name })
    expect(filed.answerDueOn?.toISOString().slice(0, 10)).toBe('2026-04-08')

    expect(await awardAt(t, story)).toMatchObject({ refusal: { code: 'remedy.suspends' } })
    // Sent again it is the same one; a second one waits for the answer to the first.
    const twice = await Promise.all([objectAt(story, 5), objectAt(story, 5)])
    expect(twice).toMatchObject([
      { ok: true, remedyId },
      { ok: true, remedyId },
    ])
    expect(await objectAt(story, 5, { subject: '另一件' })).toMatchObject({ refusal: { code: 'remedy.already-open' } })
    const desk = await deskPage(t.contextAt(daysAfter(story.call, 5), story.bureau.officer))
    expect(desk.you).toContainEqual(expect.objectContaining({ kind: 'remedyToAnswer', id: remedyId }))

    must(await answerAt(story, 6, remedyId, {}, story.bureau.officer))
    expect(await awardAt(t, story)).toMatchObject({ ok: true })
    const listed = await readCallRemedies(t.contextAt(daysAfter(story.call, 14)), story.callNo)
    expect(listed).toMatchObject([{ outcome: 'DISMISSED', subject: told.subject }])
    // What was alleged is not public, nor is any address.
    const text = JSON.stringify(listed)
    expect(text).not.toContain(told.facts)
    expect(text).not.toMatch(/@/)
    const letters = await t.owner.message.findMany({ where: { template: 'remedyAnswered' } })
    expect(letters.length).toBeGreaterThan(0)
  })

  test('stands in the list of all results and in that of all objections, and says no more than the call’s own page', async () => {
    const story = await noticedCall(t)
    const results = (day: number, state?: 'onNotice' | 'confirmed') =>
      readPublicResults(t.contextAt(daysAfter(story.call, day)), { state, region: undefined, after: null })
    const objections = (day: number, state?: 'FILED' | 'ANSWERED') =>
      readPublicObjections(t.contextAt(daysAfter(story.call, day)), { state, after: null })
    expect((await results(4)).results).toMatchObject([
      { callNo: story.callNo, state: 'onNotice', awards: 1, objections: 0, projectNo: null },
    ])
    expect((await results(4, 'confirmed')).results).toEqual([])
    expect((await objections(4)).objections).toEqual([])

    const { remedyId } = must(await objectAt(story, 4))
    expect((await results(4)).results).toMatchObject([{ objections: 1, openObjections: 1 }])
    expect((await objections(4)).objections).toMatchObject([
      { id: remedyId, callNo: story.callNo, state: 'FILED', isOverdue: false, outcome: null },
    ])
    expect((await objections(40)).objections).toMatchObject([{ isOverdue: true }])
    expect((await objections(4, 'ANSWERED')).objections).toEqual([])
    const text = JSON.stringify(await objections(4))
    expect(text).not.toContain(told.facts)
    expect(text).not.toContain(told.request)

    must(await answerAt(story, 6, remedyId, {}, story.bureau.officer))
    must(await awardAt(t, story))
    expect((await results(20)).results).toMatchObject([{ state: 'confirmed', objections: 1, openObjections: 0 }])
    expect((await objections(20)).objections).toMatchObject([{ outcome: 'DISMISSED', isOverdue: false }])
  })

  test('of a stranger, too late, in a foreign name or of the other regime’s kind is refused', async () => {
    const story = await noticedCall(t)
    const stranger = await makeOrganization(t, '未投标的中心')
    expect(await objectAt(story, 4, { organizationId: stranger.id }, stranger.owner)).toMatchObject({
      refusal: { code: 'remedy.not-bidder' },
    })
    expect(await objectAt(story, 4, { organizationId: stranger.id })).toMatchObject({
      refusal: { code: 'remedy.not-member' },
    })
    expect(await objectAt(story, 4, { organizationId: undefined })).toMatchObject({
      refusal: { code: 'remedy.organization-missing' },
    })
    expect(await objectAt(story, 20)).toMatchObject({ refusal: { code: 'remedy.term-over' } })
    // About the documents the time has long passed; asking is always possible for whoever bid.
    expect(await objectAt(story, 4, { stage: 'DOCUMENTS' })).toMatchObject({ refusal: { code: 'remedy.term-over' } })
    must(await objectAt(story, 20, { what: 'INQUIRY' }))
    expect(await awardAt(t, story, daysAfter(story.call, 21))).toMatchObject({ ok: true })
  })

  test('after the award it holds back the offer and the signature of the contract', async () => {
    const story = await awardedCall(t)
    const { remedyId } = must(await objectAt(story, 13))
    const contract = await t.owner.contract.findUniqueOrThrow({ where: { id: story.contractId } })
    const offer = (day: number) =>
      offerContract(t.contextAt(daysAfter(story.call, day), story.bureau.approver), {
        projectId: story.projectId,
        version: contract.version,
      })
    expect(await offer(14)).toMatchObject({ refusal: { code: 'remedy.suspends' } })
    must(await withdrawRemedy(t.contextAt(daysAfter(story.call, 14), bidder(story).owner), { remedyId, version: 1 }))
    expect(await offer(15)).toMatchObject({ ok: true })
  })

  test('its evidence is for the two sides only', async () => {
    const story = await noticedCall(t)
    const file = new File(['期望,实际\n85,72\n'], '对照表.csv', { type: 'text/csv' })
    const { remedyId } = must(await objectAt(story, 4, { file }))
    const { file: stored } = await t.owner.remedyFile.findFirstOrThrow({
      where: { remedyId },
      include: { file: true },
    })
    const reading = async (actor: Actor) => (await mayReadFile(t.owner, actor, stored)) !== undefined
    expect([
      await reading(bidder(story).owner),
      await reading(story.bureau.officer),
      await reading(bidder(story, 1).owner),
      await reading(await makePerson(t, '路人')),
    ]).toEqual([true, true, false, false])
    expect(await readRemedyPage(t.contextAt(daysAfter(story.call, 5), bidder(story, 1).owner), remedyId)).toBeNull()
  })
})

describe('an upheld objection', () => {
  test('sends the bids to a new panel; the old result stays as it was published, and both compute to themselves', async () => {
    const story = await noticedCall(t)
    const { call, callNo, bureau } = story
    const before = await readPublicRecord(t.contextAt(daysAfter(call, 4)), callNo)
    const { remedyId } = must(await objectAt(story, 4))
    const upheld = {
      outcome: 'UPHELD',
      measure: 'REEVALUATE',
      answer: '评分标准适用有误，撤销结果，重新评审。',
    } as const
    expect(await answerAt(story, 6, remedyId, upheld, bureau.officer)).toMatchObject({
      refusal: { code: 'remedy.measure-approver' },
    })
    must(await answerAt(story, 6, remedyId, upheld))
    const back = await t.owner.call.findUniqueOrThrow({ where: { id: call.id } })
    expect(back.state).toBe('OPENED')
    expect(await t.owner.resultNotice.findFirstOrThrow({ where: { callId: call.id } })).toMatchObject({
      state: 'WITHDRAWN',
    })
    expect(await readOwnResult(t.contextAt(daysAfter(call, 7), bidder(story).owner), bidder(story).bidId)).toBeNull()

    // The second round, by three others; sheets of the first count for nothing in it.
    const again = await startedPanel(t, await seatedPanel(t, { ...story, call: back }))
    expect(await freezeAt(t, again, again.chair)).toMatchObject({ refusal: { code: 'panel.incomplete' } })
    for (const [e, expert] of again.experts.entries()) {
      must(await declareAll(t, again, expert))
      for (const [b, { bidId }] of again.bids.entries())
        await scoreBid(t, again, expert, bidId, { c1: String(28 - b * 2 - e), c2: `${44 - b}.5` })
    }
    must(await freezeAt(t, again, again.chair))
    await signAll(t, again)
    must(await noticeAt(t, again))
    const now = t.contextAt(daysAfter(call, 14))
    const shown = await readPublicResult(now, callNo)
    expect(shown?.former).toHaveLength(1)
    const round = shown?.former[0]?.resultId
    const former = await readPublicRecord(now, callNo, { round })
    expect(former).toEqual(before)
    expect(await readPublicResult(now, callNo, round)).toMatchObject({
      isFormer: true,
      notices: [{ state: 'WITHDRAWN' }],
    })
    for (const record of [former, await readPublicRecord(now, callNo)]) {
      const read = readDecisionRecord(record)
      if (!read.ok) expect.fail(JSON.stringify(read.problems))
      expect(computeResults(read.record, sha256Text)).toEqual(read.record.results)
    }
    expect(await awardAt(t, again, daysAfter(call, 20))).toMatchObject({ ok: true })
  })

  test('can end the call, its money returned; a dismissed one changes nothing', async () => {
    const story = await noticedCall(t)
    const { remedyId } = must(await objectAt(story, 4))
    const cancel = { outcome: 'UPHELD', measure: 'CANCEL', answer: '采购条件存在重大缺陷，取消采购。' } as const
    expect(await answerAt(story, 6, remedyId, { ...cancel, outcome: 'DISMISSED' })).toMatchObject({
      refusal: { code: 'remedy.measure-without-cause' },
    })
    must(await answerAt(story, 6, remedyId, cancel))
    expect(await t.owner.call.findUniqueOrThrow({ where: { id: story.call.id } })).toMatchObject({
      state: 'CANCELLED',
      stateReason: cancel.answer,
    })
    expect(await t.owner.$queryRaw`SELECT * FROM ledger_drift`).toEqual([])
  })
})

describe('a complaint', () => {
  test('follows the answer or its lapse, suspends for thirty days at most, and is decided by the supervisor alone', async () => {
    const story = await noticedCall(t)
    const { call, bureau } = story
    const { owner } = bidder(story)
    const supervisor = await makeSupervisor(t, bureau.body)
    const { remedyId } = must(await objectAt(story, 4))
    const complain = (day: number) =>
      fileComplaint(t.contextAt(daysAfter(call, day), owner), { parentId: remedyId, ...told })
    expect(await complain(5)).toMatchObject({ refusal: { code: 'remedy.answer-first' } })
    // The answer was due on the 8th of April; nobody gave one.
    const { remedyId: complaintId } = must(await complain(17))
    const complaint = await remedyOf(complaintId)
    expect(complaint.suspendsUntil?.toISOString()).toBe('2026-05-09T16:00:00.000Z')
    must(await answerAt(story, 18, remedyId))
    expect(await awardAt(t, story, daysAfter(call, 19))).toMatchObject({ refusal: { code: 'remedy.suspends' } })

    const decision = { answer: '投诉事项不成立，驳回投诉。' }
    expect(await answerAt(story, 20, complaintId, decision)).toMatchObject({ refusal: { code: 'remedy.not-judge' } })
    expect((await deskPage(t.contextAt(daysAfter(call, 20), supervisor))).you).toContainEqual(
      expect.objectContaining({ kind: 'complaintToDecide', id: complaintId }),
    )
    must(await answerAt(story, 20, complaintId, decision, supervisor))
    expect(await awardAt(t, story, daysAfter(call, 21))).toMatchObject({ ok: true })
  })

  test('lifts its own suspension when the law’s thirty days are over', async () => {
    const story = await noticedCall(t)
    const { remedyId } = must(await objectAt(story, 4))
    must(await answerAt(story, 6, remedyId))
    must(
      await fileComplaint(t.contextAt(daysAfter(story.call, 7), bidder(story).owner), { parentId: remedyId, ...told }),
    )
    expect(await awardAt(t, story, daysAfter(story.call, 30))).toMatchObject({ refusal: { code: 'remedy.suspends' } })
    expect(await awardAt(t, story, daysAfter(story.call, 40))).toMatchObject({ ok: true })
  })
})

test('in a venture call any named person may object; the public does not read the name, and an anonymous one cannot', async () => {
  const story = await noticedCall(t, {
    method: 'VENTURE_CALL',
    instrument: 'VENTURE_GRANT',
    criteria: [{ title: '方案', guidance: '', kind: 'SUBJECTIVE', points: '100', answerLimit: 1500 }],
  })
  const resident = await makePerson(t, '李居民')
  const person = { organizationId: undefined }
  const { remedyId } = must(await objectAt(story, 5, person, resident))
  expect(await remedyOf(remedyId)).toMatchObject({ kind: 'NAMED_OBJECTION', filerName: '李居民' })
  const publicly = await readCallRemedies(t.contextAt(daysAfter(story.call, 6)), story.callNo)
  expect(publicly).toMatchObject([{ filer: null, mayRead: false }])
  expect(await awardAt(t, story)).toMatchObject({ refusal: { code: 'remedy.suspends' } })
  const nobody = { ...resident, accountId: undefined }
  expect(await objectAt(story, 5, person, nobody)).toMatchObject({ refusal: { code: 'not-found' } })
})
