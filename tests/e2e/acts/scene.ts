import { contributeShare } from '#app/services/opening/contribute-share.server.ts'
import { scenePassphrase } from '#tests/support/opening-scenes.ts'
import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { freezeResult } from '#app/services/panel/freeze-result.server.ts'
import { admitRest } from '#app/services/panel/review-bid.server.ts'
import { seatExpert } from '#app/services/panel/seat-expert.server.ts'
import { signResult } from '#app/services/panel/sign-result.server.ts'
import { startScoring } from '#app/services/panel/start-scoring.server.ts'
import { publishResult } from '#app/services/award/publish-result.server.ts'
import { type CallOverrides, must, publishedCall, sceneMilestones } from '#tests/support/scenes.ts'
import { type OpenedStory, type SceneBid, type SceneBidder, sealedBid } from '#tests/support/scenes-panel.ts'
import { type ProjectStory, runningProject } from '#tests/support/scenes-project.ts'
import { declareAtOnce, doerOf, enterExperts, type Judge, scoreAtOnce } from './panel.ts'
import { reviewBudget } from '#app/services/venture/review-budget.server.ts'
import { setPitch } from '#app/services/venture/set-pitch.server.ts'
import { letDeadlinePass, letPitchesPass } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import type { Stage } from '../stage.ts'

/** Whoever bids as an organization that is there already. */
type Bidding = SceneBidder & { made?: Parameters<typeof sealedBid>[4] }
type PublishedStory = Pick<OpenedStory, 'call' | 'bureau' | 'callNo'>

/** Bids for a published call, sealed; its deadline passes, and two keyholders open them. */
export async function sealedAndOpened(
  stage: Stage,
  published: PublishedStory,
  bidders: readonly Bidding[],
): Promise<OpenedStory> {
  const { db } = stage
  const scenes = sceneDatabase(stage)
  const { bureau, callNo } = published
  const callId = published.call.id
  const bids: SceneBid[] = []
  for (const bidder of bidders) {
    const minutes = (published.call.bidDeadlineAt.getTime() - Date.now()) / 60_000
    bids.push(await sealedBid(scenes, published, bidder, minutes, bidder.made))
  }
  await letDeadlinePass(stage, callId)
  for (const keyholder of [bureau.officer, bureau.approver])
    must(
      await contributeShare(scenes.contextAt(new Date().toISOString(), keyholder), {
        callId,
        passphrase: scenePassphrase,
      }),
    )
  return {
    bureau,
    callNo,
    bids,
    call: await db.call.findUniqueOrThrow({ where: { id: callId } }),
    criteria: await db.criterion.findMany({ where: { callId }, orderBy: { position: 'asc' } }),
  }
}

/**
 * A call of this very hour whose bids two keyholders have opened: nothing of it lies in the past, where the site's own worker would
 * end it while it is still being told.
 */
export async function openedToday(
  stage: Stage,
  { bidders, ...terms }: CallOverrides & { bidders: readonly Bidding[] },
): Promise<OpenedStory> {
  const published = await publishedCall(sceneDatabase(stage), { now: new Date().toISOString(), ...terms })
  return sealedAndOpened(stage, published, bidders)
}

/** When the service of a call of today begins, ends and is paid for. */
export function termsFromToday(): Pick<CallOverrides, 'startsOn' | 'endsOn' | 'milestones'> {
  const today = dayOf(new Date())
  return {
    startsOn: addDays(today, 45),
    endsOn: addDays(today, 240),
    milestones: sceneMilestones.map((milestone, index) => ({ ...milestone, dueOn: addDays(today, 90 + index * 60) })),
  }
}

/** Every budget is agreed to as it was asked, and the pitches are held: then a venture call may be scored. */
export async function venturesHeard(
  stage: Stage,
  { call: { id: callId }, bids, bureau }: OpenedStory,
  askedFen: bigint,
): Promise<void> {
  const now = Date.now()
  const ctx = sceneDatabase(stage).contextAt(new Date(now).toISOString(), bureau.officer)
  const dueAt = new Date(now + 3 * 86_400_000)
  for (const { bidId } of bids)
    must(await reviewBudget(ctx, { bidId, dueAt, lines: [{ approvedFen: askedFen, reason: '' }] }))
  const startsAt = new Date(now + 32 * 3_600_000)
  must(await setPitch(ctx, { callId, startsAt, minutes: 10, place: '社会组织服务园', link: '', version: undefined }))
  await letPitchesPass(stage, callId)
}

/** Three experts sit, declare, score, freeze and sign, all by the services and at this very hour: the first bid is first. */
export async function scoredToday(
  stage: Stage,
  { call, bids, bureau }: OpenedStory,
  beforeScoring: () => Promise<void> = () => Promise.resolve(),
): Promise<Judge[]> {
  const { db } = stage
  const scenes = sceneDatabase(stage)
  const at = (doer: Parameters<typeof scenes.contextAt>[1]) => scenes.contextAt(new Date().toISOString(), doer)
  const callId = call.id
  const region = await db.region.findFirstOrThrow({ where: { bodies: { some: { id: call.bodyId } } } })
  const judges = await enterExperts(stage, region.id, ['专家甲', '专家乙', '专家丙'])
  for (const [index, { accountId }] of judges.entries()) {
    const { id: expertId } = await db.expert.findUniqueOrThrow({ where: { accountId } })
    const reason = '专业性强，库内人选不足'
    must(await seatExpert(at(bureau.approver), { callId, expertId, asChair: index === 0, reason }))
  }
  must(await admitRest(at(bureau.officer), { callId, stage: 'QUALIFICATION' }))
  await beforeScoring()
  const { version } = await db.panel.findUniqueOrThrow({ where: { callId } })
  must(await startScoring(at(bureau.approver), { callId, version }))
  await declareAtOnce(stage, judges, callId)
  const doers = await Promise.all(judges.map((judge) => doerOf(stage, judge)))
  const [chair] = doers
  must(await admitRest(at(chair), { callId, stage: 'CONFORMITY' }))
  const merit = new Map(bids.map(({ bidId }, index) => [bidId, 28 - index * 4]))
  await scoreAtOnce(stage, judges, callId, (judge, bidId) => String((merit.get(bidId) ?? 0) - judge))
  const panel = await db.panel.findUniqueOrThrow({ where: { callId } })
  must(await freezeResult(at(chair), { callId, version: panel.version }))
  const { id: resultId, recordSha256 } = await db.result.findFirstOrThrow({ where: { callId } })
  for (const doer of doers) must(await signResult(at(doer), { callId, resultId, recordSha256, dissent: '' }))
  return judges
}

/** The approver's decision for the first in rank: public from this moment, for the term of the notice. */
export async function noticedToday(stage: Stage, { call, bureau }: OpenedStory): Promise<void> {
  const { version } = await stage.db.result.findFirstOrThrow({ where: { callId: call.id } })
  must(
    await publishResult(sceneDatabase(stage).contextAt(new Date().toISOString(), bureau.approver), {
      callId: call.id,
      version,
      reasons: '综合得分第一，方案可行，报价合理。',
      choice: { bidId: undefined, passOverReason: '', granted: new Map() },
    }),
  )
}

/**
 * A project that runs. Its call lies in the past, where the site's own worker may end it between two acts of the telling: then the
 * story is told once more, on a busy machine more than once.
 */
export async function projectRunning(stage: Stage): Promise<ProjectStory> {
  const scenes = sceneDatabase(stage)
  for (let left = 3; left > 0; left -= 1)
    try {
      return await runningProject(scenes)
    } catch {
      // Told again.
    }
  return runningProject(scenes)
}
