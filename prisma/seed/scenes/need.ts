import { randomUUID } from 'node:crypto'
import type { NeedTyped, StepTyped } from '#app/domain/need/schema.ts'
import type { NeedStepKind } from '#app/domain/need/lifecycle.ts'
import { type Actor, anonymous } from '#app/domain/shared/actor.ts'
import { addDays, type Day, dayOf } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { announceMeeting } from '#app/services/meeting/announce-meeting.server.ts'
import { publishMinutes, recordAttendance, recordVote } from '#app/services/meeting/hold-meeting.server.ts'
import { setNeedAside, takeUpNeed } from '#app/services/need/handle-need.server.ts'
import { linkNeedToCall } from '#app/services/need/link-call.server.ts'
import { raiseNeed } from '#app/services/need/raise-need.server.ts'
import { recordStep } from '#app/services/need/record-step.server.ts'
import { recordPetition, supportNeed } from '#app/services/need/support-need.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { applyForTask, decideTask } from '#app/services/task/admit-task.server.ts'
import { confirmTransfer, enterTransfer, linkTransfer } from '#app/services/transfer/enter-transfer.server.ts'
import { bookVenue } from '#app/services/venue/book-venue.server.ts'
import { enterVenue } from '#app/services/venue/keep-venue.server.ts'
import { addressOf } from '../accounts.ts'
import { needs, type NeedPlan } from '../data/needs.ts'
import { moment, type Timeline } from '../timeline.ts'
import { type Body, done, type World } from '../world.ts'
import type { CallStory } from './prepare-call.ts'

const bodyKey = 'minhang'

type Told = { id: string; needNo: string }
const latest = async ({ db }: Context, id: string) =>
  (await db.need.findUniqueOrThrow({ where: { id }, select: { version: true } })).version

/** Needs in every state, as far as each of them has come. */
export function tellNeeds(world: World, timeline: Timeline): void {
  for (const plan of needs) tellNeed(world, timeline, plan, addDays(world.today, -plan.raisedDaysAgo))
  tellOthers(world, timeline)
}

/** The need that a funded project of the demonstration came from: resolved before its call was drafted. */
export function tellNeedBehind(world: World, timeline: Timeline, story: CallStory): void {
  const raisedOn = addDays(story.publishedOn, -75)
  const told = tellNeed(
    world,
    timeline,
    {
      title: '高龄独居老人没人照看，希望有人定期上门看看',
      what: '我们这里独居的高龄老人多，子女不在身边，夜里摔倒没有人知道。希望有人每周上门看看，并装一个能求助的呼叫装置。',
      whyNow: '上个月有一位老人摔倒后第二天才被邻居发现。',
      beneficiaries: '80 岁以上独居老人',
      people: 200,
      field: 'ELDERLY_AND_DISABILITY',
      region: '310112001',
      raisedDaysAgo: 0,
      by: 'anonymous',
      steps: 3,
      petition: 36,
      minutes: 'published',
    },
    raisedOn,
  )
  const { officer } = world.body(bodyKey).staff
  // After its draft was begun, before it went to the approver.
  timeline.at(moment(addDays(story.publishedOn, -6), '14:40'), (when) =>
    done(linkNeedToCall(world.as(officer, when), { needId: told.id, callId: story.callId })),
  )
}

const residentOf = async (world: World, when: Date): Promise<Actor> => {
  const { db } = world.as(anonymous, when)
  const email = addressOf('resident')
  const { id, name } = await db.account.findUniqueOrThrow({ where: { email }, select: { id: true, name: true } })
  return { ...anonymous, accountId: id, name, email }
}

