import { contractTerms } from '#app/http/contract-terms.ts'
import { makeAwards } from '#app/services/award/make-awards.server.ts'
import { publishResult } from '#app/services/award/publish-result.server.ts'
import { declareConflicts } from '#app/services/panel/declare-conflicts.server.ts'
import { freezeResult } from '#app/services/panel/freeze-result.server.ts'
import { lettersOf } from '#app/domain/panel/groups.ts'
import { closeDiscussion, openDiscussion, scoreAgain, writeMinute } from '#app/services/panel/discuss.server.ts'
import { pledge } from '#app/services/panel/pledge.server.ts'
import { recuseSeat } from '#app/services/panel/recuse-seat.server.ts'
import { admitRest } from '#app/services/panel/review-bid.server.ts'
import { saveSheet, submitSheet, unsavedVersion } from '#app/services/panel/save-sheet.server.ts'
import { seatExpert } from '#app/services/panel/seat-expert.server.ts'
import { scoreSample } from '#app/services/panel/score-sample.server.ts'
import { allotByLot, setGroups } from '#app/services/panel/set-groups.server.ts'
import { unwrittenVersion, writeSample } from '#app/services/panel/set-sample.server.ts'
import { startScoring } from '#app/services/panel/start-scoring.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { chanceOf } from '../chance.ts'
import { awardReasons, reasonText, sheetComment } from '../data/answers.ts'
import type { Timeline } from '../timeline.ts'
import { done, type Expert, type World } from '../world.ts'
import type { CallStory } from './prepare-call.ts'
import { pledgeWords, sign } from './sign.ts'
import { tellOptimisation, tellStages } from './venture.ts'

export type PanelStory = {
  judges: readonly Expert[]
  /** This judge once worked with the bidder, says so, and does not score it. */
  conflict?: { judge: string; organization: string }
  /** This judge steps down after scoring began. */
  recusal?: { judge: string; reason: string }
  /** The committee judges in so many groups, seats taken by turns; one when left out. */
  groups?: number
  /** This judge has not put a hand under the result yet. */
  unsigned?: string
  /** How many sheets each judge hands in; everyone all of them when left out. */
  sheets?: Record<string, number>
}

