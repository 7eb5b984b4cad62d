import { beforeAll, describe, expect, test } from 'vitest'
import { accountCode } from '#app/domain/ledger/accounts.ts'
import { confirmResult } from '#app/services/award/publish-result.server.ts'
import { readOwnResult } from '#app/services/award/queries/own-result.server.ts'
import { readPublicRecord, readPublicResult } from '#app/services/award/queries/public-result.server.ts'
import { readResultPage } from '#app/services/award/queries/result-page.server.ts'
import { cancelCall } from '#app/services/call/cancel-call.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, afterDeadline, makeApprover, must, sceneMilestones } from '#tests/support/scenes.ts'
import {
  awardAt,
  awardedCall,
  type AwardedStory,
  daysAfter,
  noticeAt,
  noticedCall,
  scoredCall,
  scoredSheets,
} from '#tests/support/scenes-panel.ts'

const t = useDatabase()

let story: AwardedStory
beforeAll(async () => {
  // 47,000,003 fen cannot be shared 50/40/10 without a remainder.
  story = await awardedCall(t, {
    bidders: [
      { name: '甲服务中心', priceFen: 47_999_999n },
      { name: '乙服务中心', priceFen: 47_000_003n },
    ],
  })
})

const balance = async (code: string) => {
  const account = await t.owner.ledgerAccount.findUniqueOrThrow({ where: { code } })
  return account.postedCredit - account.postedDebit
}
const bidStates = async (callId: string) =>
  (await t.owner.bid.findMany({ where: { callId }, orderBy: { sealedAt: 'asc' } })).map(({ state }) => state)

test('the award goes to the first in rank at the price it named', async () => {
  const [first] = await t.owner.bidResult.findMany({ where: { rank: 1, result: { callId: story.call.id } } })
  const award = await t.owner.award.findUniqueOrThrow({ where: { id: story.awardId } })
  expect(award).toMatchObject({ bidId: first?.bidId, amountFen: 47_000_003n, isSole: true })
  expect(await bidStates(story.call.id)).toEqual(['LOST', 'AWARDED'])
  expect(story.call.state).toBe('AWARDED')
})

test('the ledger holds the award, and what is left is with the fund again', async () => {
  expect(await balance(accountCode.award(story.awardId))).toBe(47_000_003n)
  expect(await balance(accountCode.callBudget(story.call.id))).toBe(0n)
  expect(await balance(accountCode.fund(story.bureau.fund.id))).toBe(100_000_000n - 47_000_003n)
  expect(await t.owner.$queryRaw`SELECT * FROM ledger_drift`).toEqual([])
})

test('the project carries the milestones of the call, and its tranches add up to the award', async () => {
  const project = await t.owner.project.findUniqueOrThrow({
    where: { id: story.projectId },
    include: {
      contract: true,
      milestones: { include: { indicators: true, tranche: true }, orderBy: { position: 'asc' } },
    },
  })
  expect(project).toMatchObject({ state: 'PREPARING', amountFen: 47_000_003n, title: story.call.title })
  expect(project.projectNo).toMatch(/^XM-2026-\d{4}$/)
  expect(project.contract).toMatchObject({ state: 'DRAFT', amountFen: 47_000_003n })
  expect(project.contract.contractNo).toMatch(/^HT-2026-\d{4}$/)
  expect(project.contract.terms).toContain('乙服务中心')
  expect(project.contract.terms).toContain('¥470,000.03')
  expect(project.milestones.map(({ title }) => title)).toEqual(sceneMilestones.map(({ title }) => title))
  expect(project.milestones.map(({ indicators }) => indicators.map(({ target }) => target))).toEqual([
    [240],
    [1200],
    [],
  ])
  expect(project.milestones.map(({ tranche }) => tranche?.amountFen)).toEqual([23_500_002n, 18_800_001n, 4_700_000n])
})

test('award and regret letters, each with its own rank and total, and the public record of it all', async () => {
  const letters = await t.owner.message.findMany({
    where: { template: { in: ['resultProposed', 'resultReserve', 'resultPublished', 'awardMade'] } },
    orderBy: { id: 'asc' },
  })
  expect(letters.map(({ template }) => template).sort()).toEqual([
    'awardMade',
    'awardMade',
    'resultProposed',
    'resultProposed',
    'resultReserve',
    'resultReserve',
  ])
  const regret = letters.find(({ template }) => template === 'resultReserve')
  expect(regret?.values).toMatchObject({ organizationName: '甲服务中心', rankText: '2', countText: '2' })
  const events = await t.owner.event.findMany({
    where: { callId: story.call.id, isPublic: true },
    select: { type: true },
  })
  expect(events.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['call.scoring-started', 'result.published', 'award.made']),
  )
})

