import { nextQuarter, quarterOf } from '#app/domain/quarterly/quarters.ts'
import { addDays, yearOf } from '#app/domain/shared/day.ts'
import { issueAssignment, noteAssignment, proposeAssignment } from '#app/services/assignment/assignment.server.ts'
import { receiveReport, sendUpReport, signOffReport, startReport } from '#app/services/assignment/report.server.ts'
import { confirmFigure, enterFigure } from '#app/services/regional/enter-figure.server.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'

/** A district's population, bases and targets, all invented; and two tasks of its plan, one of them overdue. */
export function tellIndicators(world: World, timeline: Timeline): void {
  const { id: bodyId, row, staff } = world.body('minhang')
  const year = yearOf(world.today)
  const figures = [
    ['POPULATION', 'ACTUAL', year - 1, '60000'],
    ['SERVICE_SPACE', 'ACTUAL', year - 1, '2600'],
    ['SOCIAL_WORKERS', 'ACTUAL', year - 1, '48'],
    ['ORGANIZATIONS_PER_10K', 'BASE', year - 2, '1.5'],
    ['ORGANIZATIONS_PER_10K', 'TARGET', year + 2, '8'],
    ['REGISTERED_ORGANIZATIONS', 'BASE', year - 2, '6'],
    ['REGISTERED_ORGANIZATIONS', 'TARGET', year + 2, '20'],
    ['RATED_3A', 'TARGET', year + 1, '5'],
    ['PURCHASE_SHARE', 'TARGET', year, '30'],
    ['INCUBATOR_SPACE', 'TARGET', year + 1, '3000'],
    ['BENEFICIARIES', 'TARGET', year, '1000'],
  ] as const
  for (const [index, [indicatorCode, what, of, value]] of figures.entries())
    timeline.at(moment(addDays(world.today, -60 + index), '14:10'), async (when) => {
      const { figureId } = await done(
        enterFigure(world.as(staff.officer, when), {
          bodyId,
          regionId: world.region(row.region),
          indicatorCode,
          what,
          year: of,
          value,
          documentTitle: what === 'ACTUAL' ? '统计公报（演示数据）' : '社会组织发展规划（演示数据）',
          documentNo: `闵演〔演示〕${String(index + 1)} 号`,
          file: undefined,
        }),
      )
      await done(confirmFigure(world.as(staff.approver, when), { figureId }))
    })
  const task = (title: string, content: string, daysAgo: number, dueIn: number, note?: string) => {
    const assignment = { id: '' }
    timeline.at(moment(addDays(world.today, -daysAgo), '15:20'), async (when) => {
      const { assignmentId } = await done(
        proposeAssignment(world.as(staff.officer, when), {
          bodyId,
          leadId: bodyId,
          coIds: [],
          title,
          content,
          documentNo: '闵行区社会组织发展规划（演示）',
          dueOn: addDays(world.today, dueIn),
          recordId: undefined,
        }),
      )
      await done(issueAssignment(world.as(staff.approver, when), { assignmentId, version: 1 }))
      assignment.id = assignmentId
    })
    if (note === undefined) return
    timeline.at(moment(addDays(world.today, -daysAgo + 10), '10:10'), (when) =>
      done(
        noteAssignment(world.as(staff.officer, when), {
          assignmentId: assignment.id,
          bodyId,
          text: note,
          isFinished: false,
        }),
      ),
    )
  }
  task(
    '街镇社会组织服务中心全覆盖',
    '各街镇设立社会组织服务中心，有场地、有专人（演示数据）。',
    90,
    120,
    '已有两个街镇完成选址。',
  )
  task('社区服务项目库上线', '汇总居民需求，形成可购买的服务项目库（演示数据）。', 120, -10)
  tellLedTask(world, timeline)
}

/** A task led by another city’s office, which reports every quarter: what was received, what waits to be received, and what is owed. */
function tellLedTask(world: World, timeline: Timeline): void {
  const office = world.body('minhang')
  const lead = world.body('siming')
  const quarters = [quarterOf(addDays(quarterOf(world.today), -100)), quarterOf(addDays(quarterOf(world.today), -1))]
  const issuedOn = addDays(quarters[0] ?? world.today, 20)
  let assignmentId = ''
  timeline.at(moment(issuedOn, '15:40'), async (when) => {
    const proposed = await done(
      proposeAssignment(world.as(office.staff.officer, when), {
        bodyId: office.id,
        leadId: lead.id,
        coIds: [office.id],
        title: '两地社会组织评估结果互认',
        content: '统一互认的等级、期限和公示方式，两地同步实施（演示数据）。',
        documentNo: '两地社会组织合作备忘录（演示）',
        dueOn: addDays(world.today, 60),
        recordId: undefined,
      }),
    )
    assignmentId = proposed.assignmentId
    await done(issueAssignment(world.as(office.staff.approver, when), { assignmentId, version: 1 }))
  })
  for (const [index, quarterOn] of quarters.entries()) {
    const after = addDays(nextQuarter(quarterOn), 4)
    if (after > world.today) continue
    timeline.at(moment(after, '10:20'), async (when) => {
      const writer = world.as(lead.staff.officer, when)
      const { id } = await done(startReport(writer, { assignmentId, quarterOn }))
      const step = async () => {
        const { version } = await writer.db.assignmentReport.findUniqueOrThrow({ where: { id } })
        return { id, version }
      }
      await done(
        sendUpReport(writer, {
          ...(await step()),
          done: '完成两地评估指标逐条比对，形成互认等级对照表，并征求了十二家社会组织的意见。',
          problems: index === 0 ? '两地等级有效期起算日不同，需要统一。' : '',
          plans: '下季度公布互认办法，开通查询页面。',
        }),
      )
      await done(signOffReport(world.as(lead.staff.approver, when), await step()))
      if (index === 0) await done(receiveReport(world.as(office.staff.officer, when), await step()))
    })
  }
}
