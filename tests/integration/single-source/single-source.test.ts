import { describe, expect, test } from 'vitest'
import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { readOwnResult } from '#app/services/award/queries/own-result.server.ts'
import { readPublicRecord, readPublicResult } from '#app/services/award/queries/public-result.server.ts'
import { readResultPage } from '#app/services/award/queries/result-page.server.ts'
import { startBid } from '#app/services/bid/start-bid.server.ts'
import { publishCall } from '#app/services/call/publish-call.server.ts'
import { readBureauCall } from '#app/services/call/queries/bureau-call.server.ts'
import { returnCall } from '#app/services/call/return-call.server.ts'
import { submitCall } from '#app/services/call/submit-call.server.ts'
import { seatExpert } from '#app/services/panel/seat-expert.server.ts'
import { answerSingle, objectSingle } from '#app/services/single-source/object-single.server.ts'
import {
  readNegotiationPage,
  readSingleNotices,
  readSingleSource,
} from '#app/services/single-source/queries/single-source-page.server.ts'
import { recordNegotiation } from '#app/services/single-source/record-negotiation.server.ts'
import { noticeSingleSource, setSingleSource } from '#app/services/single-source/set-single-source.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { openTogether } from '#tests/support/opening-scenes.ts'
import {
  afterDeadline,
  beforeDeadline,
  draftedCall,
  explainWarnings,
  makeExpert,
  makeOrganization,
  makeOrganizationMember,
  makePerson,
  must,
} from '#tests/support/scenes.ts'
import { awardAt, noticeAt, qualifyAll } from '#tests/support/scenes-panel.ts'
import { saveAnswers, saveBudget } from '#app/services/bid/save-draft.server.ts'
import { sealBid } from '#app/services/bid/seal-bid.server.ts'

const t = useDatabase()

const opinion = (number: number) => ({
  name: `论证人${number}`,
  employer: '某大学社会工作系',
  title: '副教授',
  opinion: '该服务依托其自有康复设备，本区没有其他机构具备。',
})

/** A draft for one supplier, with its reasons; `opinions` experts argue for it. */
async function drafted(opinions = 3, ground: 'ONLY_SUPPLIER' | 'ADD_ON' = 'ONLY_SUPPLIER', original?: bigint) {
  const { call, bureau } = await draftedCall(t, { method: 'SINGLE_SOURCE' })
  const supplier = await makeOrganization(t, '唯一康复服务中心')
  const { creditCode } = await t.owner.organization.findUniqueOrThrow({ where: { id: supplier.id } })
  const ctx = t.contextAt('2026-03-02T10:00:00+08:00', bureau.officer)
  must(
    await setSingleSource(ctx, {
      callId: call.id,
      version: 1,
      ground,
      argument: '经两轮公开询问，本区仅此一家具备设备和资质。',
      creditCode: creditCode ?? '',
      original: original === undefined ? undefined : toFen(original),
      opinions: Array.from({ length: opinions }, (_, index) => opinion(index + 1)),
    }),
  )
  await explainWarnings(ctx, call.id)
  return { call, bureau, supplier }
}
const versionOf = async (callId: string) => (await t.owner.call.findUniqueOrThrow({ where: { id: callId } })).version

async function submitted() {
  const story = await drafted()
  const ctx = t.contextAt('2026-03-02T11:00:00+08:00', story.bureau.officer)
  must(await submitCall(ctx, { callId: story.call.id, version: await versionOf(story.call.id) }))
  return story
}
async function noticed() {
  const story = await submitted()
  const ctx = t.contextAt('2026-03-02T14:00:00+08:00', story.bureau.approver)
  must(await noticeSingleSource(ctx, { callId: story.call.id, version: 1 }))
  return story
}
type Story = Awaited<ReturnType<typeof drafted>>
const publishAt = async ({ call, bureau }: Story, when: string) =>
  publishCall(t.contextAt(when, bureau.approver), { callId: call.id, version: await versionOf(call.id) })

