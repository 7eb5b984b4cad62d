import { paths } from '#app/http/paths.ts'
import { type Actor as Doer, anonymous } from '#app/domain/shared/actor.ts'
import { declareConflicts } from '#app/services/panel/declare-conflicts.server.ts'
import { freezeResult } from '#app/services/panel/freeze-result.server.ts'
import { pledge } from '#app/services/panel/pledge.server.ts'
import { admitRest } from '#app/services/panel/review-bid.server.ts'
import { saveSheet, submitSheet, unsavedVersion } from '#app/services/panel/save-sheet.server.ts'
import { seatExpert } from '#app/services/panel/seat-expert.server.ts'
import { signResult } from '#app/services/panel/sign-result.server.ts'
import { startScoring } from '#app/services/panel/start-scoring.server.ts'
import { must } from '#tests/support/must.ts'
import type { OpenedStory } from '#tests/support/scenes-panel.ts'
import { fill, follow, press } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, type Stage } from '../stage.ts'

const nothing = () => Promise.resolve()

export type Judge = Actor & { name: string }

/** Experts of the pool, signed in, each from an institution of its own. */
export async function enterExperts(stage: Stage, regionId: string, names: readonly string[]): Promise<Judge[]> {
  const judges: Judge[] = []
  for (const short of names) {
    const name = `${short}-${stage.mark}`
    judges.push({ ...(await stage.enter({ name, expert: { employer: `独立评审机构${short}`, regionId } })), name })
  }
  return judges
}

/** The approver gives each a seat, the first one the chair; where the book wants a draw a reason is told. */
export async function seatJudges(
  { t }: Stage,
  approver: Actor,
  { callId, regionId, judges }: { callId: string; regionId: string; judges: readonly Judge[] },
): Promise<void> {
  for (const [index, { name }] of judges.entries()) {
    await approver.goto(`${paths.bureauPanel(callId)}?field=&region=${regionId}`)
    const form = approver.page.getByRole('form', { name: t('panel.bureau.seatNamed', { name }), exact: true })
    // The pool is paged.
    while ((await form.count()) === 0) await follow(approver.page, t('common.nav.next'))
    const reason = form.locator('[name="reason"]')
    if ((await reason.count()) > 0) await reason.fill('专业性强，库内人选不足')
    await press(approver.page, index === 0 ? t('panel.bureau.seatAsChair') : t('panel.bureau.seat'), form)
  }
}

/** The agreement, then no tie with any bid, through the page. */
export async function declareNone(
  { t }: Stage,
  { goto, page }: Actor,
  callId: string,
  bids: number,
  look = nothing,
): Promise<void> {
  await goto(paths.panel(callId))
  await fill(page, { agreed: true })
  await press(page, t('panel.pledge.submit'))
  await look()
  for (let bid = 0; bid < bids; bid += 1) await fill(page, { [`declarations[${bid}].kind`]: 'NONE' })
  await fill(page, { truthful: true })
  await press(page, t('panel.page.declare'))
}

/** One sheet through the scoring desk. */
export async function scoreAtDesk(
  { t }: Stage,
  { goto, page }: Actor,
  callId: string,
  bidId: string,
  points: string,
  look = nothing,
): Promise<void> {
  await goto(paths.panelBid(callId, bidId))
  await fill(page, { 'scores[0].points': points, 'scores[0].reason': '菜单与人员安排可行，卫生制度需要细化。' })
  await look()
  await press(page, t('panel.desk.review'))
  await press(page, t('panel.desk.submit'))
}

/** A judge as the services know one, for the sheets that no page needs to be walked for again. */
export async function doerOf({ db }: Stage, { accountId }: Actor): Promise<Doer & { accountId: string }> {
  const { name, expert } = await db.account.findUniqueOrThrow({ where: { id: accountId }, include: { expert: true } })
  return { ...anonymous, accountId, name, ...(expert === null ? {} : { expertId: expert.id }) }
}

/** What a judge is to judge: everything without a tie, or of that what the lot gave to the judge's group. */
const bidsOf = ({ db }: Stage, { accountId }: Actor, callId: string): Promise<{ id: string }[]> => db.$queryRaw`
  SELECT b.id FROM judged_bid j JOIN bid b ON b.id = j.bid_id JOIN seat s ON s.id = j.seat_id JOIN expert x ON x.id = s.expert_id
  WHERE j.call_id = ${callId}::uuid AND x.account_id = ${accountId}::uuid AND b.state = 'OPENED'
    AND NOT EXISTS (SELECT 1 FROM stated_conflict f WHERE f.bid_id = b.id AND f.seat_id = s.id AND f.kind <> 'NONE') ORDER BY b.sealed_at`

