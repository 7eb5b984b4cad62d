import { declareAccount } from '#app/services/payout/declare-account.server.ts'
import { confirmAccount } from '#app/services/payout/settle-account.server.ts'
import { nextQuarter, quarterOf } from '#app/domain/quarterly/quarters.ts'
import {
  receiveQuarterly,
  sendUpQuarterly,
  signOffQuarterly,
  startQuarterly,
} from '#app/services/quarterly/quarterly.server.ts'
import { addDays, type Day, dayOf } from '#app/domain/shared/day.ts'
import { acceptReport } from '#app/services/project/accept-report.server.ts'
import { attachEvidence } from '#app/services/project/attach-evidence.server.ts'
import { completeProject } from '#app/services/project/complete-project.server.ts'
import { draftTerms } from '#app/services/project/draft-terms.server.ts'
import { saveReview } from '#app/services/project/save-review.server.ts'
import { makeSession } from '#app/services/voice/make-session.server.ts'
import { draftContract } from '#app/services/project/draft-contract.server.ts'
import { answerObjection, closeObjection, raiseObjection } from '#app/services/project/object.server.ts'
import { offerContract } from '#app/services/project/offer-contract.server.ts'
import { readOrders } from '#app/services/project/read-orders.server.ts'
import { releaseTranche } from '#app/services/project/release-tranche.server.ts'
import { returnReport } from '#app/services/project/return-report.server.ts'
import { saveReport } from '#app/services/project/save-report.server.ts'
import { addServiceItem } from '#app/services/project/service-items.server.ts'
import { signContract } from '#app/services/project/sign-contract.server.ts'
import { startReport } from '#app/services/project/start-report.server.ts'
import { submitReport } from '#app/services/project/submit-report.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { chanceOf } from '../chance.ts'
import { feeIncomeOf, servicesOf } from '../data/fees.ts'
import type { FundedPlan, MilestoneProgress } from '../data/calls/funded.ts'
import { reportText } from '../data/reports.ts'
import { attendanceCsv, bandsPng, onePagePdf } from '../evidence-files.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type Organization, type World } from '../world.ts'
import { awardDay, type AwardStory } from './panel.ts'
import { type CallStory, milestoneDay } from './prepare-call.ts'

type Told = {
  world: World
  timeline: Timeline
  story: CallStory
  plan: FundedPlan
  award: AwardStory
  supplier: Organization
}

const contractOf = async ({ db }: Context, projectId: string) =>
  (await db.project.findUniqueOrThrow({ where: { id: projectId }, include: { contract: true } })).contract

const milestoneOf = ({ db }: Context, projectId: string, position: number) =>
  db.milestone.findUniqueOrThrow({
    where: { projectId_position: { projectId, position } },
    include: {
      indicators: true,
      tranche: true,
      reports: { orderBy: { number: 'desc' }, take: 1, include: { figures: true } },
    },
  })

/** From the award to where the plan says the project has come. */
export function tellProject(
  world: World,
  timeline: Timeline,
  story: CallStory,
  plan: FundedPlan,
  award: AwardStory,
): void {
  const told: Told = { world, timeline, story, plan, award, supplier: world.organization(plan.winner) }
  tellContract(told)
  if (plan.contract !== 'signed') return
  let lastPaidOn = story.startsOn
  plan.progress.forEach((progress, index) => {
    lastPaidOn = tellMilestone(told, progress, index + 1)
  })
  tellObjection(told)
  tellQuarters(told)
  if (plan.isCompleted)
    timeline.at(moment(addDays(lastPaidOn, 9), '11:10'), async (when) => {
      const ctx = world.as(story.body.staff.officer, when)
      const { version } = await ctx.db.project.findUniqueOrThrow({ where: { id: award.projectId } })
      await done(completeProject(ctx, { projectId: award.projectId, version }))
    })
}

function tellContract({ world, timeline, story, plan, award, supplier }: Told): void {
  const { officer, approver } = story.body.staff
  if (plan.contract === 'draft') return
  timeline.at(story.after(awardDay + 1, '14:00'), async (when) => {
    const ctx = world.as(officer, when)
    await agreeTerms(ctx, award.projectId)
    const { version, terms } = await contractOf(ctx, award.projectId)
    await done(draftContract(ctx, { projectId: award.projectId, version, terms: `${terms}\n\n${plan.terms}` }))
    for (const service of servicesOf(plan)) {
      const contract = await contractOf(ctx, award.projectId)
      await done(addServiceItem(ctx, { projectId: award.projectId, version: contract.version, ...service }))
    }
  })
  timeline.at(story.after(awardDay + 3, '10:15'), async (when) => {
    const ctx = world.as(approver, when)
    const { version } = await contractOf(ctx, award.projectId)
    await done(offerContract(ctx, { projectId: award.projectId, version }))
  })
  timeline.at(story.after(awardDay + 5, '09:20'), async (when) => {
    await tellPayout(world, supplier, when)
  })
  if (plan.contract === 'offered') return
  timeline.at(story.after(awardDay + 6, '15:45'), async (when) => {
    const ctx = world.as(supplier.certifier, when)
    const { version, contentSha256 } = await contractOf(ctx, award.projectId)
    await done(signContract(ctx, { projectId: award.projectId, version, contentSha256: contentSha256 ?? '' }))
  })
}

