import { beforeAll, expect, test } from 'vitest'
import { accountCode } from '#app/domain/ledger/accounts.ts'
import { readOwnResult } from '#app/services/award/queries/own-result.server.ts'
import { readPublicRecord, readPublicResult } from '#app/services/award/queries/public-result.server.ts'
import { readResultPage } from '#app/services/award/queries/result-page.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, afterDeadline, makeApprover, sceneMilestones } from '#tests/support/scenes.ts'
import { awardAt, awardedCall, type AwardedStory, scoredCall, scoredSheets } from '#tests/support/scenes-panel.ts'

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

test('the award goes to the first in rank at the price it named', async () => {
  const [first] = await t.owner.bidResult.findMany({ where: { rank: 1, result: { callId: story.call.id } } })
  const award = await t.owner.award.findUniqueOrThrow({ where: { id: story.awardId } })
  expect(award.bidId).toBe(first?.bidId)
  expect(award.amountFen).toBe(47_000_003n)
  const states = await t.owner.bid.findMany({ where: { callId: story.call.id }, select: { id: true, state: true } })
  expect(states.map(({ id, state }) => [id === award.bidId, state]).sort()).toEqual([
    [false, 'LOST'],
    [true, 'AWARDED'],
  ])
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

test('everyone who bid has a letter, and the public record says what happened', async () => {
  const letters = await t.owner.message.findMany({ where: { template: 'resultPublished' } })
  expect(letters).toHaveLength(4)
  const events = await t.owner.event.findMany({
    where: { callId: story.call.id, isPublic: true },
    select: { type: true },
  })
  expect(events.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['call.scoring-started', 'result.published', 'award.made']),
  )
})

test('a call is awarded once', async () => {
  expect(await awardAt(t, story)).toMatchObject({ ok: false, refusal: { code: 'award.already-made' } })
  expect(await t.owner.award.count({ where: { callId: story.call.id } })).toBe(1)
})

test('two approvers at the same instant make one award', async () => {
  const scored = await scoredCall(t)
  const outcomes = await Promise.all([awardAt(t, scored), awardAt(t, scored)])
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await t.owner.award.count({ where: { callId: scored.call.id } })).toBe(1)
})

test('without a price the amount is asked, and never above the ceiling', async () => {
  const scored = await scoredCall(t, {
    method: 'VENTURE_CALL',
    instrument: 'VENTURE_GRANT',
    criteria: [{ title: '方案', guidance: '', kind: 'SUBJECTIVE', points: '100', answerLimit: 1500 }],
    bidders: [{ name: '丙互助社', priceFen: null }],
  })
  expect(await awardAt(t, scored)).toMatchObject({ ok: false, refusal: { code: 'award.no-amount', field: 'amount' } })
  expect(await awardAt(t, scored, 48_000_001n)).toMatchObject({ ok: false, refusal: { code: 'award.over-ceiling' } })
  // The same rule once more, in PostgreSQL.
  const bid = await t.owner.bid.findFirstOrThrow({ where: { callId: scored.call.id } })
  await expect(
    t.owner.award.create({
      data: {
        callId: scored.call.id,
        bidId: bid.id,
        amountFen: 48_000_001n,
        decidedById: accountIdOf(scored.bureau.approver),
        decidedAt: new Date(afterDeadline(scored.call)),
      },
    }),
  ).rejects.toThrow(/award\.over-ceiling/)
  expect(await awardAt(t, scored, 48_000_000n)).toMatchObject({ ok: true })
})

test('only an approver of the buying body awards, and only a closed panel’s result', async () => {
  const scored = await scoredCall(t)
  expect(await awardAt(t, scored, undefined, scored.bureau.officer)).toMatchObject({
    refusal: { code: 'award.not-approver' },
  })
  const stranger = await makeApprover(
    t,
    await t.owner.body.create({
      data: { nameZh: '邻区民政局', nameEn: 'Next Bureau', regionId: scored.bureau.body.regionId },
    }),
  )
  expect(await awardAt(t, scored, undefined, stranger)).toMatchObject({ refusal: { code: 'not-found' } })
  const open = await scoredSheets(t)
  await expect(awardAt(t, open)).rejects.toThrow()
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
  expect(await readResultPage(t.contextAt(now, bureau.officer), call.id)).toMatchObject({ mayAward: false })
  expect(await readResultPage(t.contextAt(now, bureau.approver), call.id)).toMatchObject({ mayAward: true })
  expect(await readResultPage(t.contextAt(now, first.owner), call.id)).toBeNull()

  expect(await awardAt(t, scored)).toMatchObject({ ok: true })
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
  expect(await readOwnResult(t.contextAt(now, bids[1]?.owner), first.bidId)).toBeNull()
})
