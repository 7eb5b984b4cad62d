import { addDays, type Day, dayOf } from '#app/domain/shared/day.ts'
import { itemsOf, setContent } from '#app/domain/evaluation/indicator-set.ts'
import { replyToEvaluation } from '#app/services/evaluation/answer-evaluation.server.ts'
import { commissionEvaluation } from '#app/services/evaluation/commission.server.ts'
import { confirmEvaluation } from '#app/services/evaluation/decide-evaluation.server.ts'
import { declareTies } from '#app/services/evaluation/declare.server.ts'
import { readEvaluation } from '#app/services/evaluation/queries/evaluation-page.server.ts'
import { signEvaluation } from '#app/services/evaluation/sign.server.ts'
import {
  drawEvaluationSample,
  noteSampleResult,
  noteVisit,
  saveSheet,
} from '#app/services/evaluation/write-evaluation.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { officeDay, type Timeline } from '../timeline.ts'
import { done, type Organization, type World } from '../world.ts'
import type { AwardStory } from './panel.ts'
import type { CallStory } from './prepare-call.ts'

type Told = { world: World; timeline: Timeline; story: CallStory; award: AwardStory; supplier: Organization }

/** One mid-term that was confirmed, one that waits for its evaluator to begin. */
export function tellEvaluations(
  world: World,
  timeline: Timeline,
  story: CallStory,
  supplier: string,
  award: AwardStory,
): void {
  const told = { world, timeline, story, award, supplier: world.organization(supplier) }
  if (story.plan.key === 'elders-rounds') tellConfirmed(told)
  if (story.plan.key === 'children-after-school') tellCommissioned(told, 4, 21)
}

const agency = '公信社会组织评估中心'

function tellCommissioned({ world, timeline, story, award }: Told, daysAgo: number, dueInDays: number) {
  const on = officeDay(addDays(world.today, -daysAgo))
  const made = { id: '' }
  const inOfficeHours = timeline.inOfficeHours()
  inOfficeHours(on, '09:40', async (when) => {
    const ctx = world.as(story.body.staff.officer, when)
    const set = await ctx.db.evaluationSet.findFirstOrThrow({ where: { code: 'outcome' } })
    const { evaluationId } = await done(
      commissionEvaluation(ctx, {
        projectId: award.projectId,
        kind: 'MIDTERM',
        setId: set.id,
        dueOn: addDays(on, dueInDays),
        agency,
        brief: '请重点核实服务人次和资金使用。',
        appointed: [],
        drawn: 1,
        gated: [],
      }),
    )
    made.id = evaluationId
  })
  return { made, on, inOfficeHours }
}

const versionOf = async ({ db }: Context, id: string) =>
  (await db.evaluation.findUniqueOrThrow({ where: { id }, select: { version: true } })).version

function tellConfirmed(told: Told): void {
  const { world, story, supplier } = told
  const { evaluator, approver } = story.body.staff
  const { made, on, inOfficeHours } = tellCommissioned(told, 44, 20)
  const day = (days: number): Day => addDays(on, days)
  const at = async (ctx: Context) => ({ evaluationId: made.id, version: await versionOf(ctx, made.id) })
  inOfficeHours(day(2), '10:20', (when) =>
    done(declareTies(world.as(evaluator, when), { evaluationId: made.id, tie: 'NONE', note: '' })),
  )
  inOfficeHours(day(6), '16:30', async (when) => {
    const ctx = world.as(evaluator, when)
    await done(
      noteVisit(ctx, {
        ...(await at(ctx)),
        visitedOn: dayOf(when),
        place: '江川路街道社区服务站',
        people: '项目主管一名、社工两名、居委会负责人一名',
        finding: '查看巡访记录和设备台账，现场随访一次上门服务。记录齐全，个别设备编号与台账不符，已当场更正。',
      }),
    )
    await done(drawEvaluationSample(ctx, { ...(await at(ctx)), size: 12 }))
  })
  inOfficeHours(day(9), '15:05', async (when) => {
    const ctx = world.as(evaluator, when)
    const [sample] = await ctx.db.evaluationSample.findMany({ where: { evaluationId: made.id } })
    const result = { sampleId: sample?.id ?? '', reached: 11, confirmed: 10 }
    await done(noteSampleResult(ctx, { ...(await at(ctx)), ...result }))
    await done(saveSheet(ctx, { ...(await at(ctx)), ...(await marks(ctx)) }))
    const page = await readEvaluation(ctx, made.id)
    await done(signEvaluation(ctx, { ...(await at(ctx)), contentSha256: page?.contentSha256 ?? '' }))
  })
  inOfficeHours(day(13), '11:15', async (when) => {
    const ctx = world.as(supplier.certifier, when)
    const text = '对评估结果没有异议。志愿者招募已列入下一阶段计划，设备台账已逐台核对。'
    await done(replyToEvaluation(ctx, { ...(await at(ctx)), text }))
  })
  inOfficeHours(day(16), '09:30', async (when) => {
    const ctx = world.as(approver, when)
    await done(confirmEvaluation(ctx, { ...(await at(ctx)), fixList: '', fixDueOn: null }))
  })
}

/** Most of it as planned; fewer volunteers, and records that were put right. */
async function marks(ctx: Context) {
  const set = await ctx.db.evaluationSet.findFirstOrThrow({ where: { code: 'outcome' } })
  const content = setContent.parse(set.content)
  const weak: Readonly<Record<string, [actual: number, choice: number, reason: string]>> = {
    '1.2.3': [92, 0, '设备安装推迟一周，服务时长略低于计划。'],
    '2.1.1': [88, 0, '满意度问卷 50 份，满意 44 份。'],
    '3.2.3': [0, 1, '两张收据缺少经办人签名，已要求补签。'],
    '4.1.2': [0, 1, '个别设备编号与台账不符。'],
    '5.2.1': [64, 0, '计划志愿者 25 人，到位 16 人。'],
  }
  return {
    scores: itemsOf(content).map(({ code, scale }) => {
      const isRatio = content.scales.find((each) => each.code === scale)?.way === 'RATIO'
      const found = weak[code]
      return {
        itemCode: code,
        planned: isRatio ? 100 : null,
        actual: isRatio ? (found?.[0] ?? 104) : null,
        choice: isRatio ? null : (found?.[1] ?? 0),
        factor: null,
        reason: found?.[2] ?? '',
      }
    }),
    summary:
      '项目按计划推进，服务对象普遍认可。设备安装进度受天气影响，其余产出达到或超过计划；资金使用规范。志愿者队伍尚未到位。',
    advice: '补充志愿者招募计划；设备台账按月核对。',
    isMisused: false,
    misuseNote: '',
  }
}
