import type { IncubatorTyped } from '#app/domain/incubator/schema.ts'
import type { IncubatorService } from '#app/domain/incubator/terms.ts'
import { addDays, addMonths, type Day, dayOf, toDay } from '#app/domain/shared/day.ts'
import {
  answerService,
  assessTenant,
  reachGoal,
  recordService,
  setPlan,
} from '#app/services/incubator/accompany.server.ts'
import { offerAgreement, signAgreement } from '#app/services/incubator/agreement.server.ts'
import { saveApplication, sendApplication, startApplication } from '#app/services/incubator/apply.server.ts'
import { checkApplication } from '#app/services/incubator/check.server.ts'
import { answerDeclaration, declareForGraduation, graduate } from '#app/services/incubator/end.server.ts'
import { saveIncubator } from '#app/services/incubator/keep-incubator.server.ts'
import { planTraining, recordAttendance, signUpForTraining } from '#app/services/incubator/training.server.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type Organization, type World } from '../world.ts'

const classes = [
  { nameZh: '社会福利', nameEn: 'Social welfare', quota: 6 },
  { nameZh: '公益慈善', nameEn: 'Charity', quota: 6 },
  { nameZh: '社区社会组织', nameEn: 'Community organizations', quota: 8 },
  { nameZh: '工商经济', nameEn: 'Business and trade', quota: 3 },
  { nameZh: '其他', nameEn: 'Other', quota: 2 },
].map((row) => ({ id: null, ...row }))

const bases: Record<
  string,
  { body: string; size: [areaM2: number, seats: number, rooms: number]; host: string; words: string }
> = {
  minhang: {
    body: 'minhang',
    size: [1_800, 60, 12],
    host: '百川公益发展中心',
    words: '区级孵化基地，面向初创和成长期的社会组织。',
  },
  jiangchuan: { body: 'minhang', size: [220, 12, 3], host: '', words: '街道孵化站，欢迎三五人的居民团队。' },
  yantian: { body: 'yantian', size: [900, 30, 6], host: '', words: '社会组织聚集办公，共享会议室和财务服务。' },
  dongguan: { body: 'dongguan', size: [3_200, 120, 20], host: '', words: '市级孵化基地，实地和虚拟入驻都可以。' },
  lucheng: { body: 'lucheng', size: [350, 16, 4], host: '', words: '社区民间组织培育基地，先备案、后登记，一路辅导。' },
}

/** Who came in where, how many days ago; the rest follows. `seen`: how many days ago something was done for them last. */
const tenants = [
  { key: 'zhuli', base: 'minhang', classAt: 1, ago: 340, seen: 24, isAlumnus: true },
  { key: 'shuiqinghe', base: 'minhang', classAt: 2, ago: 200, seen: 12, isAlumnus: false },
  { key: 'dongfenghua', base: 'jiangchuan', classAt: 2, ago: 150, seen: 9, isAlumnus: false },
  { key: 'qiaodong', base: 'yantian', classAt: 2, ago: 345, seen: 40, isAlumnus: false },
  { key: 'tianxin', base: 'yantian', classAt: 1, ago: 150, seen: 120, isAlumnus: false },
  { key: 'humenhu', base: 'dongguan', classAt: 2, ago: 90, seen: 20, isAlumnus: false },
  { key: 'mochi', base: 'lucheng', classAt: 2, ago: 120, seen: 15, isAlumnus: false },
] as const

