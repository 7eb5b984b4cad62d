import { contributeShare } from '#app/services/opening/contribute-share.server.ts'
import { scenePassphrase } from '#tests/support/opening-scenes.ts'
import { type CallOverrides, must, publishedCall } from '#tests/support/scenes.ts'
import { type OpenedStory, type SceneBid, type SceneBidder, sealedBid } from '#tests/support/scenes-panel.ts'
import { type ProjectStory, runningProject } from '#tests/support/scenes-project.ts'
import { letDeadlinePass } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import type { Stage } from '../stage.ts'

/**
 * A call of this very hour whose bids two keyholders have opened: nothing of it lies in the past, where the site's own worker would
 * end it while it is still being told.
 */
export async function openedToday(
  stage: Stage,
  { bidders, ...terms }: CallOverrides & { bidders: readonly SceneBidder[] },
): Promise<OpenedStory> {
  const { db } = stage
  const scenes = sceneDatabase(stage)
  const published = await publishedCall(scenes, { now: new Date().toISOString(), ...terms })
  const { bureau, callNo } = published
  const callId = published.call.id
  const bids: SceneBid[] = []
  for (const bidder of bidders) {
    const minutes = (published.call.bidDeadlineAt.getTime() - Date.now()) / 60_000
    bids.push(await sealedBid(scenes, published, bidder, minutes))
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
 * A project that runs. Its call lies in the past, where the site's own worker may end it between two acts of the telling: then the
 * story is told once more.
 */
export async function projectRunning(stage: Stage): Promise<ProjectStory> {
  const scenes = sceneDatabase(stage)
  try {
    return await runningProject(scenes)
  } catch {
    return runningProject(scenes)
  }
}