/** Where its money goes, said once by an organization that is paid. */
async function tellPayout(world: World, { id: organizationId, row, owner, certifier }: Organization, when: Date) {
  const ctx = world.as(owner, when)
  if ((await ctx.db.payoutAccount.count({ where: { organizationId } })) > 0) return
  const chance = chanceOf(`${row.key}:payout`)
  const number = `622${Array.from({ length: 16 }, () => chance.whole(0, 9)).join('')}`
  const { payoutAccountId } = await done(
    declareAccount(ctx, { organizationId, holder: row.name, bank: '示范银行城区支行', number }),
  )
  await done(confirmAccount(world.as(certifier, when), { organizationId, payoutAccountId }))
}

/** What every milestone of the demonstration is judged by. */
const criteria = ['完成约定的全部交付内容', '签到、服务记录和照片可以相互核对']

async function agreeTerms(ctx: Context, projectId: string): Promise<void> {
  const { version } = await contractOf(ctx, projectId)
  const milestones = await ctx.db.milestone.findMany({ where: { projectId }, include: { indicators: true } })
  await done(
    draftTerms(ctx, {
      projectId,
      version,
      milestones: milestones.map(({ id, indicators }) => ({
        id,
        criteria,
        evidence: ['ATTENDANCE', 'DATED_PHOTO'],
        indicators: indicators.map((indicator) => ({ id: indicator.id, counting: indicator.counting })),
      })),
    }),
  )
}

/** Three activities of the weeks before a report, one of each kind. */
async function recordActivities(
  ctx: Context,
  { story, plan, award }: Pick<Told, 'story' | 'plan' | 'award'>,
  milestoneId: string,
  chance: ReturnType<typeof chanceOf>,
): Promise<void> {
  for (const [index, title] of plan.words.acts.entries()) {
    const heldOn = addDays(dayOf(ctx.now), -3 - index * 5)
    if (heldOn < story.startsOn) continue
    await done(
      makeSession(ctx, {
        projectId: award.projectId,
        milestoneId,
        title,
        heldOn,
        place: `${plan.words.place}社区服务站`,
        attendance: chance.whole(12, 48),
        minutes: chance.whole(4, 12) * 30,
        volunteers: chance.whole(0, 8),
        codeCount: 0,
      }),
    )
  }
}

/** Every quarter that is over is reported on; of every second project the last report is still to come. */
function tellQuarters({ world, timeline, story, plan, award, supplier }: Told): void {
  const ends = plan.isCompleted === true ? story.startsOn : world.today
  const quarters: Day[] = []
  for (
    let quarterOn = quarterOf(dayOf(story.after(awardDay + 6, '15:45')));
    addDays(nextQuarter(quarterOn), 9) < ends && quarterOn <= story.endsOn;
    quarterOn = nextQuarter(quarterOn)
  )
    quarters.push(quarterOn)
  const isBehind = plan.key.length % 2 === 0
  for (const [index, quarterOn] of quarters.entries()) {
    if (isBehind && index === quarters.length - 1) continue
    const on = (days: number, clock: string) => moment(addDays(nextQuarter(quarterOn), days), clock)
    let id = ''
    const step = async (ctx: Context) => {
      const { version } = await ctx.db.quarterlyReport.findUniqueOrThrow({ where: { id } })
      return { id, version }
    }
    timeline.at(on(3, '15:20'), async (when) => {
      const ctx = world.as(supplier.editor, when)
      id = (await done(startQuarterly(ctx, { projectId: award.projectId, quarterOn }))).id
      const { words } = plan
      await done(
        sendUpQuarterly(ctx, {
          ...(await step(ctx)),
          done: `本季度在${words.place}为${words.group}${words.acts.join('、')}，服务按计划进行，台账每周核对。`,
          problems: index === 0 ? '个别服务点场地紧张，请街道协调活动室的开放时间。' : '',
          plans: `下季度继续${words.acts[0]}，并根据服务对象的意见调整时间安排。`,
          fee: feeIncomeOf(plan, index),
        }),
      )
    })
    timeline.at(on(5, '10:10'), async (when) => {
      const ctx = world.as(supplier.certifier, when)
      await done(signOffQuarterly(ctx, await step(ctx)))
    })
    if (index === quarters.length - 1) continue
    timeline.at(on(8, '14:30'), async (when) => {
      const ctx = world.as(story.body.staff.officer, when)
      await done(receiveQuarterly(ctx, await step(ctx)))
    })
  }
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b)

