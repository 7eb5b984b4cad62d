import type { CallTerms } from '#app/domain/call/schema.ts'
import { addDays, type Day } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { attachDocument } from '#app/services/call/attach-document.server.ts'
import { draftCall } from '#app/services/call/draft-call.server.ts'
import { publishCall } from '#app/services/call/publish-call.server.ts'
import { setCriteria } from '#app/services/call/set-criteria.server.ts'
import { setFormItem, setBidderTerms } from '#app/services/call/set-form.server.ts'
import { setKeyholders } from '#app/services/call/set-keyholders.server.ts'
import { setScoring } from '#app/services/call/set-scoring.server.ts'
import { setFees } from '#app/services/call/set-fees.server.ts'
import { setMatching } from '#app/services/call/set-matching.server.ts'
import { setPosts } from '#app/services/call/set-posts.server.ts'
import { setPlan } from '#app/services/call/set-plan.server.ts'
import { submitCall } from '#app/services/call/submit-call.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { CallPlan } from '../data/calls/call-plan.ts'
import { applicationForms, consortia, requiredCertificates } from '../data/application-forms.ts'
import { criteriaSets } from '../data/criteria.ts'
import { feesOf } from '../data/fees.ts'
import { onePagePdf } from '../evidence-files.ts'
import { explainWarnings, settleConditions } from './settle-call.ts'
import { moment, officeDay, type Timeline } from '../timeline.ts'
import { type Body, done, type World } from '../world.ts'

/** A call as its stories share it: the days are fixed from the start, the ids come as it happens. */
export type CallStory = {
  plan: CallPlan
  body: Body
  publishedOn: Day
  deadlineOn: Day
  deadlineAt: Date
  startsOn: Day
  endsOn: Day
  callId: string
  callNo: string
  /** Days, clock: an instant counted from the deadline's day. */
  after: (days: number, clock: string) => Date
}

const publishedOnOf = (world: World, plan: CallPlan, deadlineOn: Day, deadline: number): Day => {
  const wanted = addDays(deadlineOn, -(plan.openFor ?? 24))
  // What is still open for weeks was published in these days, not in the days to come.
  const latest = addDays(world.today, -2 - (plan.title.length % 6))
  return officeDay(deadline > 0 && wanted > latest ? latest : wanted)
}

export function storyOf(world: World, plan: CallPlan): CallStory {
  const counted = addDays(world.today, plan.deadline)
  const deadlineOn = plan.deadline > 2 || plan.deadline < 0 ? officeDay(counted) : counted
  const startsOn = addDays(counted, plan.startAfter ?? 40)
  return {
    plan,
    body: world.body(plan.body),
    publishedOn: publishedOnOf(world, plan, deadlineOn, plan.deadline),
    deadlineOn,
    deadlineAt: moment(deadlineOn, plan.deadlineTime ?? '17:00'),
    startsOn,
    endsOn: addDays(startsOn, Math.round((plan.months ?? 10) * 30.4)),
    callId: '',
    callNo: '',
    after: (days, clock) => moment(addDays(deadlineOn, days), clock),
  }
}

const fen = (yuan: number) => toFen(BigInt(yuan) * 100n)

export const termsOf = (world: World, { plan, body, deadlineAt, startsOn, endsOn }: CallStory): CallTerms => ({
  title: plan.title,
  method: plan.method,
  instrument: plan.instrument,
  field: plan.field,
  regionId: world.region(plan.region),
  docNo: '',
  summary: plan.summary,
  requirement: plan.requirement,
  beneficiaries: plan.beneficiaries,
  budget: fen(plan.budgetYuan),
  ceiling: fen(plan.ceilingYuan ?? plan.budgetYuan),
  fundId: body.funds.get(plan.fund) ?? null,
  bidDeadlineAt: deadlineAt,
  startsOn,
  endsOn,
  quorum: plan.quorum ?? 3,
})

/** The version a page would have been drawn from. */
export const callVersion = async ({ db }: Context, callId: string): Promise<{ callId: string; version: number }> => ({
  callId,
  version: (await db.call.findUniqueOrThrow({ where: { id: callId }, select: { version: true } })).version,
})

export const milestoneDay = ({ startsOn, endsOn }: CallStory, at: number): Day => {
  const days = Math.round((moment(endsOn, '00:00').getTime() - moment(startsOn, '00:00').getTime()) / 86_400_000)
  return addDays(startsOn, Math.round(days * at))
}