/** Incubators of a city, districts and a street; tenants, an alumnus, applications that wait, trainings. */
export function tellIncubators(world: World, timeline: Timeline): void {
  const classIds = new Map<string, string[]>()
  for (const [key, base] of Object.entries(bases)) {
    const { staff } = world.body(base.body)
    timeline.at(moment(addDays(world.today, -400), '10:00'), async (when) => {
      const ctx = world.as(staff.officer, when)
      const incubatorId = world.incubator(key)
      const row = await ctx.db.incubator.findUniqueOrThrow({ where: { id: incubatorId } })
      const [areaM2, seats, rooms] = base.size
      const services: IncubatorService[] = ['SPACE', 'REGISTRATION', 'TRAINING', 'MENTORING', 'ACCOUNTING']
      const typed: IncubatorTyped = {
        nameZh: row.nameZh,
        nameEn: row.nameEn,
        parentId: row.parentId,
        hostCode: base.host,
        areaM2,
        seats,
        rooms,
        kinds: ['PHYSICAL', 'VIRTUAL'],
        services,
        introduction: `${base.words}（演示数据）`,
        howToApply: '不清楚是否符合条件的，先来坐坐再填。',
        address: '示例路 100 号（演示）',
        hours: '周一至周五 9:00–17:00，周六预约',
        contactName: '基地服务台',
        contactPhone: '000-00002000',
        classes,
        isOpen: true,
      }
      await done(saveIncubator(ctx, { incubatorId, version: row.version, ...typed }))
      const made = await ctx.db.incubatorClass.findMany({ where: { incubatorId }, orderBy: { position: 'asc' } })
      classIds.set(
        key,
        made.map(({ id }) => id),
      )
    })
  }
  for (const tenant of tenants) tellTenant(world, timeline, classIds, tenant)
  tellWaiting(world, timeline, classIds)
  tellTrainings(world, timeline)
}

const versionOf = async (ctx: Context, id: string) =>
  (await ctx.db.incubation.findUniqueOrThrow({ where: { id }, select: { version: true } })).version

type Words = { groupName?: string; initiators?: string; need: string; plan: string; people: number }

async function apply(ctx: Context, incubatorId: string, applicant: string, classId: string, words: Words) {
  const { incubationId } = await done(startApplication(ctx, { incubatorId, applicant }))
  await done(
    saveApplication(ctx, {
      incubationId,
      version: await versionOf(ctx, incubationId),
      classId,
      kind: 'PHYSICAL',
      groupName: '',
      initiators: '',
      stage: applicant === 'group' ? 'SEED' : 'START_UP',
      wantedSeats: 2,
      wantedM2: 15,
      ...words,
    }),
  )
  await done(sendApplication(ctx, { incubationId, version: await versionOf(ctx, incubationId) }))
  return incubationId
}