const codes = async ({ call, bureau }: Story) =>
  (await readBureauCall(t.contextAt('2026-03-02T10:30:00+08:00', bureau.officer), call.id))?.problems
    .filter(({ level }) => level === 'error')
    .map(({ code }) => code)

describe('the ground', () => {
  test('three experts argue it, and an addition is at most a tenth', async () => {
    expect(await codes(await drafted(2))).toEqual(['single-opinions'])
    expect(await codes(await drafted(3))).toEqual([])
    // The budget is 486,000 yuan.
    expect(await codes(await drafted(3, 'ADD_ON', 486_000_000n))).toEqual([])
    expect(await codes(await drafted(3, 'ADD_ON', 485_999_999n))).toEqual(['single-add-on'])
    const { call, bureau } = await draftedCall(t, { method: 'SINGLE_SOURCE' })
    const bare = await readBureauCall(t.contextAt('2026-03-02T10:30:00+08:00', bureau.officer), call.id)
    expect(bare?.problems.map(({ code }) => code)).toContain('single-missing')
  })
})

describe('the notice', () => {
  test('is nobody’s to read before, everybody’s after; by an approver who neither drafted nor submitted', async () => {
    const story = await submitted()
    const { call, bureau } = story
    const passerBy = t.contextAt('2026-03-02T12:00:00+08:00')
    expect(await readSingleSource(passerBy, call.id)).toBeNull()
    expect(
      await noticeSingleSource(t.contextAt('2026-03-02T13:00:00+08:00', bureau.officer), {
        callId: call.id,
        version: 1,
      }),
    ).toMatchObject({ refusal: { code: 'call.wrong-state' } })
    expect(await publishAt(story, '2026-03-02T13:30:00+08:00')).toMatchObject({
      refusal: { code: 'single.notice-first' },
    })
    must(
      await noticeSingleSource(t.contextAt('2026-03-02T14:00:00+08:00', bureau.approver), {
        callId: call.id,
        version: 1,
      }),
    )
    // Five working days after Monday: the Monday that follows.
    expect(await readSingleSource(passerBy, call.id)).toMatchObject({
      source: { endsOn: '2026-03-09', organization: '唯一康复服务中心' },
    })
    const later = t.contextAt('2026-03-04T12:00:00+08:00')
    expect(await readSingleSource(later, call.id)).toMatchObject({
      source: { isRunning: true },
      may: { object: false },
    })
    expect((await readSingleNotices(later)).map(({ callId }) => callId)).toContain(call.id)
    expect(await publishAt(story, '2026-03-09T17:00:00+08:00')).toMatchObject({
      refusal: { code: 'single.notice-runs' },
    })
    await expect(
      t.owner.$executeRaw`UPDATE single_source SET argument = 'x' WHERE call_id = ${call.id}::uuid`,
    ).rejects.toThrow(/single\.noticed/)
    must(await publishAt(story, '2026-03-10T09:00:00+08:00'))
  })

  test('what was noticed is what is bought, even when the draft goes back', async () => {
    const { call, bureau } = await noticed()
    const ctx = t.contextAt('2026-03-03T09:00:00+08:00', bureau.approver)
    must(await returnCall(ctx, { callId: call.id, version: await versionOf(call.id), reason: '请补充附件' }))
    await expect(t.owner.$executeRaw`UPDATE call SET title = '另一个项目' WHERE id = ${call.id}::uuid`).rejects.toThrow(
      /single\.noticed/,
    )
  })

  test('objections are filed in its term, answered in the open, and stop the purchase when upheld', async () => {
    const story = await noticed()
    const { call, bureau } = story
    const rival = await makePerson(t, '同行机构负责人')
    const objection = { callId: call.id, name: '同行机构', facts: '本机构去年已配备同类设备，可以承接。' }
    expect(await objectSingle(t.contextAt('2026-03-10T00:00:00+08:00', rival), objection)).toMatchObject({
      refusal: { code: 'single.notice-over' },
    })
    must(await objectSingle(t.contextAt('2026-03-05T09:00:00+08:00', rival), objection))
    expect(await publishAt(story, '2026-03-10T09:00:00+08:00')).toMatchObject({
      refusal: { code: 'single.unanswered' },
    })
    const { id } = await t.owner.singleSourceObjection.findFirstOrThrow({ where: { callId: call.id } })
    const answer = { callId: call.id, objectionId: id, version: 1, answer: '经核实，设备型号不符合服务要求。' }
    expect(
      await answerSingle(t.contextAt('2026-03-10T10:00:00+08:00', rival), { ...answer, isUpheld: false }),
    ).toMatchObject({ refusal: { code: 'single.not-yours' } })
    must(await answerSingle(t.contextAt('2026-03-10T10:00:00+08:00', bureau.officer), { ...answer, isUpheld: false }))
    expect(await t.owner.message.count({ where: { template: 'singleAnswered' } })).toBe(1)
    must(await publishAt(story, '2026-03-10T11:00:00+08:00'))

    const other = await noticed()
    must(await objectSingle(t.contextAt('2026-03-05T09:00:00+08:00', rival), { ...objection, callId: other.call.id }))
    const second = await t.owner.singleSourceObjection.findFirstOrThrow({ where: { callId: other.call.id } })
    must(
      await answerSingle(t.contextAt('2026-03-10T10:00:00+08:00', other.bureau.officer), {
        ...answer,
        callId: other.call.id,
        objectionId: second.id,
        isUpheld: true,
      }),
    )
    expect(await publishAt(other, '2026-03-10T11:00:00+08:00')).toMatchObject({ refusal: { code: 'single.upheld' } })
  })
})

