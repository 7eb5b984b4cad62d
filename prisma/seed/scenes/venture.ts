import { bidContent } from '#app/domain/bid/content.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { acceptAdvice, advise, answerAdvice } from '#app/services/venture/advise.server.ts'
import { noteDiligence } from '#app/services/venture/note-diligence.server.ts'
import { answerBudget, reviewBudget } from '#app/services/venture/review-budget.server.ts'
import { setPitch } from '#app/services/venture/set-pitch.server.ts'
import { admitRest } from '#app/services/panel/review-bid.server.ts'
import { bookView, readBookOf } from '#app/services/rule-book/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { chanceOf } from '../chance.ts'
import { adviceAnswer, adviceText, cutReasons, diligenceFindings } from '../data/venture.ts'
import type { Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'
import type { CallStory } from './prepare-call.ts'

/** Whether the book this call was published under names the stages of a venture call: earlier ones do not. */
async function hasStages(ctx: Context, callId: string): Promise<boolean> {
  const call = await ctx.db.call.findUniqueOrThrow({ where: { id: callId } })
  const book = await readBookOf(ctx.db, call, dayOf(ctx.now))
  return bookView(book).code === 'venture-call' && book.stages !== undefined
}

const bidsOf = ({ db }: Context, callId: string) =>
  db.bid.findMany({
    where: { callId, state: 'OPENED' },
    orderBy: { sealedAt: 'asc' },
    select: { id: true, organization: { select: { id: true, name: true } }, opened: { select: { content: true } } },
  })

/** The officer visits some bidders and calls others. */
async function visit(ctx: Context, { callId }: CallStory, most = Infinity): Promise<void> {
  for (const [index, { id, organization }] of (await bidsOf(ctx, callId)).entries()) {
    if (index >= most) return
    const chance = chanceOf(`visit:${organization.name}`)
    const way = index % 2 === 0 ? 'VISIT' : 'CALL'
    await done(
      noteDiligence(ctx, {
        bidId: id,
        way,
        heldOn: dayOf(ctx.now),
        people: `${organization.name}负责人、项目主管；我方经办人两名`,
        finding: chance.pick<string>(diligenceFindings[way]),
      }),
    )
  }
}

/** Every second budget is cut in one line, by an eighth to the whole hundred yuan. */
async function review(ctx: Context, { callId }: CallStory, most = Infinity): Promise<void> {
  for (const [index, { id, organization, opened }] of (await bidsOf(ctx, callId)).entries()) {
    if (index >= most) return
    const { budgetLines } = bidContent.parse(opened?.content)
    const isCut = index % 2 === 0 && budgetLines.length > 0
    const lines = budgetLines.map(({ amountFen }, line) => {
      const askedFen = BigInt(amountFen)
      const cutFen = isCut && line === Math.max(0, budgetLines.length - 3) ? (askedFen / 8n / 10_000n) * 10_000n : 0n
      return {
        approvedFen: askedFen - cutFen,
        reason: cutFen === 0n ? '' : chanceOf(`cut:${organization.name}`).pick(cutReasons),
      }
    })
    const { ceilingFen } = await ctx.db.call.findUniqueOrThrow({ where: { id: callId } })
    await done(
      reviewBudget(ctx, {
        bidId: id,
        dueAt: new Date(ctx.now.getTime() + 7 * 86_400_000),
        lines: lines.length === 0 ? [{ approvedFen: ceilingFen, reason: '' }] : lines,
      }),
    )
  }
}

/** Every organization whose budget was cut stands by what was approved. */
async function accept(world: World, when: Date, { callId, plan }: CallStory): Promise<void> {
  for (const key of plan.bidders ?? []) {
    const { id: organizationId, owner } = world.organization(key)
    const ctx = world.as(owner, when)
    const offered = await ctx.db.budgetReview.findFirst({
      where: { state: 'OFFERED', bid: { callId, organizationId } },
    })
    if (offered !== null)
      await done(answerBudget(ctx, { bidId: offered.bidId, version: offered.version, declineReason: undefined }))
  }
}

/** From the review of qualification, on the day after the opening, to the pitch on the morning after that. */
export function tellStages(world: World, timeline: Timeline, story: CallStory): void {
  const { officer } = story.body.staff
  const step = (clock: string, act: (ctx: Context) => Promise<void>) =>
    timeline.at(story.after(1, clock), async (when) => {
      const ctx = world.as(officer, when)
      if (await hasStages(ctx, story.callId)) await act(ctx)
    })
  step('14:20', (ctx) => visit(ctx, story))
  step('15:00', (ctx) => review(ctx, story))
  step('15:50', (ctx) => accept(world, ctx.now, story))
  step('16:10', async (ctx) => {
    await done(
      setPitch(ctx, {
        callId: story.callId,
        startsAt: story.after(2, '08:00'),
        minutes: 8,
        place: '社会组织服务中心二楼路演厅',
        link: '',
        version: undefined,
      }),
    )
  })
}

/** A call that stands in the midst of it: some visited, one budget waiting for its bidder, the others still to be reviewed. */
export function tellMidway(world: World, timeline: Timeline, story: CallStory): void {
  timeline.at(story.after(2, '10:00'), async (when) => {
    const ctx = world.as(story.body.staff.officer, when)
    if (!(await hasStages(ctx, story.callId))) return
    await visit(ctx, story, 2)
    await done(admitRest(ctx, { callId: story.callId, stage: 'QUALIFICATION' }))
    await review(ctx, story, 2)
  })
}

/** After the award: the panel's advice for each project, the organization's answer, the officer's acceptance. */
export function tellOptimisation(world: World, timeline: Timeline, story: CallStory, awardDay: number): void {
  const { officer } = story.body.staff
  timeline.at(story.after(awardDay, '16:00'), async (when) => {
    const ctx = world.as(officer, when)
    if (!(await hasStages(ctx, story.callId))) return
    const awards = await ctx.db.award.findMany({ where: { callId: story.callId, revokedAt: null } })
    for (const { bidId } of awards)
      await done(advise(ctx, { bidId, source: 'PANEL', asksChange: true, advice: adviceText(story.plan.words) }))
  })
  timeline.at(story.after(awardDay + 1, '11:00'), async (when) => {
    for (const key of story.plan.bidders ?? []) {
      const { id: organizationId, editor } = world.organization(key)
      const ctx = world.as(editor, when)
      const open = await ctx.db.projectAdvice.findFirst({
        where: { answeredAt: null, asksChange: true, bid: { callId: story.callId, organizationId } },
      })
      if (open !== null)
        await done(answerAdvice(ctx, { bidId: open.bidId, version: open.version, answer: adviceAnswer }))
    }
  })
  timeline.at(story.after(awardDay + 2, '09:40'), async (when) => {
    const ctx = world.as(officer, when)
    const answered = await ctx.db.projectAdvice.findMany({
      where: { acceptedAt: null, answeredAt: { not: null }, bid: { callId: story.callId } },
    })
    for (const { bidId, version } of answered) await done(acceptAdvice(ctx, { bidId, version }))
  })
}