/** Tells one milestone; answers the day of the last thing that happened to it. */
function tellMilestone(
  { world, timeline, story, plan, award, supplier }: Told,
  progress: MilestoneProgress,
  position: number,
): Day {
  const milestone = plan.milestones[position - 1]
  if (milestone === undefined) throw new Error(`${plan.key} has no milestone ${position}`)
  const chance = chanceOf(`${plan.key}:report:${position}`)
  const dueOn = milestoneDay(story, milestone.at)
  const { officer, finance } = story.body.staff
  const decidedBefore = { paid: 7, paidAfterReturn: 7, claimable: 4, returned: 4, reported: 2, drafting: 2 }[
    progress.is
  ]
  const submittedOn = earlier(addDays(dueOn, -chance.whole(1, 4)), addDays(world.today, -decidedBefore))
  const actual = Math.round(milestone.target * progress.share)

  const write = async (when: Date, isAgain: boolean, share = 1) => {
    const ctx = world.as(supplier.editor, when)
    const { id, indicators } = await milestoneOf(ctx, award.projectId, position)
    if (!isAgain) await recordActivities(ctx, { story, plan, award }, id, chanceOf(`${plan.key}:acts:${position}`))
    await done(startReport(ctx, { milestoneId: id }))
    const { reports } = await milestoneOf(ctx, award.projectId, position)
    const figure = Math.round(actual * share)
    const narrative = reportText({
      words: plan.words,
      milestone,
      actual: figure,
      organization: supplier.row.name,
      chance: chanceOf(`${plan.key}:words:${position}`),
      position,
      of: plan.milestones.length,
    })
    await done(
      saveReport(ctx, {
        milestoneId: id,
        version: reports[0]?.version ?? 1,
        narrative: isAgain
          ? `${narrative}\n\n补充说明：已按退回意见逐日核对签到，服务人次改为 ${figure}，缺失的签到由服务点补齐并由居委会盖章确认。`
          : narrative,
        figures:
          progress.is === 'drafting'
            ? []
            : indicators.map((indicator) => ({ indicatorId: indicator.id, actual: figure })),
      }),
    )
    if (!isAgain) await attach(ctx, id, story, milestone.title, chance)
  }
  const handIn = async (when: Date) => {
    const ctx = world.as(supplier.certifier, when)
    const { id, reports } = await milestoneOf(ctx, award.projectId, position)
    const [draft] = reports
    if (draft === undefined) throw new Error(`${plan.key} has no report for milestone ${position}`)
    const { version, narrative, figures } = draft
    await done(submitReport(ctx, { milestoneId: id, version, narrative, figures }))
  }
  const judge = async (when: Date, decide: { accept: string } | { reason: string }) => {
    const ctx = world.as(officer, when)
    const { id, reports } = await milestoneOf(ctx, award.projectId, position)
    const [report] = reports
    const agreed = await ctx.db.milestoneCriterion.findMany({
      where: { milestoneId: id },
      orderBy: { position: 'asc' },
    })
    await done(
      saveReview(ctx, {
        milestoneId: id,
        version: report?.version ?? 1,
        narrative: '',
        figures: [],
        criteria: agreed.map((criterion, index) =>
          'accept' in decide || index === 0
            ? { id: criterion.id, mark: 'MET', reason: '' }
            : { id: criterion.id, mark: 'PARTLY', reason: '部分服务点的签到和上报人次对不上，请逐日核对。' },
        ),
        evidence: [],
      }),
    )
    const judged = await milestoneOf(ctx, award.projectId, position)
    const input = { milestoneId: id, version: judged.reports[0]?.version ?? 1 }
    await ('accept' in decide
      ? done(acceptReport(ctx, { ...input, note: decide.accept }))
      : done(returnReport(ctx, { ...input, reason: decide.reason })))
  }
  const pay = async (when: Date) => {
    const ctx = world.as(finance, when)
    const { tranche } = await milestoneOf(ctx, award.projectId, position)
    if (tranche === null) throw new Error(`${plan.key} pays nothing for milestone ${position}`)
    const orders = await readOrders(ctx.db, tranche.id)
    const paymentRefs = orders.map(() => paymentRef(when, chance.whole(1, 9999)))
    await done(releaseTranche(ctx, { trancheId: tranche.id, paymentRefs }))
  }
  const on = (days: number, clock: string) => moment(addDays(submittedOn, days), clock)

  if (progress.is === 'drafting') {
    timeline.at(moment(earlier(submittedOn, addDays(world.today, -2)), '19:40'), (when) => write(when, false, 1))
    return submittedOn
  }
  timeline.at(on(-1, '16:20'), (when) => write(when, false, progress.is === 'paidAfterReturn' ? 1.008 : 1))
  timeline.at(on(0, '10:05'), handIn)
  if (progress.is === 'reported') return submittedOn
  if (progress.is === 'returned') {
    timeline.at(on(2, '15:30'), (when) => judge(when, { reason: progress.reason }))
    return addDays(submittedOn, 2)
  }
  if (progress.is === 'paidAfterReturn') {
    timeline.at(on(1, '11:00'), (when) => judge(when, { reason: progress.reason }))
    timeline.at(on(2, '17:10'), (when) => write(when, true))
    timeline.at(on(3, '09:30'), handIn)
    timeline.at(on(4, '14:40'), (when) => judge(when, { accept: '差异已说明，补充材料齐全。' }))
    timeline.at(on(6, '10:20'), pay)
    return addDays(submittedOn, 6)
  }
  timeline.at(on(2, '15:00'), (when) =>
    judge(when, { accept: progress.note ?? '材料齐全，数字与台账相符，现场抽查合格。' }),
  )
  if (progress.is === 'claimable') return addDays(submittedOn, 2)
  const paidOn = payDay(submittedOn, world.today, plan.key.length + position)
  timeline.at(moment(paidOn, '10:40'), pay)
  return paidOn
}

