import { describe, expect, test } from 'vitest'
import type { RestChoice } from '#app/domain/fund-year/schema.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { adoptPlan } from '#app/services/fund-year/adopt-plan.server.ts'
import { closeYear, proposeClose, withdrawClose } from '#app/services/fund-year/close-year.server.ts'
import { readYearPage } from '#app/services/fund-year/queries/year-page.server.ts'
import { closeMonth } from '#app/services/ledger/close-month.server.ts'
import { readFund } from '#app/services/ledger/queries/fund.server.ts'
import { readPublicFund } from '#app/services/ledger/queries/public-funds.server.ts'
import { appropriated } from '#tests/support/appropriated.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makeBureau, makeFinance, makeOrganization, must } from '#tests/support/scenes.ts'
import { accepted, release, runningProject } from '#tests/support/scenes-project.ts'

const t = useDatabase({ forEachScene: true })
const nextYear = '2027-01-12T10:00:00+08:00'
const refused = (code: string) => ({ ok: false, refusal: { code } })

const cityAndTown = [
  { source: 'CITY', weight: 6_000 },
  { source: 'TOWN', weight: 4_000 },
] as const

/** A body with money of two sources that the year did not use, and its people. */
async function quietYear() {
  const bureau = await makeBureau(t, { withFen: 10_000_000n, sources: cityAndTown })
  const finance = await makeFinance(t, bureau.body)
  return { ...bureau, finance, fundId: bureau.fund.id }
}
type Quiet = Awaited<ReturnType<typeof quietYear>>

const closeMonths = async ({ body, finance }: Pick<Quiet, 'body' | 'finance'>) => {
  for (let month = 1; month <= 12; month += 1) {
    const first = toDay(`2026-${String(month).padStart(2, '0')}-01`)
    must(await closeMonth(t.contextAt(nextYear, finance), { bodyId: body.id, month: first }))
  }
}
const propose = ({ finance, fundId }: Quiet, choices: Record<string, RestChoice> = { CITY: 'RETURN', TOWN: 'CARRY' }) =>
  proposeClose(t.contextAt(nextYear, finance), { fundId, year: 2026, note: '', choices })

describe('closing a year', () => {
  test('what goes back leaves the fund source by source, what is carried over stays; nothing is appropriated to it after', async () => {
    const quiet = await quietYear()
    const { fundId, finance, approver } = quiet
    expect(await propose(quiet)).toMatchObject(refused('fund-year.months-open'))
    await closeMonths(quiet)
    expect(await propose(quiet, { CITY: 'RETURN' })).toMatchObject({
      refusal: { code: 'fund-year.choose', field: 'choices.TOWN' },
    })
    const { closeId } = must(await propose(quiet))
    expect(await propose(quiet)).toMatchObject(refused('fund-year.settled'))
    expect(await closeYear(t.contextAt(nextYear, finance), { closeId })).toMatchObject(refused('fund-year.two-people'))
    expect(await readYearPage(t.contextAt(nextYear, approver), fundId, 2026)).toMatchObject({ mayClose: true })
    must(await closeYear(t.contextAt(nextYear, approver), { closeId }))
    expect(await closeYear(t.contextAt(nextYear, approver), { closeId })).toMatchObject(refused('fund-year.settled'))

    const fund = await readFund(t.contextAt(nextYear, finance), fundId, null)
    expect(fund?.shares).toMatchObject([
      { source: 'CITY', returnedFen: '6000000', availableFen: '0' },
      { source: 'TOWN', returnedFen: '0', availableFen: '4000000' },
    ])
    // What went back was not set aside for anything.
    expect(fund).toMatchObject({ allocatedFen: '0', availableFen: '4000000' })
    expect(await t.owner.$queryRaw`SELECT rule, breaches FROM ledger_check() WHERE breaches > 0`).toEqual([])
    const late = (year: number) =>
      appropriated(t, t.contextAt(nextYear, finance), {
        fundId,
        key: '01890000-0000-7000-8000-00000000000' + String(year % 10),
        source: 'CITY',
        year,
        amountFen: toFen(100n),
        documentNo: '预〔2027〕1号',
      })
    expect(await late(2026)).toMatchObject(refused('fund-year.closed'))
    must(await late(2027))
  })

  test('money of the next year is not in what is left; figures that moved are proposed anew', async () => {
    const quiet = await quietYear()
    const { fundId, finance, approver } = quiet
    await closeMonths(quiet)
    const { closeId } = must(await propose(quiet))
    const ctx = t.contextAt(nextYear, finance)
    const give = (year: number, key: string) =>
      appropriated(t, ctx, { fundId, key, source: 'CITY', year, amountFen: toFen(500n), documentNo: '补' })
    must(await give(2027, '01890000-0000-7000-8000-000000000001'))
    expect(await readYearPage(ctx, fundId, 2026)).toMatchObject({ left: [{ source: 'CITY', leftFen: '6000000' }, {}] })
    must(await give(2026, '01890000-0000-7000-8000-000000000002'))
    const closer = t.contextAt(nextYear, approver)
    expect(await closeYear(closer, { closeId })).toMatchObject(refused('fund-year.moved'))
    must(await withdrawClose(closer, { closeId }))
    must(await closeYear(closer, must(await propose(quiet))))
    const { shares } = (await readFund(ctx, fundId, null)) ?? { shares: [] }
    expect(shares[0]).toMatchObject({ returnedFen: '6000500', availableFen: '500' })
  })

  test('the year that runs, strangers, and a forged closing are refused', async () => {
    const quiet = await quietYear()
    const { fundId, finance, approver } = quiet
    const running = proposeClose(t.contextAt('2026-12-31T10:00:00+08:00', finance), {
      fundId,
      year: 2026,
      note: '',
      choices: { CITY: 'CARRY', TOWN: 'CARRY' },
    })
    expect(await running).toMatchObject(refused('fund-year.running'))
    await closeMonths(quiet)
    const { owner } = await makeOrganization(t)
    expect(await readYearPage(t.contextAt(nextYear, owner), fundId, 2026)).toBeNull()
    expect(await propose({ ...quiet, finance: owner })).toMatchObject(refused('not-found'))
    const { closeId } = must(await propose(quiet))
    // Closed in the table without the money having moved.
    const forged = t.owner.fundYearClose.update({
      where: { id: closeId },
      data: { closedAt: new Date(nextYear), closedById: approver.accountId ?? '' },
    })
    await expect(forged).rejects.toThrow('fund-year.not-the-entry')
  })
})

