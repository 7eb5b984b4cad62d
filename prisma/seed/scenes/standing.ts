import { addDays, addYears, type Day, toDay } from '#app/domain/shared/day.ts'
import { confirmEvent } from '#app/services/credit/enter-event.server.ts'
import { concludeReport, returnReport, reviewReport } from '#app/services/inspection/conclude.server.ts'
import { openReports } from '#app/services/inspection/open-reports.server.ts'
import { saveReport, submitReport } from '#app/services/inspection/report.server.ts'
import { superviseOrganization } from '#app/services/inspection/supervise.server.ts'
import { applyForRating } from '#app/services/rating/apply.server.ts'
import { confirmDecision, enterDecision } from '#app/services/rating/enter-decision.server.ts'
import { confirmRecognition, enterRecognition } from '#app/services/rating/recognition.server.ts'
import { assess, checkApplication, decideRating, recordVisit } from '#app/services/rating/process.server.ts'
import { publishRound } from '#app/services/rating/round.server.ts'
import { bodies } from '../data/bodies.ts'
import { organizations, type OrganizationRow } from '../data/organizations.ts'
import { moment, type Timeline } from '../timeline.ts'
import { type Body, done, type World } from '../world.ts'

const paper = (text: string) => new File([text], '通知书.txt', { type: 'text/plain' })
const isRegistered = ({ kind }: OrganizationRow) => kind !== 'COMMUNITY_GROUP' && kind !== 'ENTERPRISE'

/** The demonstration's registry of an organization: the body of the smallest place around it. */
function registryOf(world: World, row: OrganizationRow): Body | undefined {
  const [found] = bodies
    .filter(({ key, region }) => key !== 'hangzhou' && row.region.startsWith(region.replace(/00$/, '')))
    .toSorted((a, b) => b.region.localeCompare(a.region))
  return found === undefined ? undefined : world.body(found.key)
}

/** Grades from paper, one city's recognized in another, a round that takes applications, and one year's inspection under way. */
export function tellStanding(world: World, timeline: Timeline): void {
  tellRatings(world, timeline)
  tellRecognition(world, timeline)
  tellInspection(world, timeline)
}

function tellRatings(world: World, timeline: Timeline): void {
  for (const [index, row] of organizations.filter(({ rating }) => rating !== null).entries()) {
    const body = registryOf(world, row)
    if (body === undefined || row.rating === null) continue
    const { officer, approver } = body.staff
    const enter = (days: number, grade: number, number: string) => {
      const validFrom = addDays(world.today, -days)
      timeline.at(moment(addDays(world.today, -400 + (index % 20)), '16:20'), async (when) => {
        const { decisionId } = await done(
          enterDecision(world.as(officer, when), {
            organizationId: world.organization(row.key).id,
            bodyId: body.id,
            origin: 'OWN',
            regionId: undefined,
            authorityName: '',
            grade,
            documentNo: `民社评〔演示〕${number} 号`,
            decidedOn: validFrom,
            validFrom,
            validUntil: addDays(addYears(validFrom, 5), -1),
            file: paper(`${row.name}：社会组织评估等级 ${grade}A（演示数据）。`),
          }),
        )
        await done(confirmDecision(world.as(approver, when), { decisionId }))
      })
    }
    if (row.rating >= 4 && row.founded <= 2015) enter(2_700 + index, row.rating - 1, `${index + 1}-1`)
    // The first of all ends within weeks: its owner and its buyers are warned.
    enter(index === 0 ? 1_780 : 700 + index * 3, row.rating, `${index + 1}`)
  }
  const minhang = world.body('minhang')
  const qingchuan = world.organization('qingchuan')
  const round = { id: '' }
  timeline.at(moment(addDays(world.today, -12), '09:40'), async (when) => {
    const { roundId } = await done(
      publishRound(world.as(minhang.staff.approver, when), {
        bodyId: minhang.id,
        title: '社会组织规范化建设评估通知（演示）',
        notice:
          '登记满两年、近两年年检合格、未被列入名单的社会组织，可在期限内申请。评估分资格核对、实地考察、初评、委员会评定、公示和确认。',
        documentNo: '闵民社评〔演示〕第 1 号',
        applyFrom: addDays(world.today, -12),
        applyUntil: addDays(world.today, 30),
      }),
    )
    round.id = roundId
  })
  timeline.at(moment(addDays(world.today, -5), '11:20'), (when) =>
    done(
      applyForRating(world.as(qingchuan.owner, when), {
        organizationId: qingchuan.id,
        roundId: round.id,
        wantedGrade: 5,
        statement: '现有 5A 等级即将到期，五年来年检均合格，服务居民逐年增加，申请重新评估（演示数据）。',
      }),
    ),
  )
  tellRatingOnNotice(world, timeline, round)
}