const clock = (hour: number, minute: number) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`

/** The judges get their seats on the day after the opening. */
export function tellSeats(world: World, timeline: Timeline, story: CallStory, { judges }: PanelStory): void {
  for (const [index, judge] of judges.entries()) {
    timeline.at(story.after(1, clock(9, 20 + index * 3)), (when) =>
      done(
        seatExpert(world.as(story.body.staff.approver, when), {
          callId: story.callId,
          expertId: judge.id,
          asChair: index === 0,
          reason: '项目专业性强，经主管部门同意选定。',
        }),
      ),
    )
  }
}

const panelVersion = async ({ db }: Context, callId: string) =>
  (await db.panel.findUniqueOrThrow({ where: { callId }, select: { version: true } })).version

/** The bids that one judge judges. */
const bidsOf = ({ db }: Context, callId: string, group: string) =>
  db.bid.findMany({
    where: {
      callId,
      state: 'OPENED',
      ...(group === '' ? {} : { allotments: { some: { panelGroup: group, panel: { callId } } } }),
    },
    orderBy: { sealedAt: 'asc' },
    select: { id: true, organization: { select: { name: true } } },
  })

export function tellScoring(world: World, timeline: Timeline, story: CallStory, panel: PanelStory): void {
  tellSeats(world, timeline, story, panel)
  timeline.at(story.after(1, '14:10'), (when) =>
    done(admitRest(world.as(story.body.staff.officer, when), { callId: story.callId, stage: 'QUALIFICATION' })),
  )
  const { sample } = story.plan
  if (sample !== undefined)
    timeline.at(story.after(1, '14:40'), (when) =>
      done(
        writeSample(world.as(story.body.staff.officer, when), {
          callId: story.callId,
          version: unwrittenVersion,
          ...sample,
        }),
      ),
    )
  if (panel.groups !== undefined) tellGroups(world, timeline, story, panel.groups)
  tellStages(world, timeline, story)
  timeline.at(story.after(1, '16:30'), async (when) => {
    const ctx = world.as(story.body.staff.approver, when)
    await done(startScoring(ctx, { callId: story.callId, version: await panelVersion(ctx, story.callId) }))
  })
  const clear = panel.judges.filter(({ key }) => key !== panel.conflict?.judge && key !== panel.recusal?.judge)
  timeline.at(story.after(2, '09:20'), async (when) => {
    // Seats go to the groups by turns, so the first ones sit in one each.
    for (const judge of clear.slice(0, panel.groups ?? 1))
      await done(admitRest(world.as(judge.actor, when), { callId: story.callId, stage: 'CONFORMITY' }))
  })
  for (const [index, judge] of panel.judges.entries()) {
    timeline.at(story.after(2, clock(8, 40 + index * 3)), (when) =>
      declare(world.as(judge.actor, when), story, panel, judge),
    )
    if (sample !== undefined)
      timeline.at(story.after(2, clock(9, 30 + index * 4)), (when) =>
        scoreTheSample(world.as(judge.actor, when), story, judge),
      )
    if (panel.recusal?.judge === judge.key) {
      const { reason } = panel.recusal
      timeline.at(story.after(2, '09:30'), (when) => stepDown(world.as(judge.actor, when), story, judge, reason))
    } else {
      timeline.at(story.after(2, clock(10, index * 11)), (when) =>
        score(world, world.as(judge.actor, when), story, judge, panel.sheets?.[judge.key]),
      )
    }
  }
}

const seatOf = ({ db }: Context, { callId }: CallStory, judge: Expert) =>
  db.seat.findFirstOrThrow({ where: { panel: { callId }, expertId: judge.id } })

/** Seats go to the groups by turns, and a lot allots the bids. */
function tellGroups(world: World, timeline: Timeline, story: CallStory, groups: number): void {
  const { body } = story
  timeline.at(story.after(1, '15:10'), async (when) => {
    const ctx = world.as(body.staff.approver, when)
    const seats = await ctx.db.seat.findMany({ where: { panel: { callId: story.callId } }, orderBy: { code: 'asc' } })
    await done(
      setGroups(ctx, {
        callId: story.callId,
        version: await panelVersion(ctx, story.callId),
        groups,
        seats: seats.map(({ id }, index) => ({ seatId: id, group: lettersOf(groups)[index % groups] ?? '' })),
      }),
    )
    await done(allotByLot(ctx, { callId: story.callId, version: await panelVersion(ctx, story.callId) }))
  })
}

async function scoreTheSample(ctx: Context, { callId, plan }: CallStory, judge: Expert): Promise<void> {
  const criteria = await ctx.db.criterion.findMany({
    where: { callId, kind: 'SUBJECTIVE' },
    orderBy: { position: 'asc' },
  })
  const chance = chanceOf(`${plan.key}:${judge.key}:sample`)
  const scores = criteria.map(({ id, maxPoints }) => {
    const points = Math.round(Number(maxPoints) * (0.5 + chance.next() * 0.35) * 2) / 2
    return { criterionId: id, points: String(points) }
  })
  await done(scoreSample(ctx, { callId, scores }))
}

const secondReason = '讨论中核对了材料第六页的人员证书，实施保障比初评时所见扎实。'

/** The chair opens the first bid for discussion, a member scores it again, and the chair writes the minutes. */
export function tellDiscussion(
  world: World,
  timeline: Timeline,
  story: CallStory,
  { judges }: PanelStory,
  isOver: boolean,
): void {
  const [chair, second] = judges
  if (chair === undefined || second === undefined) throw new Error('a panel has members')
  const place = async ({ db }: Context) => {
    const bid = await db.bid.findFirstOrThrow({
      where: { callId: story.callId, state: 'OPENED' },
      orderBy: { sealedAt: 'asc' },
    })
    return { callId: story.callId, bidId: bid.id }
  }
  timeline.at(story.after(3, '10:10'), async (when) => {
    const ctx = world.as(chair.actor, when)
    await done(openDiscussion(ctx, await place(ctx)))
  })
  timeline.at(story.after(3, '10:25'), async (when) => {
    const ctx = world.as(second.actor, when)
    const where = await place(ctx)
    const sheet = await ctx.db.scoreSheet.findFirstOrThrow({
      where: { bidId: where.bidId, seat: { expertId: second.id } },
      include: { scores: { orderBy: { criterion: { position: 'asc' } }, include: { criterion: true } } },
    })
    const scores = sheet.scores.map(({ criterionId, points, criterion }, index) => ({
      criterionId,
      points: String(index === 0 ? Math.min(Number(criterion.maxPoints), Number(points) + 1.5) : Number(points)),
    }))
    await done(scoreAgain(ctx, { ...where, scores, reason: secondReason }))
  })
  timeline.at(story.after(3, '10:40'), async (when) => {
    const ctx = world.as(chair.actor, when)
    const text = '各位评委对照材料逐条核对了人员与实施保障。一位评委据证书调整了第一项得分，其余维持初评。'
    await done(writeMinute(ctx, { ...(await place(ctx)), text }))
    if (isOver) await done(closeDiscussion(ctx, await place(ctx)))
  })
}

async function declare(ctx: Context, story: CallStory, { conflict }: PanelStory, judge: Expert): Promise<void> {
  const against = conflict?.judge === judge.key ? conflict.organization : undefined
  const seat = await seatOf(ctx, story, judge)
  const declarations = (await bidsOf(ctx, story.callId, seat.panelGroup)).map(({ id, organization }) =>
    organization.name === against
      ? { bidId: id, kind: 'COLLABORATION' as const, note: '两年前曾为该机构的项目做过督导' }
      : { bidId: id, kind: 'NONE' as const, note: '' },
  )
  await done(pledge(ctx, { callId: story.callId, words: pledgeWords }))
  await done(declareConflicts(ctx, { callId: story.callId, declarations }))
}

async function stepDown(ctx: Context, { callId }: CallStory, judge: Expert, reason: string): Promise<void> {
  const seat = await ctx.db.seat.findFirstOrThrow({ where: { panel: { callId }, expertId: judge.id } })
  await done(recuseSeat(ctx, { callId, reason, version: seat.version }))
}

/** Marks around a level of each bid; the first bidder of the plan is the one the story goes on with. */
async function score(
  world: World,
  ctx: Context,
  { callId, plan }: CallStory,
  judge: Expert,
  sheetsMax = Infinity,
): Promise<void> {
  const best = plan.bidders?.[0]
  const bestName = best === undefined ? undefined : world.organization(best).row.name
  const criteria = await ctx.db.criterion.findMany({
    where: { callId, kind: 'SUBJECTIVE' },
    orderBy: { position: 'asc' },
  })
  const seat = await ctx.db.seat.findFirstOrThrow({ where: { panel: { callId }, expertId: judge.id } })
  const declared = await ctx.db.conflictDeclaration.findMany({
    where: { seatId: seat.id, kind: 'NONE' },
    orderBy: { bid: { sealedAt: 'asc' } },
    select: { bidId: true, bid: { select: { organization: { select: { name: true } } } } },
  })
  for (const [index, { bidId, bid }] of declared.entries()) {
    // One beyond the limit is begun and not handed in: that is how desks look.
    if (index > sheetsMax) return
    const chance = chanceOf(`${plan.key}:${judge.key}:${bid.organization.name}`)
    const name = bid.organization.name
    const quality = name === bestName ? 0.9 : 0.7 + chanceOf(`${plan.key}:${name}`).next() * 0.12
    const level = quality + (chance.next() - 0.5) * 0.05
    const scores = criteria.map((criterion) => {
      const max = Number(criterion.maxPoints)
      const ratio = Math.min(1, Math.max(0.4, level + (chance.next() - 0.5) * 0.08))
      const points = Math.min(max, Math.round(max * ratio * 2) / 2)
      return { criterionId: criterion.id, points: String(points), reason: reasonText(points / max, chance) }
    })
    const isHandedIn = index < sheetsMax
    const { version } = await done(
      saveSheet(ctx, {
        callId,
        bidId,
        version: unsavedVersion,
        scores: isHandedIn ? scores : scores.slice(0, 2),
        comment: isHandedIn ? sheetComment(level, chance) : '',
      }),
    )
    if (isHandedIn) await done(submitSheet(ctx, { callId, bidId, version }))
  }
}

/** The chair freezes the scores; with the last hand under the result the panel closes. */
export function tellClosing(
  world: World,
  timeline: Timeline,
  story: CallStory,
  { judges, recusal, unsigned }: PanelStory,
): void {
  timeline.at(story.after(3, '15:20'), async (when) => {
    const [chair] = judges
    if (chair === undefined) throw new Error('a panel has a chair')
    const ctx = world.as(chair.actor, when)
    await done(freezeResult(ctx, { callId: story.callId, version: await panelVersion(ctx, story.callId) }))
  })
  for (const [index, judge] of judges.filter(({ key }) => ![recusal?.judge, unsigned].includes(key)).entries())
    timeline.at(story.after(3, clock(15, 30 + index * 4)), (when) => sign(world.as(judge.actor, when), story.callId))
}

export type AwardStory = { projectId: string }

/** The approver decides; the result is public and stands on notice. */
export function tellNotice(world: World, timeline: Timeline, story: CallStory, winner: string): void {
  timeline.at(story.after(4, '10:30'), async (when) => {
    const ctx = world.as(story.body.staff.approver, when)
    const result = await ctx.db.result.findFirstOrThrow({
      where: { callId: story.callId, signedAt: { not: null } },
      orderBy: { versionNo: 'desc' },
      include: { bids: true },
    })
    await done(
      publishResult(ctx, {
        callId: story.callId,
        version: result.version,
        reasons: awardReasons(world.organization(winner).row.name, story.plan, result.bids.length),
        choice: { passOverReason: '', granted: new Map() },
      }),
    )
  })
}

/** The first office hour after a notice that began on the fourth day after the deadline is over, whatever holidays lie between. */
export const awardDay = 20

/** The notice is over: awards, draft contracts, projects. */
export function tellAward(world: World, timeline: Timeline, story: CallStory, told: AwardStory, winner: string): void {
  tellNotice(world, timeline, story, winner)
  timeline.at(story.after(awardDay, '09:05'), async (when) => {
    const ctx = world.as(story.body.staff.approver, when)
    told.projectId = (await awardNow(ctx, story.callId, contractTerms))[0]?.projectId ?? ''
  })
  tellOptimisation(world, timeline, story, awardDay)
}

export async function awardNow(
  ctx: Context,
  callId: string,
  draftTerms: Parameters<typeof makeAwards>[1]['draftTerms'],
) {
  const notice = await ctx.db.resultNotice.findFirstOrThrow({ where: { callId, state: 'OPEN' } })
  return (await done(makeAwards(ctx, { callId, noticeId: notice.id, version: notice.version, draftTerms }))).awards
}