function tellNeed(world: World, timeline: Timeline, plan: NeedPlan, raisedOn: Day): Told {
  const body = world.body(bodyKey)
  const { officer } = body.staff
  const regionId = world.region(plan.region)
  const told: Told = { id: '', needNo: '' }
  const { title, what, whyNow, beneficiaries, field, people } = plan
  const words = { title, what, whyNow, beneficiaries, field }
  timeline.at(moment(raisedOn, '19:30'), async (when) => {
    const typed: NeedTyped = {
      ...words,
      key: randomUUID(),
      people,
      regionId,
      bodyId: plan.by === 'body' ? body.id : undefined,
      name: plan.by === 'anonymous' ? '（演示）居民' : '',
      phone: plan.by === 'anonymous' ? '00000000000' : '',
      email: '',
      isDifferent: true,
    }
    const actor = plan.by === 'anonymous' ? anonymous : plan.by === 'body' ? officer : await residentOf(world, when)
    const ctx = world.as(actor, when)
    told.needNo = (await done(raiseNeed(ctx, typed))).needNo
    told.id = (await ctx.db.need.findUniqueOrThrow({ where: { needNo: told.needNo }, select: { id: true } })).id
  })
  if (plan.steps === undefined) return told
  timeline.at(moment(addDays(raisedOn, 2), '10:00'), (when) =>
    done(
      takeUpNeed(world.as(officer, when), {
        needId: told.id,
        version: 1,
        bodyId: body.id,
        committeeKind: 'RESIDENTS',
        ...words,
      }),
    ),
  )
  if (plan.by !== 'resident')
    timeline.at(moment(addDays(raisedOn, 3), '20:15'), async (when) =>
      done(supportNeed(world.as(await residentOf(world, when), when), { needNo: told.needNo })),
    )
  if (plan.petition !== undefined)
    timeline.at(moment(addDays(raisedOn, 5), '16:00'), (when) =>
      done(
        recordPetition(world.as(officer, when), {
          needId: told.id,
          people: plan.petition ?? 1,
          collected: '居委会一楼联名簿，张贴三天。',
        }),
      ),
    )
  if (plan.asideReason !== undefined) {
    timeline.at(moment(addDays(raisedOn, 6), '15:00'), async (when) => {
      const ctx = world.as(officer, when)
      await done(
        setNeedAside(ctx, { needId: told.id, version: await latest(ctx, told.id), reason: plan.asideReason ?? '' }),
      )
    })
    return told
  }
  const order: { step: NeedStepKind; after: number; kind: string; basis: StepTyped['basis']; entitled: number }[] = [
    { step: 'DELIBERATION', after: 12, kind: 'REPRESENTATIVES', basis: 'REPRESENTATIVES', entitled: 45 },
    { step: 'REVIEW', after: 20, kind: 'COMMITTEE', basis: 'COMMITTEE_MEMBERS', entitled: 7 },
    { step: 'RESOLUTION', after: 30, kind: 'ASSEMBLY', basis: 'HOUSEHOLDS', entitled: 320 },
  ]
  for (const row of order.slice(0, plan.steps)) tellStep(world, timeline, body, plan, told, raisedOn, row)
  return told
}

/** A meeting is announced, held, takes the step, and its minutes follow, unless they are late. */
function tellStep(
  world: World,
  timeline: Timeline,
  body: Body,
  plan: NeedPlan,
  told: Told,
  raisedOn: Day,
  {
    step,
    after,
    kind,
    basis,
    entitled,
  }: { step: NeedStepKind; after: number; kind: string; basis: StepTyped['basis']; entitled: number },
): void {
  const { officer } = body.staff
  const heldOn = addDays(raisedOn, after)
  const present = Math.ceil(entitled * 0.8)
  const votesAgainst = Math.floor(present * 0.06)
  const abstained = Math.floor(present * 0.04)
  const held = { id: '' }
  const constituency =
    basis === 'COMMITTEE_MEMBERS'
      ? 'COMMITTEE_MEMBERS'
      : basis === 'HOUSEHOLDS'
        ? 'RESIDENTS'
        : 'RESIDENT_REPRESENTATIVES'
  const version = async (ctx: Context) =>
    (await ctx.db.meeting.findUniqueOrThrow({ where: { id: held.id }, select: { version: true } })).version
  timeline.at(moment(addDays(heldOn, -6), '09:00'), async (when) => {
    const outcome = await done(
      announceMeeting(world.as(officer, when), {
        bodyId: body.id,
        regionId: world.region(plan.region),
        kind,
        title: `“${plan.title.slice(0, 30)}”${step === 'DELIBERATION' ? '居民代表商议' : step === 'REVIEW' ? '居委会审议' : '居民会议决议'}`,
        agenda: '一、介绍需求和联名情况；\n二、听取意见；\n三、表决。',
        place: '社区服务中心二楼会议室（演示）',
        chair: '演示用名，居委会主任',
        startsAt: moment(heldOn, '18:30'),
        subjects: [told.needNo],
        seats: [
          { constituency, seats: entitled },
          { constituency: 'MIGRANT_WORKERS', seats: 3 },
          { constituency: 'PARTY_DELEGATES', seats: 2 },
        ],
      }),
    )
    held.id = outcome.meetingId
  })
  timeline.at(moment(heldOn, '20:30'), async (when) => {
    const ctx = world.as(officer, when)
    const attended = { [constituency]: present, MIGRANT_WORKERS: 2, PARTY_DELEGATES: 2 }
    await done(recordAttendance(ctx, { meetingId: held.id, version: await version(ctx), attended }))
    await done(
      recordStep(ctx, {
        needId: told.id,
        version: await latest(ctx, told.id),
        step,
        basis,
        heldOn,
        meetingId: held.id,
        entitled,
        present,
        votesFor: present - votesAgainst - abstained,
        votesAgainst,
        abstained,
        outcome: 'PASSED',
        summary: '多数意见认为确有必要，建议先摸清人数、写清服务标准，再列入项目。',
      }),
    )
  })
  if (plan.minutes === 'published')
    timeline.at(moment(addDays(heldOn, 3), '11:00'), async (when) => {
      const ctx = world.as(officer, when)
      const minutes =
        '会议听取了需求和联名情况，与会人员就服务对象、服务频次和监督方式发表了意见。\n表决通过，由居委会报送并公布进展。'
      await done(publishMinutes(ctx, { meetingId: held.id, version: await version(ctx), minutes }))
    })
}

