import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { confirmEvent, enterEvent } from '#app/services/credit/enter-event.server.ts'
import { readCredit } from '#app/services/credit/queries/credit-page.server.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { concludeReport, proposeLate, returnReport, reviewReport } from '#app/services/inspection/conclude.server.ts'
import { openReports } from '#app/services/inspection/open-reports.server.ts'
import {
  readInspectionBoard,
  readOwnReports,
  readReport,
  readSupervision,
} from '#app/services/inspection/queries/inspection.server.ts'
import { saveReport, submitReport } from '#app/services/inspection/report.server.ts'
import { superviseOrganization } from '#app/services/inspection/supervise.server.ts'
import { sendReminders } from '#app/services/quarterly/send-reminders.server.ts'
import { readStanding } from '#app/services/rating/queries/standing-page.server.ts'
import { type Bidder, makeBidder } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { type Bureau, makeApprover, makePerson, must } from '#tests/support/scenes.ts'
import { makeRegistry } from '#tests/support/scenes-standing.ts'

const t = useDatabase()
const at = (on: string, actor?: Actor) => t.contextAt(`${on}T10:00:00+08:00`, actor)
const refused = (code: string) => ({ ok: false, refusal: { code } })
const opened = (on: string) => openReports(t.owner, { toldNow: new Date(`${on}T10:00:00+08:00`) })
const typed = {
  activities: '全年服务居民三千人次。',
  governance: '理事会两次，制度健全。',
  problems: '',
  plan: '',
  income: 90_000_000n as never,
  expense: 86_000_000n as never,
  netAssets: 20_000_000n as never,
  staff: 12,
  volunteers: 60,
}

