import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import type { SingleSourceGround } from '#app/domain/single-source/schema.ts'
import { publishResult } from '#app/services/award/publish-result.server.ts'
import { publishCall } from '#app/services/call/publish-call.server.ts'
import { admitRest } from '#app/services/panel/review-bid.server.ts'
import { objectSingle } from '#app/services/single-source/object-single.server.ts'
import { recordNegotiation } from '#app/services/single-source/record-negotiation.server.ts'
import { noticeSingleSource, setSingleSource } from '#app/services/single-source/set-single-source.server.ts'
import { opinions, singleNoticed, singlePurchase } from '../data/calls/single-source.ts'
import { moment, officeDay, type Timeline } from '../timeline.ts'
import { done, type Organization, type World } from '../world.ts'
import { tellBids, tellOpening } from './bid.ts'
import { callVersion, type CallStory, storyOf, tellSubmitted } from './prepare-call.ts'
import { explainWarnings } from './settle-call.ts'

type Reasons = { ground: SingleSourceGround; argument: string; originalYuan?: number }

/** Drafted, argued and submitted in three days, noticed on the fourth. */
function tellNoticedSource(
  world: World,
  timeline: Timeline,
  story: CallStory,
  supplier: Organization,
  { ground, argument, originalYuan }: Reasons,
  noticedOn: CallStory['publishedOn'],
): void {
  const before = (days: number, clock: string) => moment(addDays(noticedOn, -days), clock)
  tellSubmitted(world, timeline, story, before(4, '10:20'), before(2, '15:10'))
  timeline.at(before(4, '10:50'), async (when) => {
    const ctx = world.as(story.body.staff.officer, when)
    const { creditCode } = await ctx.db.organization.findUniqueOrThrow({ where: { id: supplier.id } })
    await done(
      setSingleSource(ctx, {
        callId: story.callId,
        version: 1,
        ground,
        argument,
        creditCode: creditCode ?? '',
        original: originalYuan === undefined ? undefined : toFen(BigInt(originalYuan) * 100n),
        opinions: [...opinions],
      }),
    )
  })
  timeline.at(moment(noticedOn, '09:30'), async (when) => {
    const ctx = world.as(story.body.staff.approver, when)
    await done(noticeSingleSource(ctx, { callId: story.callId, version: 1 }))
  })
}

/** The notice stands, and a resident has objected: nothing is answered yet. */
export function tellSingleNoticed(world: World, timeline: Timeline): void {
  const story = storyOf(world, singleNoticed)
  const supplier = world.organization(singleNoticed.bidders?.[0] ?? '')
  tellNoticedSource(
    world,
    timeline,
    story,
    supplier,
    {
      ground: 'ONLY_SUPPLIER',
      argument:
        '本项目须在已有听力评估档案基础上连续训练，且须具备听力语言康复资质。经向全市社会组织公开询问两次，具备资质并在本区设有训练点的只有这一家单位。',
    },
    officeDay(addDays(world.today, -3)),
  )
  timeline.at(moment(addDays(world.today, -1), '19:40'), async (when) => {
    const { owner } = world.organization('mingri')
    await done(
      objectSingle(world.as(owner, when), {
        callId: story.callId,
        name: '明日职业技能促进中心',
        facts: '本机构去年已聘用两名听力语言康复教师，并在邻镇设有训练点，具备承接条件，建议重新了解后改用竞争性磋商。',
      }),
    )
  })
}

/** From the notice to a negotiated price whose result stands on notice. */
export function tellSinglePurchase(world: World, timeline: Timeline): void {
  const story = storyOf(world, singlePurchase)
  const supplier = world.organization(singlePurchase.bidders?.[0] ?? '')
  const { officer, approver } = story.body.staff
  tellNoticedSource(
    world,
    timeline,
    story,
    supplier,
    {
      ground: 'ADD_ON',
      argument:
        '夜间值守须沿用原热线的话务平台和个案系统，与日间服务衔接。由原承接单位添购，可以保证记录连续和转介及时。',
      originalYuan: 1_080_000,
    },
    officeDay(addDays(story.publishedOn, -21)),
  )
  timeline.at(moment(story.publishedOn, '09:40'), async (when) => {
    const ctx = world.as(approver, when)
    await explainWarnings(ctx, story.callId)
    story.callNo = (await done(publishCall(ctx, await callVersion(ctx, story.callId)))).callNo
  })
  tellBids(world, timeline, story)
  tellOpening(world, timeline, story)
  timeline.at(story.after(1, '09:50'), (when) =>
    done(admitRest(world.as(officer, when), { callId: story.callId, stage: 'QUALIFICATION' })),
  )
  timeline.at(story.after(2, '15:30'), async (when) => {
    const ctx = world.as(officer, when)
    const { opened } = await ctx.db.bid.findFirstOrThrow({
      where: { callId: story.callId, state: 'OPENED' },
      select: { opened: { select: { priceFen: true } } },
    })
    const offeredFen = opened?.priceFen ?? 0n
    await done(
      recordNegotiation(ctx, {
        callId: story.callId,
        heldOn: dayOf(when),
        place: '区公益服务促进中心 302 会议室',
        people: ['经办人甲（购买主体）', '财务人员（购买主体）', '冯论证（注册会计师，演示）'],
        record:
          '一、核对了值守人员排班和夜班补贴标准，与原合同一致。\n二、平台维护费已含在原合同内，供应商同意不再计取。\n三、明确接听率低于 95% 的月份按比例扣减。',
        // The platform is paid already: a twentieth less, to the whole hundred yuan.
        agreedFen: offeredFen - (offeredFen / 20n / 10_000n) * 10_000n,
      }),
    )
  })
  timeline.at(story.after(4, '10:30'), async (when) => {
    const ctx = world.as(approver, when)
    const { version } = await ctx.db.result.findFirstOrThrow({ where: { callId: story.callId } })
    await done(
      publishResult(ctx, {
        callId: story.callId,
        version,
        reasons: '协商价格低于报价和预算，服务内容与原合同衔接，同意由该单位承接。',
        choice: { passOverReason: '', granted: new Map() },
      }),
    )
  })
}