/** A first rating that is on notice: whoever has something to say against it may say so. */
function tellRatingOnNotice(world: World, timeline: Timeline, round: { id: string }): void {
  const { officer, approver } = world.body('minhang').staff
  const { id: organizationId, owner } = world.organization('zhuli')
  const held = { applicationId: '', version: 0 }
  const step = (days: number, time: string, work: (when: Date) => Promise<unknown>) => {
    timeline.at(moment(addDays(world.today, -days), time), async (when) => {
      await work(when)
      held.version += 1
    })
  }
  step(11, '10:10', async (when) => {
    const { applicationId } = await done(
      applyForRating(world.as(owner, when), {
        organizationId,
        roundId: round.id,
        wantedGrade: 3,
        statement: '登记五年，首次申请评估：制度、财务和服务记录齐全，近两年年检合格（演示数据）。',
      }),
    )
    held.applicationId = applicationId
  })
  step(10, '14:00', (when) =>
    done(checkApplication(world.as(officer, when), { ...held, isAccepted: true, reason: '' })),
  )
  step(8, '16:00', (when) =>
    done(
      recordVisit(world.as(officer, when), {
        ...held,
        visitedOn: addDays(world.today, -8),
        visitNote: '查看了场地、账目和服务记录，访谈了工作人员和居民（演示数据）。',
      }),
    ),
  )
  step(6, '15:30', (when) =>
    done(
      assess(world.as(officer, when), {
        ...held,
        points: 826,
        assessment: '基础条件、内部治理和工作绩效达到 3A，社会评价良好（演示数据）。',
      }),
    ),
  )
  step(3, '11:00', (when) =>
    done(
      decideRating(world.as(approver, when), {
        ...held,
        points: 826,
        reason: '委员会同意初评意见（演示数据）。',
        documentNo: '闵民社评〔演示〕第 2 号',
      }),
    ),
  )
}

function tellRecognition(world: World, timeline: Timeline): void {
  const accepting = bodies.find(({ region }) => region.startsWith('4419'))
  if (accepting === undefined) return
  const body = world.body(accepting.key)
  timeline.at(moment(addDays(world.today, -200), '10:10'), async (when) => {
    const { recognitionId } = await done(
      enterRecognition(world.as(body.staff.officer, when), {
        bodyId: body.id,
        what: 'RATING',
        issuerRegionId: world.region('440300'),
        acceptingRegionId: world.region(accepting.region),
        fromOn: addDays(world.today, -190),
        toOn: undefined,
        title: '深莞惠社会组织评估等级互认协议（演示）',
        documentNo: '深莞惠民〔演示〕第 1 号',
        file: undefined,
      }),
    )
    await done(confirmRecognition(world.as(body.staff.approver, when), { recognitionId }))
  })
}

