import type { Actor } from '#app/domain/shared/actor.ts'
import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { acceptReport } from '#app/services/project/accept-report.server.ts'
import { offerContract } from '#app/services/project/offer-contract.server.ts'
import { releaseTranche } from '#app/services/project/release-tranche.server.ts'
import { signContract } from '#app/services/project/sign-contract.server.ts'
import { makeFinance, must, sceneMilestones } from '#tests/support/scenes.ts'
import {
  awardAt,
  daysAfter,
  declareAll,
  freezeAt,
  noticeAt,
  sceneBidders,
  scoreBid,
  seatedPanel,
  signAll,
  startedPanel,
} from '#tests/support/scenes-panel.ts'
import { reported } from '#tests/support/scenes-project.ts'
import { sceneDatabase } from '../scene-database.ts'
import type { Stage } from '../stage.ts'
import { openedToday } from './scene.ts'

/**
 * A project whose first tranche is paid and whose second is held. What follows the opening is told in days to come: nothing of it
 * is due where the site's own worker could act on it while it is still being told.
 */
export async function paidProject(stage: Stage) {
  const { db, mark } = stage
  const scenes = sceneDatabase(stage)
  const today = dayOf(new Date())
  const opened = await openedToday(stage, {
    title: `高龄独居老人居家照护服务 ${mark}`,
    startsOn: addDays(today, 45),
    endsOn: addDays(today, 240),
    milestones: sceneMilestones.map((milestone, index) => ({
      ...milestone,
      dueOn: addDays(today, [90, 150, 210][index] ?? 210),
    })),
    bidders: sceneBidders.map((bidder) => ({ ...bidder, name: `${bidder.name}${mark}` })),
  })
  const story = await startedPanel(scenes, await seatedPanel(scenes, opened))
  for (const [e, expert] of story.experts.entries()) {
    must(await declareAll(scenes, story, expert))
    for (const [b, { bidId }] of story.bids.entries())
      await scoreBid(scenes, story, expert, bidId, { c1: String(20 + b * 2 + e), c2: `${40 + b}.5` })
  }
  must(await freezeAt(scenes, story, story.chair))
  await signAll(scenes, story)
  must(await noticeAt(scenes, story))
  const [awarded] = must(await awardAt(scenes, story)).awards
  const winner = story.bids.find(({ bidId }) => bidId === awarded?.bidId)
  if (awarded === undefined || winner === undefined) throw new Error('a bidder won')
  const { projectId, contractId } = awarded
  const finance = await makeFinance(scenes, story.bureau.body)
  const at = (days: number, actor: Actor) => scenes.contextAt(daysAfter(story.call, days), actor)
  const contract = () => db.contract.findUniqueOrThrow({ where: { id: contractId } })

  const { bureau } = story
  must(await offerContract(at(14, bureau.approver), { projectId, version: (await contract()).version }))
  const { version, contentSha256 } = await contract()
  must(await signContract(at(14, winner.certifier), { projectId, version, contentSha256: contentSha256 ?? '' }))
  const milestones = await db.milestone.findMany({ where: { projectId }, orderBy: { position: 'asc' } })
  const told = { ...story, ...awarded, winner, finance, certifier: winner.certifier, milestones }
  for (const position of [1, 2]) {
    const report = await reported(scenes, { ...told, supervisor: bureau.supervisor, evaluator: finance }, position, {
      at: daysAfter(story.call, 19 + position),
    })
    const accepting = at(22, bureau.officer)
    must(
      await acceptReport(accepting, { milestoneId: report.milestoneId, version: report.version, note: '材料齐全。' }),
    )
  }
  const tranche = await db.tranche.findFirstOrThrow({ where: { milestone: { projectId, position: 1 } } })
  must(await releaseTranche(at(23, finance), { trancheId: tranche.id, paymentRefs: [`ZF-${mark}`] }))
  return { projectId, fundId: bureau.fund.id, bureau, finance, winner, until: addDays(today, 40) }
}