/** Every judge has a seat, the first in the chair; every bid is found qualified, and scoring starts: by the services, at once. */
export async function startAtOnce(
  stage: Stage,
  { call: { id: callId }, bureau }: OpenedStory,
  judges: readonly Actor[],
): Promise<void> {
  const scenes = sceneDatabase(stage)
  const now = new Date().toISOString()
  for (const [index, judge] of judges.entries()) {
    const { expertId = '' } = await doerOf(stage, judge)
    const seat = { callId, expertId, asChair: index === 0, reason: '专业性强，库内人选不足' }
    must(await seatExpert(scenes.contextAt(now, bureau.approver), seat))
  }
  must(await admitRest(scenes.contextAt(now, bureau.officer), { callId, stage: 'QUALIFICATION' }))
  const { version } = await stage.db.panel.findUniqueOrThrow({ where: { callId } })
  must(await startScoring(scenes.contextAt(now, bureau.approver), { callId, version }))
}

/** Agreement and declarations at once, by the services, at this very minute; a tie with the bids named. */
export async function declareAtOnce(
  stage: Stage,
  judges: readonly Actor[],
  callId: string,
  tiedTo: readonly string[] = [],
): Promise<void> {
  const scenes = sceneDatabase(stage)
  for (const judge of judges) {
    const ctx = scenes.contextAt(new Date().toISOString(), await doerOf(stage, judge))
    must(await pledge(ctx, { callId, words: '保密约定' }))
    const bids = await bidsOf(stage, judge, callId)
    const kindOf = (bidId: string) => (tiedTo.includes(bidId) ? ('COLLABORATION' as const) : ('NONE' as const))
    const declarations = bids.map(({ id: bidId }) => ({ bidId, kind: kindOf(bidId), note: '' }))
    must(await declareConflicts(ctx, { callId, declarations }))
  }
}

/** The chair finds that every bid it may read conforms. */
export async function conformAtOnce(stage: Stage, [chair]: readonly Actor[], callId: string): Promise<void> {
  if (chair === undefined) throw new Error('a panel has a chair')
  const ctx = sceneDatabase(stage).contextAt(new Date().toISOString(), await doerOf(stage, chair))
  must(await admitRest(ctx, { callId, stage: 'CONFORMITY' }))
}

/** Every sheet of these judges, by the services; the same points on every subjective criterion of a bid. */
export async function scoreAtOnce(
  stage: Stage,
  judges: readonly Actor[],
  callId: string,
  pointsOf: (judge: number, bidId: string) => string,
): Promise<void> {
  const scenes = sceneDatabase(stage)
  const criteria = await stage.db.criterion.findMany({ where: { callId, kind: 'SUBJECTIVE' }, select: { id: true } })
  for (const [index, judge] of judges.entries()) {
    const ctx = scenes.contextAt(new Date().toISOString(), await doerOf(stage, judge))
    for (const { id: bidId } of await bidsOf(stage, judge, callId)) {
      const points = pointsOf(index, bidId)
      const scores = criteria.map(({ id }) => ({ criterionId: id, points, reason: '材料与要求相符' }))
      const { version } = must(
        await saveSheet(ctx, { callId, bidId, version: unsavedVersion, scores, comment: '总体可行' }),
      )
      must(await submitSheet(ctx, { callId, bidId, version }))
    }
  }
}

/** The chair freezes and everybody signs, by the services. */
export async function signAtOnce(stage: Stage, judges: readonly Actor[], callId: string): Promise<void> {
  const { db } = stage
  const contextOf = async (judge: Actor) =>
    sceneDatabase(stage).contextAt(new Date().toISOString(), await doerOf(stage, judge))
  const [chair] = judges
  if (chair === undefined) throw new Error('a panel has a chair')
  const { version } = await db.panel.findUniqueOrThrow({ where: { callId } })
  const { resultId } = must(await freezeResult(await contextOf(chair), { callId, version }))
  const { recordSha256 } = await db.result.findUniqueOrThrow({ where: { id: resultId } })
  for (const judge of judges)
    must(await signResult(await contextOf(judge), { callId, resultId, recordSha256, dissent: '' }))
}

/** The chair freezes, then everybody signs: the chair through the page, the others at once. */
export async function freezeAndSign(stage: Stage, [chair, ...others]: readonly Actor[], callId: string) {
  const { db, t } = stage
  if (chair === undefined) throw new Error('a panel has a chair')
  await chair.goto(paths.panel(callId))
  await press(chair.page, t('panel.page.close'))
  await chair.goto(paths.panelSigning(callId))
  await press(chair.page, t('panel.signing.sign'))
  const { id: resultId, recordSha256 } = await db.result.findFirstOrThrow({
    where: { callId },
    orderBy: { versionNo: 'desc' },
  })
  for (const judge of others) {
    const ctx = sceneDatabase(stage).contextAt(new Date().toISOString(), await doerOf(stage, judge))
    must(await signResult(ctx, { callId, resultId, recordSha256, dissent: '' }))
  }
  const { signedAt } = await db.result.findUniqueOrThrow({ where: { id: resultId } })
  expect(signedAt).not.toBeNull()
}