test('a year is held against its plan, to the fen, in the office and in public', async () => {
  const story = await runningProject(t)
  const { fund, body } = story.bureau
  const ctx = t.contextAt('2026-07-01T10:00:00+08:00', story.finance)
  const line = {
    name: '养老助残',
    field: 'ELDERLY_AND_DISABILITY' as const,
    instrument: null,
    plannedFen: toFen(60_000_000n),
  }
  const other = { name: '创投', field: null, instrument: 'VENTURE_GRANT' as const, plannedFen: toFen(10_000_000n) }
  const plan = { fundId: fund.id, year: 2026, documentNo: '预〔2026〕8号' }
  must(await adoptPlan(ctx, { ...plan, lines: [other] }))
  must(await adoptPlan(ctx, { ...plan, documentNo: '预〔2026〕20号', lines: [line, other] }))
  await accepted(t, story)
  must(await release(t, story))
  const page = await readYearPage(ctx, fund.id, 2026)
  const { amountFen } = await t.owner.award.findUniqueOrThrow({ where: { id: story.awardId } })
  const paid = await t.owner.tranche.aggregate({ where: { state: 'RELEASED' }, _sum: { amountFen: true } })
  // The call's rest went back to the fund when it was awarded: only what is promised stays set aside.
  expect(page?.rows[0]).toMatchObject({
    name: '养老助残',
    allocatedFen: amountFen.toString(),
    committedFen: amountFen.toString(),
    paidFen: (paid._sum.amountFen ?? 0n).toString(),
    leftFen: (60_000_000n - amountFen).toString(),
  })
  const set = { allocatedFen: amountFen.toString(), committedFen: amountFen.toString() }
  expect((await readFund(ctx, fund.id, null))?.calls).toMatchObject([set])
  expect(page?.plan).toMatchObject({ number: 2, documentNo: '预〔2026〕20号' })
  expect(page?.total.paidFen).toBe(page?.rows[0]?.paidFen)
  const shown = await readPublicFund(t.contextAt('2026-07-01T10:00:00+08:00'), fund.id)
  expect(shown?.budget).toMatchObject({ rows: page?.rows, total: page?.total })
  // Another year knows nothing of it.
  expect((await readYearPage(ctx, fund.id, 2025))?.rows).toEqual([])
  expect(body.id).toBe((await t.owner.fund.findUniqueOrThrow({ where: { id: fund.id } })).bodyId)
})
