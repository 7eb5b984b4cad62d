import { createHash } from 'node:crypto'
import { anonymous } from '#app/domain/shared/actor.ts'
import { addDays } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { openAppeal, submitAppeal } from '#app/services/appeal/decide-appeal.server.ts'
import { draftAppeal } from '#app/services/appeal/draft-appeal.server.ts'
import { hashOfGiverCode } from '#app/services/shared/giver.server.ts'
import { receivePledge } from '#app/services/appeal/keep-money.server.ts'
import { makePledge } from '#app/services/appeal/make-pledge.server.ts'
import { type AppealPlan, appeals, type GiftPlan } from '../data/appeals.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'

/** A name of a form that is the same in every telling. */
const keyOf = (plan: AppealPlan, index: number): string => {
  const hex = createHash('sha256').update(`${plan.key} ${index}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Small things that neighbours give for: drafted, approved by another person, promised, and come at the bank. */
export function tellAppeals(world: World, timeline: Timeline): void {
  for (const plan of appeals) tellAppeal(world, timeline, plan)
}

function tellAppeal(world: World, timeline: Timeline, plan: AppealPlan): void {
  const { staff, funds } = world.body('minhang')
  const opensOn = addDays(world.today, -plan.openedDaysAgo)
  const made = { appealId: '' }
  timeline.at(moment(addDays(opensOn, -3), '10:20'), async (when) => {
    const ctx = world.as(staff.officer, when)
    const { appealId } = await done(
      draftAppeal(ctx, {
        for: { kind: 'fund', id: funds.get('minhang-giving') ?? '' },
        title: plan.title,
        purpose: plan.purpose,
        target: toFen(BigInt(plan.targetYuan) * 100n),
        approvalNo: plan.approvalNo,
        approvedByName: '闵行区民政局（演示）',
        raiserName: '闵行区公益服务促进中心（演示）',
        raiserLicence: '',
        partnerName: '演示慈善基金会',
        partnerLicence: '示例资格第 0001 号',
        bankText: '户名：演示慈善基金会\n开户行：示范银行闵行支行\n账号：0000 0000 0000 0000（演示，请勿转账）',
        opensOn,
        endsOn: addDays(opensOn, plan.runsDays),
        belowTarget: 'USE',
      }),
    )
    made.appealId = appealId
    await done(submitAppeal(ctx, { appealId, version: 1 }))
  })
  timeline.at(moment(opensOn, '09:05'), (when) =>
    done(openAppeal(world.as(staff.approver, when), { appealId: made.appealId, version: 2 })),
  )
  plan.gifts.forEach((gift, index) => {
    tellGift(world, timeline, { plan, gift, index, made })
  })
}

type Told = { plan: AppealPlan; gift: GiftPlan; index: number; made: { appealId: string } }

function tellGift(world: World, timeline: Timeline, { plan, gift, index, made }: Told): void {
  const opensOn = addDays(world.today, -plan.openedDaysAgo)
  const { staff } = world.body('minhang')
  const promised = { pledgeId: '', amountFen: 0n }
  timeline.at(moment(addDays(opensOn, gift.onDay), '12:10'), async (when) => {
    const ctx = world.as(anonymous, when)
    const { code } = await done(
      makePledge(ctx, {
        appealId: made.appealId,
        key: keyOf(plan, index),
        amount: toFen(BigInt(Math.round(gift.yuan * 100))),
        name: gift.name,
        email: `${plan.key}-${index + 1}@demo.example`,
        phone: '',
        isNamed: gift.isNamed ?? false,
        naming: gift.naming ?? '',
        message: gift.message ?? '',
      }),
    )
    const { id, amountFen } = await ctx.db.pledge.findUniqueOrThrow({
      where: { codeHash: hashOfGiverCode(ctx.keys, code) },
      select: { id: true, amountFen: true },
    })
    promised.pledgeId = id
    promised.amountFen = amountFen
  })
  const { cameOn } = gift
  if (cameOn === null) return
  const day = addDays(opensOn, cameOn)
  timeline.at(moment(day, '16:30'), (when) =>
    done(
      receivePledge(world.as(staff.finance, when), {
        pledgeId: promised.pledgeId,
        version: 1,
        amount: promised.amountFen,
        on: day,
        reference: `演示流水 ${plan.key}-${index + 1}`,
      }),
    ),
  )
}