describe('between decision and award stands a public notice', () => {
  test('of one working day here, by the database’s clock: before its end nothing is awarded', async () => {
    const noticed = await noticedCall(t)
    expect(noticed.call.state).toBe('NOTICED')
    // The decision falls on a Thursday: the notice ends with the Friday.
    const notice = await t.owner.resultNotice.findFirstOrThrow({ where: { callId: noticed.call.id } })
    expect([notice.endsOn?.toISOString().slice(0, 10), notice.endsAt?.toISOString()]).toEqual([
      '2026-03-27',
      '2026-03-27T16:00:00.000Z',
    ])
    expect(await awardAt(t, noticed, '2026-03-27T23:59:59+08:00')).toMatchObject({
      refusal: { code: 'award.notice-running' },
    })
    expect(await t.owner.award.count({ where: { callId: noticed.call.id } })).toBe(0)
    expect(await balance(accountCode.callBudget(noticed.call.id))).toBe(48_600_000n)
    expect(await awardAt(t, noticed, '2026-03-28T00:00:00+08:00')).toMatchObject({ ok: true })
  })

  test('the same in PostgreSQL: no award beside a notice, none before its end, none of another amount', async () => {
    const noticed = await noticedCall(t)
    const { id: noticeId } = await t.owner.resultNotice.findFirstOrThrow({ where: { callId: noticed.call.id } })
    const [winner] = await t.owner.noticedAward.findMany({ where: { noticeId } })
    const award = (amountFen: bigint) =>
      t.owner.award.create({
        data: {
          callId: noticed.call.id,
          bidId: winner?.bidId ?? '',
          noticeId,
          amountFen,
          decidedById: accountIdOf(noticed.bureau.approver),
          decidedAt: new Date(),
        },
      })
    // The real clock says that it is over.
    await expect(award((winner?.amountFen ?? 0n) - 1n)).rejects.toThrow(/award\.not-as-noticed/)
    await expect(
      t.owner
        .$executeRaw`UPDATE result_notice SET ends_at = ends_at - interval '1 day', version = version + 1 WHERE id = ${noticeId}::uuid`,
    ).rejects.toThrow(/award\.noticed/)
    await expect(
      t.owner.$executeRaw`UPDATE noticed_award SET amount_fen = 1 WHERE notice_id = ${noticeId}::uuid`,
    ).rejects.toThrow(/append-only/)
  })

  test('a year whose working days are not loaded refuses rather than guesses', async () => {
    await t.owner.$transaction([
      t.owner.$executeRaw`DELETE FROM calendar_day WHERE extract(year FROM day) = 2026`,
      t.owner.$executeRaw`DELETE FROM calendar_year WHERE year = 2026`,
    ])
    const scored = await scoredCall(t)
    expect(await noticeAt(t, scored)).toMatchObject({ refusal: { code: 'calendar.year-not-loaded' } })
    expect(await t.owner.resultNotice.count({ where: { callId: scored.call.id } })).toBe(0)
    await t.owner.$executeRaw`INSERT INTO calendar_year (year, source) VALUES (2026, 'again')`
  })

  test('a result is decided once, a notice awards once, also at the same instant', async () => {
    const scored = await scoredCall(t)
    const decisions = await Promise.all([noticeAt(t, scored), noticeAt(t, scored)])
    expect(decisions.filter(({ ok }) => ok)).toHaveLength(1)
    const outcomes = await Promise.all([awardAt(t, scored), awardAt(t, scored)])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await awardAt(t, scored)).toMatchObject({ refusal: { code: 'award.already-made' } })
    expect(await t.owner.award.count({ where: { callId: scored.call.id } })).toBe(1)
    expect(await noticeAt(t, scored)).toMatchObject({ refusal: { code: 'award.already-decided' } })
  })
})

describe('passing over the first in rank', () => {
  const second = async (scored: Awaited<ReturnType<typeof scoredCall>>) =>
    (await t.owner.bidResult.findFirstOrThrow({ where: { rank: 2, result: { callId: scored.call.id } } })).bidId

  test('is not possible where the book forbids it', async () => {
    const scored = await scoredCall(t)
    expect(await noticeAt(t, scored, { bidId: await second(scored), passOverReason: '服务点更近' })).toMatchObject({
      refusal: { code: 'award.pass-over-forbidden' },
    })
  })

  test('needs a reason and a second approver; nothing is public before', async () => {
    const scored = await scoredCall(t, { method: 'SMALL_PURCHASE' })
    const bidId = await second(scored)
    expect(await noticeAt(t, scored, { bidId })).toMatchObject({ refusal: { code: 'award.pass-over-reason' } })
    const { noticeId, stands } = must(await noticeAt(t, scored, { bidId, passOverReason: '第一名主动放弃。' }))
    expect(stands).toBe('proposed')
    const now = daysAfter(scored.call, 4)
    expect(await readPublicResult(t.contextAt(now), scored.callNo)).toBeNull()
    const input = { callId: scored.call.id, noticeId, version: 1 }
    expect(await confirmResult(t.contextAt(now, scored.bureau.approver), input)).toMatchObject({
      refusal: { code: 'award.second-approver' },
    })
    const other = await makeApprover(t, scored.bureau.body, '审批戊')
    expect(await readResultPage(t.contextAt(now, other), scored.call.id)).toMatchObject({
      may: { confirm: true, publish: false },
    })
    must(await confirmResult(t.contextAt(now, other), input))
    const shown = await readPublicResult(t.contextAt(now), scored.callNo)
    expect(shown?.notices).toMatchObject([{ state: 'OPEN', passOverReason: '第一名主动放弃。' }])
    expect(must(await awardAt(t, scored)).awards).toMatchObject([{ bidId }])
  })
})