async function draft(world: World, story: CallStory, when: Date): Promise<void> {
  const { plan, body } = story
  const ctx = world.as(body.staff.officer, when)
  const { callId } = await done(draftCall(ctx, { ...termsOf(world, story), bodyId: body.id }))
  story.callId = callId
  if (plan.milestones.length === 0) return
  await done(
    setCriteria(ctx, {
      ...(await callVersion(ctx, callId)),
      criteria: criteriaSets[plan.criteria].map((row) => ({
        title: row.title,
        guidance: row.guidance,
        kind: row.kind,
        points: String(row.maxPoints),
        answerLimit: row.kind === 'PRICE' ? 1500 : row.answerLimit,
      })),
    }),
  )
  if (plan.scoring !== undefined)
    await done(
      setScoring(ctx, { ...(await callVersion(ctx, callId)), isBlind: false, reasons: 'EVERY', ...plan.scoring }),
    )
  for (const item of applicationForms[plan.key] ?? [])
    await done(setFormItem(ctx, { ...(await callVersion(ctx, callId)), item }))
  const documents = requiredCertificates[plan.key] ?? []
  const allowsConsortium = consortia[plan.key] !== undefined
  if (documents.length > 0 || allowsConsortium)
    await done(setBidderTerms(ctx, { ...(await callVersion(ctx, callId)), documents, allowsConsortium }))
  await settleConditions(ctx, callId)
  if (plan.posts !== undefined) await done(setPosts(ctx, { ...(await callVersion(ctx, callId)), posts: plan.posts }))
  const fees = feesOf(plan)
  if (fees !== undefined) await done(setFees(ctx, { ...(await callVersion(ctx, callId)), ...fees }))
  if (plan.matching !== undefined)
    await done(setMatching(ctx, { ...(await callVersion(ctx, callId)), rule: plan.matching }))
  await done(
    setPlan(ctx, {
      ...(await callVersion(ctx, callId)),
      milestones: plan.milestones.map(({ title, deliverable, indicator, unit, target, at, trancheBps }) => ({
        title,
        deliverable,
        indicator: target === 0 ? '' : indicator,
        unit,
        target,
        dueOn: milestoneDay(story, at),
        share: trancheBps,
      })),
    }),
  )
  await nameKeyholders(ctx, callId, body)
}

/** The second officer and the approver, with the supervisor as escrow; any two of them open the call. */
export async function nameKeyholders(ctx: Context, callId: string, { staff }: Body): Promise<void> {
  const officers = [staff.officer2, staff.approver].flatMap(({ accountId }) => accountId ?? [])
  const escrow = staff.supervisor.accountId ?? null
  await done(setKeyholders(ctx, { ...(await callVersion(ctx, callId)), officers, escrow, threshold: 2 }))
}

async function attachRequirement(world: World, { plan, body, callId }: CallStory, when: Date): Promise<void> {
  const ctx = world.as(body.staff.officer, when)
  const lines = plan.requirement.split('\n').flatMap((line) => line.match(/.{1,44}/gu) ?? [''])
  const page = onePagePdf(`采购需求：${plan.title}`, [body.row.nameZh, '', ...lines].slice(0, 30))
  const file = new File([new Uint8Array(page)], '采购需求书.pdf', { type: 'application/pdf' })
  await done(attachDocument(ctx, { ...(await callVersion(ctx, callId)), title: '采购需求书', file }))
}

/** Drafted, and left at that. */
export function tellDraft(world: World, timeline: Timeline, plan: CallPlan): void {
  const story = storyOf(world, plan)
  timeline.at(moment(addDays(world.today, -3), '15:10'), (when) => draft(world, story, when))
}

/** Drafted with its document and handed to the approver. */
export function tellSubmitted(
  world: World,
  timeline: Timeline,
  story: CallStory,
  drafted: Date,
  submitted: Date,
): void {
  timeline.at(drafted, async (when) => {
    await draft(world, story, when)
    await attachRequirement(world, story, when)
  })
  timeline.at(submitted, async (when) => {
    const ctx = world.as(story.body.staff.officer, when)
    await explainWarnings(ctx, story.callId)
    await done(submitCall(ctx, await callVersion(ctx, story.callId)))
  })
}

/** From draft to publication, four eyes. */
export function tellPublished(world: World, timeline: Timeline, plan: CallPlan): CallStory {
  const story = storyOf(world, plan)
  const before = (days: number, clock: string) => moment(addDays(story.publishedOn, -days), clock)
  tellSubmitted(world, timeline, story, before(6, '14:20'), before(4, '16:05'))
  timeline.at(moment(story.publishedOn, '09:40'), async (when) => {
    const ctx = world.as(story.body.staff.approver, when)
    await explainWarnings(ctx, story.callId)
    const published = await done(publishCall(ctx, { ...(await callVersion(ctx, story.callId)) }))
    story.callNo = published.callNo
  })
  return story
}