/** Last year's reports: most are concluded; one was given back, one waits for its review, one never came. */
function tellInspection(world: World, timeline: Timeline): void {
  const year = Number(world.today.slice(0, 4)) - (world.today.slice(5) < '06-15' ? 2 : 1)
  const on = (monthDay: string): Day => toDay(`${year + 1}-${monthDay}`)
  timeline.at(moment(on('02-02'), '06:00'), async (when) => {
    await openReports(world.as(world.body('minhang').staff.officer, when).db, { toldNow: when })
  })
  for (const [index, row] of organizations.filter(isRegistered).entries()) {
    const body = registryOf(world, row)
    if (body === undefined) continue
    const fate =
      body.row.key !== 'minhang'
        ? 'PASS'
        : (({ 5: 'MISSING', 6: 'RETURNED', 7: 'WAITING', 8: 'BASIC_PASS' } as const)[index] ?? 'PASS')
    if (fate !== 'MISSING') tellReport(world, timeline, { row, body, year, fate, on, index })
  }
  const { id, staff } = world.body('minhang')
  const missing = organizations.filter(isRegistered)[5]
  if (missing !== undefined)
    timeline.at(moment(on('06-10'), '15:00'), (when) =>
      done(
        superviseOrganization(world.as(staff.officer, when), {
          bodyId: id,
          organizationId: world.organization(missing.key).id,
          kind: 'TALK',
          happenedOn: on('06-10'),
          summary: `电话提醒报送 ${year} 年度报告，负责人表示正在准备（演示数据）。`,
          documentNo: '',
          caseId: undefined,
          file: undefined,
        }),
      ),
    )
}

type Told = {
  row: OrganizationRow
  body: Body
  year: number
  fate: 'PASS' | 'BASIC_PASS' | 'RETURNED' | 'WAITING'
  on: (monthDay: string) => Day
  index: number
}

function tellReport(world: World, timeline: Timeline, { row, body, year, fate, on, index }: Told): void {
  const { id: organizationId, editor, certifier } = world.organization(row.key)
  const { officer, officer2, approver } = body.staff
  const clock = (hour: number) => `${String(hour).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`
  const find = async (when: Date) => {
    const report = await world.as(officer, when).db.annualReport.findFirst({ where: { organizationId, year } })
    return report === null ? null : { reportId: report.id, version: report.version }
  }
  timeline.at(moment(on('03-12'), clock(10)), async (when) => {
    const draft = await find(when)
    if (draft === null) return
    await done(
      saveReport(world.as(editor, when), {
        ...draft,
        activities: `全年${row.work}（演示数据）。`,
        governance: '召开理事会两次，财务、人事、档案制度健全（演示数据）。',
        problems: '',
        plan: '',
        income: (BigInt(row.staff) * 9_000_000n) as never,
        expense: (BigInt(row.staff) * 8_600_000n) as never,
        netAssets: (BigInt(row.staff) * 2_000_000n) as never,
        staff: row.staff,
        volunteers: row.staff * 4,
      }),
    )
    const whole = await find(when)
    if (whole !== null) await done(submitReport(world.as(certifier, when), { ...whole, certified: true }))
  })
  if (fate === 'WAITING') return
  timeline.at(moment(on('04-02'), clock(14)), async (when) => {
    const report = await find(when)
    if (report === null) return
    if (fate === 'RETURNED') {
      await done(
        returnReport(world.as(officer, when), { ...report, reason: '请补充党建和年末净资产说明（演示数据）。' }),
      )
      return
    }
    await done(
      reviewReport(world.as(officer, when), {
        ...report,
        conclusion: fate,
        note: '材料齐全，账目与台账相符（演示数据）。',
      }),
    )
    const reviewed = await find(when)
    if (reviewed === null) return
    await done(
      concludeReport(world.as(officer2, when), {
        ...reviewed,
        conclusion: fate,
        reason: `${year} 年度检查（演示数据）。`,
        documentNo: `民社检〔演示〕${year}-${index + 1} 号`,
      }),
    )
    const { conclusionEventId } = await world
      .as(officer, when)
      .db.annualReport.findUniqueOrThrow({ where: { id: report.reportId } })
    if (conclusionEventId !== null) await done(confirmEvent(world.as(approver, when), { eventId: conclusionEventId }))
  })
}