test('a call that is cancelled takes its notice with it, and its money returns', async () => {
  const noticed = await noticedCall(t)
  const { call, bureau } = noticed
  const input = {
    callId: call.id,
    version: call.version,
    code: 'TASK_CANCELLED',
    reason: '采购需求取消。',
  } as const
  must(await cancelCall(t.contextAt(daysAfter(call, 4), bureau.approver), input))
  expect(await t.owner.resultNotice.findFirstOrThrow({ where: { callId: call.id } })).toMatchObject({
    state: 'WITHDRAWN',
    withdrawnReason: '采购需求取消。',
  })
  expect(await balance(accountCode.callBudget(call.id))).toBe(0n)
})

test('without a price the amount is asked, at most what the bid asks for', async () => {
  const scored = await scoredCall(t, {
    method: 'SMALL_PURCHASE',
    criteria: [{ title: '方案', guidance: '', kind: 'SUBJECTIVE', points: '100', answerLimit: 1500 }],
    bidders: [{ name: '丙互助社', priceFen: null }],
  })
  const [bid] = scored.bids
  const granting = (amount: bigint) => noticeAt(t, scored, { granted: new Map([[bid?.bidId ?? '', amount]]) })
  expect(await noticeAt(t, scored)).toMatchObject({ refusal: { code: 'award.no-amount' } })
  expect(await granting(48_000_001n)).toMatchObject({ refusal: { code: 'award.over-ceiling' } })
  must(await granting(48_000_000n))
  expect(await awardAt(t, scored)).toMatchObject({ ok: true })
})

test('only an approver of the buying body decides and awards, and only a closed panel’s result', async () => {
  const scored = await scoredCall(t)
  const { officer } = scored.bureau
  expect(await noticeAt(t, scored, { actor: officer })).toMatchObject({ refusal: { code: 'award.not-approver' } })
  const stranger = await makeApprover(
    t,
    await t.owner.body.create({
      data: { nameZh: '邻区民政局', nameEn: 'Next Bureau', regionId: scored.bureau.body.regionId },
    }),
  )
  expect(await noticeAt(t, scored, { actor: stranger })).toMatchObject({ refusal: { code: 'not-found' } })
  must(await noticeAt(t, scored))
  expect(await awardAt(t, scored, undefined, officer)).toMatchObject({ refusal: { code: 'award.not-approver' } })
  expect(await awardAt(t, scored, undefined, stranger)).toMatchObject({ refusal: { code: 'not-found' } })
  const open = await scoredSheets(t)
  await expect(noticeAt(t, open)).rejects.toThrow()
})

test('a result is read by the buyer before it is public, by everyone after, and by each bidder about its own bid', async () => {
  const scored = await scoredCall(t)
  const { call, callNo, bids, bureau } = scored
  const now = afterDeadline(call, 400)
  const [first] = bids
  if (first === undefined) throw new Error('there are bids')
  expect(await readPublicResult(t.contextAt(now), callNo)).toBeNull()
  expect(await readPublicRecord(t.contextAt(now), callNo)).toBeNull()
  expect(await readOwnResult(t.contextAt(now, first.owner), first.bidId)).toBeNull()
  expect(await readResultPage(t.contextAt(now, bureau.officer), call.id)).toMatchObject({ may: { publish: false } })
  expect(await readResultPage(t.contextAt(now, bureau.approver), call.id)).toMatchObject({ may: { publish: true } })
  expect(await readResultPage(t.contextAt(now, first.owner), call.id)).toBeNull()

  must(await noticeAt(t, scored))
  const shown = await readPublicResult(t.contextAt(now), callNo)
  expect(shown?.result.bids.map(({ rank }) => rank)).toEqual([1, 2, 3])
  // Judges by code only, and no judge's words about anyone.
  const text = JSON.stringify(shown) + JSON.stringify(await readPublicRecord(t.contextAt(now), callNo))
  expect(text).not.toContain('专家1')
  expect(text).not.toContain('材料与要求相符')
  const own = await readOwnResult(t.contextAt(now, first.owner), first.bidId)
  expect(own?.criteria.map(({ judges }) => judges.map(({ code }) => code))).toEqual([
    ['E1', 'E2', 'E3'],
    ['E1', 'E2', 'E3'],
  ])
  expect(own).toMatchObject({ standing: 'reserve' })
  expect(await readOwnResult(t.contextAt(now, bids[1]?.owner), first.bidId)).toBeNull()
})