describe('the report of a year', () => {
  let bureau: Bureau
  let bidder: Bidder
  let late: Bidder
  beforeAll(async () => {
    bureau = await makeRegistry(t)
    bidder = await makeBidder(t, '晴川社区服务中心')
    late = await makeBidder(t, '迟帆社区服务社')
  })
  const of = async ({ id }: Bidder, year = 2025) => {
    const report = await t.owner.annualReport.findUniqueOrThrow({
      where: { organizationId_year: { organizationId: id, year } },
    })
    return { reportId: report.id, version: report.version }
  }

  test('opens for everybody between its day and its term, once, with what is known', async () => {
    const group = await makeBidder(t, '邻里互助队')
    await t.owner.organization.update({ where: { id: group.id }, data: { kind: 'COMMUNITY_GROUP', creditCode: null } })
    const young = await makeBidder(t, '今年才登记的服务社')
    await t.owner.organization.update({ where: { id: young.id }, data: { foundedOn: new Date('2026-01-05') } })
    expect(await opened('2026-06-01')).toBe(0)
    expect(await opened('2026-05-31')).toBe(2)
    expect(await opened('2026-05-31')).toBe(0)
    const { reportId } = await of(bidder)
    expect(await readReport(at('2026-05-31', bidder.editor), reportId, 'organization')).toMatchObject({
      year: 2025,
      dueOn: '2026-05-31',
      state: 'OPEN',
      known: { name: '晴川社区服务中心', people: 3, receivedFen: '0', projects: [] },
      content: { staff: 3, incomeFen: '0' },
      may: { write: true, submit: false },
    })
    expect(await readReport(at('2026-05-31', await makePerson(t, '路人')), reportId, 'organization')).toBeNull()
    // A foundation's term was over two months before.
    const foundation = await makeBidder(t, '星火基金会')
    await t.owner.organization.update({ where: { id: foundation.id }, data: { kind: 'FOUNDATION' } })
    expect(await opened('2026-04-01')).toBe(0)
    expect(await opened('2026-03-31')).toBe(1)
  })

  test('is reminded of, written by any member, handed in by who answers for it, and no draft is read by the registry', async () => {
    const letters = (template: string) => t.owner.message.count({ where: { template } })
    await sendReminders(t.owner, { toldNow: new Date('2026-05-24T09:00:00+08:00') })
    expect(await letters('annualReportDue')).toBeGreaterThan(0)
    expect((await deskPage(at('2026-05-24', bidder.editor))).you.map(({ kind }) => kind)).toContain('annualToHandIn')
    must(await saveReport(at('2026-05-24', bidder.editor), { ...(await of(bidder)), ...typed, governance: '' }))
    const submit = async (who: Actor, certified = true, on = '2026-05-25') =>
      submitReport(at(on, who), { ...(await of(bidder)), certified })
    expect(await submit(bidder.editor)).toMatchObject(refused('inspection.not-certifier'))
    expect(await submit(bidder.certifier)).toMatchObject(refused('inspection.incomplete'))
    must(await saveReport(at('2026-05-25', bidder.editor), { ...(await of(bidder)), ...typed }))
    const seen = await readReport(at('2026-05-25', bureau.officer), (await of(bidder)).reportId, 'registry')
    expect(seen).toMatchObject({ state: 'OPEN', content: {}, may: { review: false } })
    expect(await submit(bidder.certifier, false)).toMatchObject(refused('inspection.not-certified'))
    expect(await submit(late.certifier)).toMatchObject(refused('not-found'))
    must(await submit(bidder.certifier))
    expect(await saveReport(at('2026-05-25', bidder.editor), { ...(await of(bidder)), ...typed })).toMatchObject(
      refused('inspection.handed-in'),
    )
    await expect(
      t.owner.annualReport.updateMany({ where: { organizationId: bidder.id }, data: { content: { staff: 99 } } }),
    ).rejects.toThrow(/handed-in/)
    expect((await deskPage(at('2026-05-25', bureau.officer))).you.map(({ kind }) => kind)).toContain('annualToReview')
  })

  test('is given back, reviewed, and failed by another than the reviewer; credit follows once somebody confirms it', async () => {
    const stranger = await makeRegistry(t)
    const officer = at('2026-06-02', bureau.officer)
    expect(
      await returnReport(at('2026-06-02', stranger.officer), { ...(await of(bidder)), reason: '请补充说明。' }),
    ).toMatchObject(refused('not-found'))
    must(await returnReport(officer, { ...(await of(bidder)), reason: '请补充年末净资产的说明。' }))
    must(await submitReport(at('2026-06-03', bidder.owner), { ...(await of(bidder)), certified: true }))
    // Handed in anew after the term it is not late: it came in time at first.
    expect((await readOwnReports(at('2026-06-04', bidder.owner), bidder.id))?.reports).toMatchObject([
      { isLate: false, isMissing: false },
    ])
    must(
      await reviewReport(at('2026-06-04', bureau.officer), {
        ...(await of(bidder)),
        conclusion: 'FAIL',
        note: '年度支出与台账不符。',
      }),
    )
    const conclude = { conclusion: 'FAIL' as const, reason: '账目不实，限期整改。', documentNo: '民社检〔2026〕11号' }
    expect(
      await concludeReport(at('2026-06-05', bureau.officer), { ...(await of(bidder)), ...conclude }),
    ).toMatchObject(refused('inspection.two-people'))
    await expect(
      t.owner.annualReport.updateMany({
        where: { organizationId: bidder.id },
        data: {
          state: 'CONCLUDED',
          conclusion: 'FAIL',
          conclusionReason: 'x',
          documentNo: 'x',
          concludedById: bureau.officer.accountId ?? '',
          concludedAt: new Date(),
        },
      }),
    ).rejects.toThrow(/annual_report_two_people/)
    must(await concludeReport(at('2026-06-05', bureau.approver), { ...(await of(bidder)), ...conclude }))
    expect((await readStanding(at('2026-06-06'), bidder.id))?.inspections).toMatchObject([
      { year: 2025, conclusion: 'FAIL' },
    ])
    expect((await readCredit(at('2026-06-06'), bidder.id))?.events).toEqual([])
    const event = await t.owner.creditEvent.findFirstOrThrow({ where: { organizationId: bidder.id } })
    const second = await makeApprover(t, bureau.body, '审批辛')
    expect(await confirmEvent(at('2026-06-06', bureau.approver), { eventId: event.id })).toMatchObject(
      refused('credit.four-eyes'),
    )
    must(await confirmEvent(at('2026-06-06', second), { eventId: event.id }))
    expect((await readCredit(at('2026-06-06'), bidder.id))?.events).toMatchObject([
      { kind: 'ANNUAL_INSPECTION', conclusion: 'FAIL', year: 2025 },
    ])
    expect((await readCredit(at('2026-06-06'), bidder.id))?.state).toBe('REGULAR')
    await expect(
      t.owner.annualReport.updateMany({ where: { organizationId: bidder.id }, data: { conclusion: 'PASS' } }),
    ).rejects.toThrow(/concluded/)
  })

  test('missing after its term it is shown, reminded of, and only proposed as a credit event', async () => {
    const { reportId } = await of(late)
    const propose = { reportId, summary: '2025 年度报告逾期未报送。', documentNo: '民社信〔2026〕8号' }
    expect(await proposeLate(at('2026-05-31', bureau.officer), propose)).toMatchObject(refused('inspection.not-late'))
    const board = await readInspectionBoard(at('2026-06-01', bureau.officer), new URLSearchParams('group=missing'))
    expect(board.rows.map(({ organizationName }) => organizationName)).toContain('迟帆社区服务社')
    expect((await readStanding(at('2026-06-01'), late.id))?.inspections).toMatchObject([
      { year: 2025, isMissing: true, conclusion: null },
    ])
    must(await proposeLate(at('2026-06-01', bureau.officer), propose))
    expect(await proposeLate(at('2026-06-01', bureau.officer), propose)).toMatchObject(refused('inspection.proposed'))
    expect((await readCredit(at('2026-06-01'), late.id))?.state).toBe('REGULAR')
    const event = await t.owner.creditEvent.findFirstOrThrow({ where: { organizationId: late.id } })
    must(await confirmEvent(at('2026-06-02', bureau.approver), { eventId: event.id }))
    expect((await readCredit(at('2026-06-02'), late.id))?.state).toBe('ABNORMAL')
  })

  test('two years in a row are said to whoever decides, and nothing happens by itself', async () => {
    expect(await opened('2027-02-01')).toBeGreaterThan(0)
    const { reportId } = await of(late, 2026)
    expect(await readReport(at('2027-06-01', bureau.officer), reportId, 'registry')).toMatchObject({
      poorYears: 2,
      poorFrom: 2,
    })
    expect(await readReport(at('2027-05-31', bureau.officer), reportId, 'registry')).toMatchObject({ poorYears: 1 })
    expect(await t.owner.creditEvent.count({ where: { organizationId: late.id } })).toBe(1)
  })
})