function tellTenant(
  world: World,
  timeline: Timeline,
  classIds: ReadonlyMap<string, string[]>,
  { key, base, classAt, ago, seen, isAlumnus }: (typeof tenants)[number],
): void {
  const organization = world.organization(key)
  const { staff } = world.body(bases[base]?.body ?? '')
  const story = { incubationId: '' }
  const inOrder = (): Act => {
    const inOfficeHours = timeline.inOfficeHours()
    return (days, clock, who, what) => {
      inOfficeHours(addDays(world.today, -days), clock, (when) => what(world.as(who, when)))
    }
  }
  const act = inOrder()
  act(ago + 12, '08:40', organization.owner, async (ctx) => {
    story.incubationId = await apply(ctx, world.incubator(base), organization.id, classIds.get(base)?.[classAt] ?? '', {
      need: '固定的活动场地、财务辅导，以及和街道、学校的对接。',
      plan: `${organization.row.work}，一年内形成固定的服务班次。`,
      people: Math.max(3, organization.row.staff),
    })
  })
  act(ago + 9, '09:30', staff.officer, async (ctx) => {
    const { incubationId } = story
    const version = await versionOf(ctx, incubationId)
    await done(checkApplication(ctx, { incubationId, version, outcome: 'PASS', reason: '' }))
  })
  act(ago + 7, '10:30', staff.approver, async (ctx) => {
    const { incubationId } = story
    const fromOn = dayOf(ctx.now)
    await done(
      offerAgreement(ctx, {
        incubationId,
        version: await versionOf(ctx, incubationId),
        seats: 2,
        areaM2: 15,
        fromOn,
        toOn: addDays(addMonths(fromOn, 12), -1),
        terms: '场地限于公益活动和办公，不得转让、转借；按季报送进展；期满或退出时十五个工作日内腾退。',
      }),
    )
  })
  act(ago + 5, '16:00', organization.certifier, async (ctx) => {
    const agreement = await ctx.db.incubationAgreement.findFirstOrThrow({ where: { incubationId: story.incubationId } })
    await done(
      signAgreement(ctx, {
        incubationId: story.incubationId,
        agreementId: agreement.id,
        contentSha256: agreement.contentSha256,
      }),
    )
  })
  act(ago - 2, '16:30', staff.officer, async (ctx) => {
    const { incubationId } = story
    const day = dayOf(ctx.now)
    await done(
      setPlan(ctx, {
        incubationId,
        version: await versionOf(ctx, incubationId),
        mentor: '周老师（演示）',
        planServices: ['SPACE', 'REGISTRATION', 'MENTORING', 'ACCOUNTING'],
        goals: [
          { text: '建立账目和票据制度', dueOn: addMonths(day, 2) },
          { text: '服务居民 300 人次', dueOn: addMonths(day, 11) },
        ],
      }),
    )
  })
  serve(story, organization, act, staff.officer, ago - 20, '财务票据怎么管：一对一辅导')
  inOrder()(ago - 40, '11:00', staff.officer, async (ctx) => {
    const goal = await ctx.db.incubationGoal.findFirstOrThrow({
      where: { incubationId: story.incubationId },
      orderBy: { position: 'asc' },
    })
    await done(reachGoal(ctx, { incubationId: story.incubationId, goalId: goal.id }))
  })
  const last = inOrder()
  if (seen < ago - 20) {
    assess(story, inOrder(), staff.officer, Math.min(ago - 30, 170))
    serve(story, organization, last, staff.officer, seen, '服务计划和志愿者安排：小组督导')
  }
  if (isAlumnus) tellGraduation(story, organization, last, staff)
}

type Act = (days: number, clock: string, who: Actor, what: (ctx: Context) => Promise<unknown>) => void
type Story = { incubationId: string }

function serve(story: Story, organization: Organization, act: Act, officer: Actor, days: number, what: string): void {
  act(days, '15:30', officer, async (ctx) => {
    const given = { kind: 'MENTORING' as const, givenOn: dayOf(ctx.now), hours: '2.5', what, byName: '周老师（演示）' }
    await done(recordService(ctx, { incubationId: story.incubationId, ...given }))
  })
  act(days, '17:00', organization.owner, async (ctx) => {
    const service = await ctx.db.incubationService.findFirstOrThrow({
      where: { incubationId: story.incubationId, what, confirmedAt: null },
    })
    await done(
      answerService(ctx, { incubationId: story.incubationId, serviceId: service.id, isRight: true, reason: '' }),
    )
  })
}

const assess = (story: Story, act: Act, officer: Actor, days: number) => {
  act(days, '09:40', officer, async (ctx) => {
    await done(
      assessTenant(ctx, {
        incubationId: story.incubationId,
        assessedOn: dayOf(ctx.now),
        points: { GOVERNANCE: '17', ACCOUNTS: '16', SERVICE: '25', GROWTH: '16', CONDUCT: '9' },
        advice: '服务记录再完整一些；建议一名成员固定负责账目。',
      }),
    )
  })
}