/** Some are paid within days of acceptance, some towards the end of the term; never later than the day before yesterday. */
function payDay(submittedOn: Day, today: Day, turn: number): Day {
  const soonest = addDays(submittedOn, 5)
  const wanted = addDays(submittedOn, 2 + ([3, 8, 3, 17, 26][turn % 5] ?? 3))
  const latest = addDays(today, -2)
  return wanted <= latest ? wanted : soonest
}

const paymentRef = (when: Date, number: number) =>
  `ZF${when.toISOString().slice(0, 10).replaceAll('-', '')}${String(number).padStart(4, '0')}`

/** A table, a page and a picture; what anyone may see is decided piece by piece. */
async function attach(
  ctx: Context,
  milestoneId: string,
  { plan }: CallStory,
  title: string,
  chance: ReturnType<typeof chanceOf>,
): Promise<void> {
  const rows = chance.whole(12, 16)
  // Every second day, up to shortly before the report.
  const from = new Date(ctx.now.getTime() - (rows * 2 + 1) * 86_400_000)
  const pieces = [
    {
      title: '服务签到汇总',
      kind: 'ATTENDANCE' as const,
      isPublic: true,
      file: new File([new Uint8Array(attendanceCsv(rows, plan.words.place, chance, from))], '服务签到汇总.csv', {
        type: 'text/csv',
      }),
    },
    {
      title: `${title}成果材料`,
      kind: 'SERVICE_RECORD' as const,
      isPublic: true,
      file: new File(
        [
          new Uint8Array(
            onePagePdf(`${title}成果材料`, [
              plan.title,
              '',
              ...plan.words.acts.map((act, index) => `${index + 1}. ${act}`),
              '',
              '以上材料为演示数据，不涉及任何真实的人和机构。',
            ]),
          ),
        ],
        '成果材料.pdf',
        { type: 'application/pdf' },
      ),
    },
    {
      title: '服务点照片（示意图）',
      kind: 'DATED_PHOTO' as const,
      isPublic: false,
      file: new File([new Uint8Array(bandsPng(chance))], '服务点照片.png', { type: 'image/png' }),
    },
  ]
  for (const piece of pieces) await done(attachEvidence(ctx, { milestoneId, ...piece }))
}

function tellObjection({ world, timeline, story, plan, award }: Told): void {
  const { objection } = plan
  if (objection === undefined) return
  const { supervisor, officer } = story.body.staff
  const daysAgo = (days: number, clock: string) => moment(addDays(world.today, -days), clock)
  let objectionId = ''
  timeline.at(daysAgo(objection.daysAgo, '11:25'), async (when) => {
    const ctx = world.as(supervisor, when)
    objectionId = (await done(raiseObjection(ctx, { projectId: award.projectId, reason: objection.reason })))
      .objectionId
  })
  const { answer } = objection
  if (answer === undefined) return
  const current = async (ctx: Context) => ({
    objectionId,
    version: (await ctx.db.objection.findUniqueOrThrow({ where: { id: objectionId } })).version,
  })
  timeline.at(daysAgo(answer.daysAgo, '16:50'), async (when) => {
    const ctx = world.as(officer, when)
    await done(answerObjection(ctx, { ...(await current(ctx)), answer: answer.text }))
  })
  if (!answer.isClosed) return
  timeline.at(daysAgo(answer.daysAgo - 2, '09:50'), async (when) => {
    const ctx = world.as(supervisor, when)
    await done(closeObjection(ctx, await current(ctx)))
  })
}