test('supervision is recorded by whoever is in charge, read by the organization, and a case ends once', async () => {
  const bureau = await makeRegistry(t)
  const bidder = await makeBidder(t, '同心公益服务社')
  const typedRecord = {
    organizationId: bidder.id,
    bodyId: bureau.body.id,
    kind: 'CASE_OPENED' as const,
    happenedOn: toDay('2026-03-02'),
    summary: '群众反映超出业务范围开展活动，立案调查。',
    documentNo: '民执立〔2026〕1号',
    caseId: undefined,
    file: undefined,
  }
  expect(await superviseOrganization(at('2026-03-01', bureau.officer), typedRecord)).toMatchObject(
    refused('inspection.day-ahead'),
  )
  const { recordId } = must(await superviseOrganization(at('2026-03-02', bureau.officer), typedRecord))
  expect((await readOwnReports(at('2026-03-03', bidder.owner), bidder.id))?.records).toMatchObject([
    { kind: 'CASE_OPENED', isOpenCase: true },
  ])
  expect(await readSupervision(at('2026-03-03', bidder.owner), bidder.id)).toBeNull()
  // The page leads nobody to a form that is not theirs.
  expect(await readSupervision(at('2026-03-03', bureau.officer), bidder.id)).toMatchObject({
    maySupervise: true,
    mayEnterCredit: true,
    mayProposeJoint: true,
  })
  expect(await readSupervision(at('2026-03-03', bureau.supervisor), bidder.id)).toMatchObject({
    maySupervise: true,
    mayEnterCredit: false,
    mayProposeJoint: false,
  })
  const end = {
    ...typedRecord,
    kind: 'CASE_CLOSED' as const,
    happenedOn: toDay('2026-03-20'),
    caseId: recordId,
    documentNo: '民执结〔2026〕1号',
  }
  expect(
    await superviseOrganization(at('2026-03-20', bureau.officer), { ...end, happenedOn: toDay('2026-03-01') }),
  ).toMatchObject(refused('inspection.no-case'))
  must(await superviseOrganization(at('2026-03-20', bureau.officer), end))
  expect(await superviseOrganization(at('2026-03-20', bureau.officer), end)).toMatchObject(
    refused('inspection.no-case'),
  )
  expect(
    (await readSupervision(at('2026-03-21', bureau.officer), bidder.id))?.records.map(({ isOpenCase }) => isOpenCase),
  ).toEqual([false, false])
})

test('passed with remarks is passed: for a graduation as for a call, wherever it was concluded; failed or missed is not', async () => {
  const registry = await makeRegistry(t)
  const bidder = await makeBidder(t, '苗圃社区服务社')
  const passed = async (on: string) => {
    const [row] = await t.owner.$queryRaw<
      { known: boolean | null }[]
    >`SELECT incubation_known(${bidder.id}::uuid, 'ANNUAL_REPORT', ${on}::date) AS known`
    return row?.known ?? null
  }
  const inspected = async (year: number, conclusion: string, on: string) => {
    const { eventId } = must(
      await enterEvent(at(on, registry.officer), {
        organizationId: bidder.id,
        bodyId: registry.body.id,
        kind: 'ANNUAL_INSPECTION',
        happenedOn: toDay(on),
        legalBasis: '民办非企业单位登记管理暂行条例第二十三条',
        documentNo: `民社检〔${year + 1}〕1号`,
        summary: '年度检查。',
        fineFen: undefined,
        year,
        conclusion: conclusion as 'PASS',
        needsRectification: false,
        file: undefined,
      }),
    )
    must(await confirmEvent(at(on, registry.approver), { eventId }))
  }
  expect(await passed('2025-07-01')).toBeNull()
  await inspected(2024, 'BASIC_PASS', '2025-07-01')
  expect(await passed('2025-07-01')).toBe(true)
  // The next year's report is due on 31 May and never came.
  await opened('2026-02-01')
  expect([await passed('2026-05-31'), await passed('2026-06-01')]).toEqual([true, false])
  await inspected(2025, 'FAIL', '2026-07-01')
  expect(await passed('2026-07-01')).toBe(false)
})