function tellGraduation(
  story: Story,
  organization: Organization,
  act: Act,
  staff: Record<'officer' | 'approver', Actor>,
): void {
  const declared = [
    { code: 'RULES_AND_ACCOUNTS', words: '章程和财务制度已由理事会通过，专人记账，每季核对。', number: null },
    { code: 'STAFF', words: '专职三人：负责人、项目、行政。', number: 3 },
    { code: 'FUNDED_PROJECT', words: '街区记忆工作坊（演示），由某基金会资助，已结项。', number: null },
  ]
  act(23, '09:00', organization.owner, async (ctx) => {
    for (const each of declared) await done(declareForGraduation(ctx, { incubationId: story.incubationId, ...each }))
  })
  act(21, '14:00', staff.officer, async (ctx) => {
    for (const { code } of declared)
      await done(answerDeclaration(ctx, { incubationId: story.incubationId, code, isRight: true, reason: '' }))
  })
  act(19, '15:00', staff.approver, async (ctx) => {
    const { incubationId } = story
    await done(graduate(ctx, { incubationId, version: await versionOf(ctx, incubationId) }))
  })
}

/** An organization and a group of neighbours wait for the first check. */
function tellWaiting(world: World, timeline: Timeline, classIds: ReadonlyMap<string, string[]>): void {
  const guangyu = world.organization('guangyu')
  timeline.at(moment(addDays(world.today, -2), '10:20'), (when) =>
    apply(world.as(guangyu.owner, when), world.incubator('minhang'), guangyu.id, classIds.get('minhang')?.[0] ?? '', {
      need: '手工坊需要一间安静的房间，以及无障碍改造的建议。',
      plan: '残疾人手工就业的产品开发，一年内带动十五人稳定参与。',
      people: 6,
    }),
  )
  timeline.at(moment(addDays(world.today, -1), '20:15'), (when) =>
    apply(
      world.as(world.resident, when),
      world.incubator('jiangchuan'),
      'group',
      classIds.get('jiangchuan')?.[2] ?? '',
      {
        groupName: '河东晚风陪聊小组',
        initiators: '居民代表：联络\n邻居甲：排班\n邻居乙：记录',
        need: '一间能坐十个人的活动室，每周两个晚上；想知道怎么登记。',
        plan: '陪独居老人聊天，每月四场，半年后再决定要不要登记成立。',
        people: 3,
      },
    ),
  )
}

function tellTrainings(world: World, timeline: Timeline): void {
  const { officer } = world.body('minhang').staff
  const plan = (when: Date, title: string, startsOn: Day) =>
    done(
      planTraining(world.as(officer, when), {
        incubatorId: world.incubator('minhang'),
        title,
        about: '带上自己的账本或草稿来，边听边改。',
        place: '示例路 100 号三楼会议室（演示）',
        startsAt: moment(startsOn, '14:00'),
        hours: '3',
        seats: 30,
        forWhom: 'ALL',
      }),
    )
  const past = { id: '' }
  const pastOn = addDays(world.today, -30)
  timeline.at(moment(addDays(world.today, -45), '09:30'), async (when) => {
    past.id = (await plan(when, '小组织的第一本账', pastOn)).trainingId
  })
  const { id: tenantId, owner } = world.organization('shuiqinghe')
  timeline.at(moment(addDays(world.today, -40), '19:00'), (when) =>
    done(signUpForTraining(world.as(owner, when), { trainingId: past.id, who: tenantId, people: 2 })),
  )
  timeline.at(moment(addDays(pastOn, 1), '09:00'), async (when) => {
    const ctx = world.as(officer, when)
    const signups = await ctx.db.trainingSignup.findMany({ where: { trainingId: past.id } })
    await done(
      recordAttendance(ctx, { trainingId: past.id, attended: Object.fromEntries(signups.map(({ id }) => [id, '2'])) }),
    )
  })
  const ahead = { id: '' }
  timeline.at(moment(addDays(world.today, -6), '11:00'), async (when) => {
    ahead.id = (await plan(when, '怎样把服务写成一份申报书', toDay(addDays(world.today, 12)))).trainingId
  })
  timeline.at(moment(addDays(world.today, -3), '12:00'), (when) =>
    done(signUpForTraining(world.as(owner, when), { trainingId: ahead.id, who: tenantId, people: 2 })),
  )
}