/** A meeting that comes, one that was held with votes; a task that was admitted and one that waits; a function handed over; venues. */
function tellOthers(world: World, timeline: Timeline): void {
  const body = world.body(bodyKey)
  const { officer, officer2, approver } = body.staff
  const regionId = world.region('310112101')
  const daysAgo = (days: number, clock: string) => moment(addDays(world.today, -days), clock)
  timeline.at(daysAgo(2, '09:10'), (when) =>
    done(
      announceMeeting(world.as(officer, when), {
        bodyId: body.id,
        regionId,
        kind: 'CONSULTATION',
        title: '莘庄镇社区养老服务民情恳谈会',
        agenda: '一、通报今年养老服务项目情况；\n二、听取居民、农民工代表和驻区单位意见；\n三、现场答复。',
        place: '莘庄镇社区文化活动中心三楼（演示）',
        chair: '演示用名，镇社区办主任',
        startsAt: moment(addDays(world.today, 8), '14:00'),
        subjects: [],
        seats: [
          { constituency: 'RESIDENTS', seats: 30 },
          { constituency: 'MIGRANT_WORKERS', seats: 5 },
          { constituency: 'PEOPLES_CONGRESS', seats: 2 },
          { constituency: 'LOCAL_UNITS', seats: 4 },
        ],
      }),
    ),
  )
  const appraisal = { id: '' }
  timeline.at(daysAgo(40, '09:10'), async (when) => {
    const { meetingId } = await done(
      announceMeeting(world.as(officer, when), {
        bodyId: body.id,
        regionId,
        kind: 'RESULTS_APPRAISAL',
        title: '上半年社区服务项目成效评议会',
        agenda: '一、承接机构汇报；\n二、居民代表提问；\n三、逐项评议。',
        place: '莘庄镇社区文化活动中心三楼（演示）',
        chair: '演示用名，镇社区办主任',
        startsAt: daysAgo(30, '14:00'),
        subjects: [],
        seats: [
          { constituency: 'RESIDENT_REPRESENTATIVES', seats: 40 },
          { constituency: 'PARTY_DELEGATES', seats: 5 },
          { constituency: 'MIGRANT_WORKERS', seats: 5 },
        ],
      }),
    )
    appraisal.id = meetingId
  })
  timeline.at(daysAgo(30, '17:00'), async (when) => {
    const ctx = world.as(officer, when)
    const attended = { RESIDENT_REPRESENTATIVES: 33, PARTY_DELEGATES: 4, MIGRANT_WORKERS: 3 }
    const meetingId = appraisal.id
    await done(recordAttendance(ctx, { meetingId, version: 1, attended }))
    await done(
      recordVote(ctx, { meetingId, motion: '对助餐服务项目的评议：满意', votesFor: 34, votesAgainst: 3, abstained: 3 }),
    )
    await done(
      publishMinutes(ctx, {
        meetingId,
        version: 2,
        minutes: '与会代表肯定助餐服务的准时率，建议增加软食供应，并公布投诉电话。承接机构当场答复，两周内落实。',
      }),
    )
  })

  const taskOf = (over: { title: string; content: string; kind: 'TASK' | 'DATA_REQUEST'; legalBasis: string }) => ({
    ...over,
    bodyId: body.id,
    applicantBodyId: body.id,
    department: '区统计部门（演示）',
    regionId: world.region('310112'),
    fundsFen: toFen(6_000_000n),
    shareBps: 8_000,
    hoursPerMonth: 6,
    formsPerMonth: 2,
  })
  timeline.at(daysAgo(60, '10:20'), async (when) => {
    const ctx = world.as(officer2, when)
    const { taskNo } = await done(
      applyForTask(ctx, {
        ...taskOf({
          title: '居民消费情况抽样调查',
          content: '每个社区每月抽取二十户，由居委会协助调查员入户，填写两张调查表。',
          kind: 'DATA_REQUEST',
          legalBasis: '《中华人民共和国统计法》及年度统计调查制度',
        }),
        startsOn: dayOf(when),
        endsOn: addDays(dayOf(when), 300),
      }),
    )
    const { id } = await ctx.db.taskAdmission.findUniqueOrThrow({ where: { taskNo }, select: { id: true } })
    const reason = '有法律依据，经费随事项下达，工作量适当，予以准入。'
    await done(decideTask(world.as(approver, when), { taskId: id, isAdmitted: true, reason }))
  })
  timeline.at(daysAgo(1, '15:20'), (when) =>
    done(
      applyForTask(world.as(officer2, when), {
        ...taskOf({
          title: '垃圾分类入户宣传台账',
          content: '每月入户宣传并填写台账一份，月底汇总报送。',
          kind: 'TASK',
          legalBasis: '区绿化市容部门年度工作通知（演示）',
        }),
        startsOn: addDays(dayOf(when), 20),
        endsOn: addDays(dayOf(when), 380),
      }),
    ),
  )

  timeline.at(daysAgo(90, '11:00'), async (when) => {
    const ctx = world.as(officer, when)
    const { transferId } = await done(
      enterTransfer(ctx, {
        bodyId: body.id,
        title: '独居老人关爱巡访的组织实施',
        content: '巡访计划的制定、巡访员的组织与培训、求助信息的受理转介，由政府部门直接办理改为购买服务。',
        department: '区民政部门（演示）',
        recipient: '经征集确定的社会服务机构',
        documentNo: '闵府办〔演示〕12 号',
        decidedOn: addDays(dayOf(when), -20),
        startsOn: addDays(dayOf(when), -10),
        endsOn: undefined,
      }),
    )
    await done(confirmTransfer(world.as(approver, when), { transferId }))
    const call = await ctx.db.call.findFirst({
      where: { bodyId: body.id, callNo: { not: null }, isRehearsal: false },
      orderBy: { publishedAt: 'asc' },
      select: { callNo: true },
    })
    if (call?.callNo != null) await done(linkTransfer(ctx, { transferId, callNo: call.callNo }))
  })

  timeline.at(daysAgo(50, '10:00'), async (when) => {
    const ctx = world.as(officer, when)
    const week = { opens: '09:00', closes: '17:00' }
    const hours = { 1: week, 2: week, 3: week, 4: week, 5: week, 6: { opens: '09:00', closes: '12:00' } }
    await done(
      enterVenue(ctx, {
        bodyId: body.id,
        regionId,
        unit: '莘庄镇社区文化活动中心（演示）',
        name: '三楼多功能厅',
        kind: 'HALL',
        address: '莘庄镇某路 1 号（演示）',
        capacity: 120,
        description: '有投影、音响和无障碍通道，自带电脑即可使用。',
        fee: toFen(0n),
        fullFee: toFen(30_000n),
        hours,
      }),
    )
    await done(
      enterVenue(ctx, {
        bodyId: body.id,
        regionId: world.region('310112001'),
        unit: '江川路街道某小学（演示）',
        name: '周末室外操场',
        kind: 'OUTDOOR',
        address: '江川路某弄 8 号（演示）',
        capacity: 300,
        description: '周末对公益活动开放，不提供音响。',
        fee: toFen(5_000n),
        fullFee: toFen(20_000n),
        hours: { 6: week, 7: week },
      }),
    )
  })
  timeline.at(daysAgo(1, '11:30'), async (when) => {
    const organization = world.organization('qingchuan')
    const ctx = world.as(organization.editor, when)
    const project = await ctx.db.project.findFirst({
      where: { organizationId: organization.id, state: 'ACTIVE' },
      select: { id: true },
      orderBy: { createdAt: 'desc' },
    })
    const venue = await ctx.db.venue.findFirst({ where: { name: '三楼多功能厅' }, select: { id: true } })
    if (project === null || venue === null) return
    // The next Monday but one, whatever day it is.
    const monday = addDays(world.today, 15 - (new Date(`${world.today}T12:00:00Z`).getUTCDay() || 7))
    await done(
      bookVenue(ctx, {
        venueId: venue.id,
        projectId: project.id,
        on: monday,
        from: '09:30',
        to: '11:30',
        people: 45,
        purpose: '巡访员培训和志愿者交流',
      }),
    )
  })
}