/** Published, the one supplier's offer sealed and opened, its qualification reviewed. */
async function offered(priceFen: bigint) {
  const story = await noticed()
  const { callNo } = must(await publishAt(story, '2026-03-10T09:00:00+08:00'))
  const call = await t.owner.call.findUniqueOrThrow({ where: { id: story.call.id } })
  const { supplier } = story
  const certifier = await makeOrganizationMember(t, supplier, 'CERTIFIER', '签章人')
  const when = beforeDeadline(call, 60)
  const ctx = t.contextAt(when, supplier.owner)
  const { bidId } = must(await startBid(ctx, { callNo, organizationId: supplier.id }))
  const criteria = await t.owner.criterion.findMany({ where: { callId: call.id } })
  const answers = Object.fromEntries(
    criteria.filter(({ kind }) => kind !== 'PRICE').map(({ code }) => [code, '按要求提供。']),
  )
  must(await saveAnswers(ctx, { bidId, version: 1, answers }))
  must(
    await saveBudget(ctx, {
      bidId,
      version: 1,
      budgetLines: [{ item: '康复服务', basis: '人次', amountFen: String(priceFen) }],
      priceFen: String(priceFen),
    }),
  )
  const { version } = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId } })
  must(await sealBid(t.contextAt(when, certifier), { bidId, version, retrievalCode: '7K3M-7K3M-7K3M-7K3M-7K3M' }))
  await openTogether(t, { call, bureau: story.bureau })
  const opened = {
    ...story,
    callNo,
    call: await t.owner.call.findUniqueOrThrow({ where: { id: call.id } }),
    bids: [{ bidId, organization: supplier, owner: supplier.owner, certifier }],
    criteria,
  }
  must(await qualifyAll(t, opened))
  return { ...opened, bidId }
}

