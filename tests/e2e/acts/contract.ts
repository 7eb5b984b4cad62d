import { offerContract } from '#app/services/project/offer-contract.server.ts'
import { signContract } from '#app/services/project/sign-contract.server.ts'
import { must } from '#tests/support/must.ts'
import type { OpenedStory } from '#tests/support/scenes-panel.ts'
import { sceneDatabase } from '../scene-database.ts'
import type { Stage } from '../stage.ts'

/** Both sides sign, by the services, at this very minute; tells the number of the project that runs from now on. */
export async function signAtOnce(
  stage: Stage,
  { bids, bureau }: Pick<OpenedStory, 'bids' | 'bureau'>,
  { bidId, projectId, contractId }: { bidId: string; projectId: string; contractId: string },
): Promise<{ projectNo: string }> {
  const { db } = stage
  const scenes = sceneDatabase(stage)
  const now = () => new Date().toISOString()
  const winner = bids.find((bid) => bid.bidId === bidId)
  if (winner === undefined) throw new Error('the award is to one of these bids')
  const contract = () => db.contract.findUniqueOrThrow({ where: { id: contractId } })
  must(
    await offerContract(scenes.contextAt(now(), bureau.approver), { projectId, version: (await contract()).version }),
  )
  const { version, contentSha256 } = await contract()
  must(
    await signContract(scenes.contextAt(now(), winner.certifier), {
      projectId,
      version,
      contentSha256: contentSha256 ?? '',
    }),
  )
  return db.project.findUniqueOrThrow({ where: { id: projectId }, select: { projectNo: true } })
}