describe('the purchase', () => {
  test('only the organization that was named is invited', async () => {
    const story = await noticed()
    const { callNo } = must(await publishAt(story, '2026-03-10T09:00:00+08:00'))
    const other = await makeOrganization(t, '另一家机构')
    expect(
      await startBid(t.contextAt('2026-03-11T09:00:00+08:00', other.owner), { callNo, organizationId: other.id }),
    ).toMatchObject({ refusal: { code: 'bid.not-invited' } })
    await expect(
      t.owner.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT set_config('commonweal.clock', '2026-03-11T09:00:00+08:00', true)`
        await tx.bid.create({
          data: { callId: story.call.id, organizationId: other.id, createdById: other.owner.accountId ?? '' },
        })
      }),
    ).rejects.toThrow(/bid\.not-invited/)
    expect(await t.owner.message.count({ where: { template: 'invitedAlone' } })).toBeGreaterThan(0)
  })

  test('is negotiated by three, never above the offer, and awarded as any other, with no scores', async () => {
    const story = await offered(47_000_000n)
    const { call, bureau, bidId, callNo } = story
    const ctx = t.contextAt(afterDeadline(call, 200), bureau.officer)
    const expert = await makeExpert(t)
    expect(
      await seatExpert(t.contextAt(afterDeadline(call, 150), bureau.approver), {
        callId: call.id,
        expertId: expert.expertId,
        asChair: true,
        reason: '专业',
      }),
    ).toMatchObject({ refusal: { code: 'single.no-panel' } })
    expect(await readNegotiationPage(ctx, call.id)).toMatchObject({ offeredFen: '47000000', mayRecord: true })
    // Neither the bidder nor a passer-by reads what was offered there.
    expect(await readNegotiationPage(t.contextAt(afterDeadline(call, 200), story.supplier.owner), call.id)).toBeNull()
    const talk = {
      callId: call.id,
      heldOn: dayOf(new Date(afterDeadline(call, 200))),
      place: '区民政局 302 会议室',
      people: ['经办人 甲', '财务 乙', '专业人员 丙'],
      record: '核对了人员成本和设备折旧，供应商同意下调管理费。',
      agreedFen: 45_000_000n,
    }
    expect(await recordNegotiation(ctx, { ...talk, people: talk.people.slice(1) })).toMatchObject({
      refusal: { code: 'single.negotiators' },
    })
    expect(await recordNegotiation(ctx, { ...talk, agreedFen: 47_000_001n })).toMatchObject({
      refusal: { code: 'single.over-offer' },
    })
    expect(await recordNegotiation(ctx, { ...talk, heldOn: addDays(talk.heldOn, 1) })).toMatchObject({
      refusal: { code: 'single.not-yet-held' },
    })
    must(await recordNegotiation(ctx, talk))
    expect(await recordNegotiation(ctx, talk)).toMatchObject({ refusal: { code: 'single.not-opened' } })
    await expect(
      t.owner.$executeRaw`UPDATE negotiation SET agreed_fen = 1 WHERE call_id = ${call.id}::uuid`,
    ).rejects.toThrow(/append-only/)

    const page = await readResultPage(t.contextAt(afterDeadline(call, 210), bureau.approver), call.id)
    expect(page).toMatchObject({
      result: { judges: [], negotiation: { agreedFen: '45000000', offeredFen: '47000000' } },
      deciding: { candidates: [{ bidId, priceFen: '45000000' }] },
      may: { publish: true },
    })
    must(await noticeAt(t, { ...story, call }))
    expect(await t.owner.message.count({ where: { template: 'negotiatedNoticed' } })).toBeGreaterThan(0)
    const seen = t.contextAt(afterDeadline(call, 5 * 24 * 60))
    expect(await readPublicResult(seen, callNo)).toMatchObject({ result: { negotiation: { place: talk.place } } })
    // There is nothing to recompute, and so no decision record.
    expect(await readPublicRecord(seen, callNo)).toBeNull()
    expect(await readOwnResult({ ...seen, actor: story.supplier.owner }, bidId)).toMatchObject({
      isNegotiated: true,
      standing: 'proposed',
      priceFen: '45000000',
    })
    const { awards } = must(await awardAt(t, { ...story, call }))
    expect(await t.owner.award.findUniqueOrThrow({ where: { id: awards[0]?.awardId ?? '' } })).toMatchObject({
      amountFen: 45_000_000n,
    })
    expect(await t.owner.$queryRaw`SELECT * FROM ledger_drift`).toEqual([])
  })

  test('a call of another method cannot skip its panel this way', async () => {
    const { call } = await draftedCall(t)
    await expect(
      t.owner.singleSource.create({
        data: {
          callId: call.id,
          ground: 'EMERGENCY',
          argument: '因故',
          organizationId: (await makeOrganization(t)).id,
        },
      }),
    ).rejects.toThrow(/single\.other-method/)
  })
})
