import { acceptReport } from '#app/services/project/accept-report.server.ts'
import { offerContract } from '#app/services/project/offer-contract.server.ts'
import { signContract } from '#app/services/project/sign-contract.server.ts'
import { startReport } from '#app/services/project/start-report.server.ts'
import { submitReport } from '#app/services/project/submit-report.server.ts'
import type { TestDatabase } from './database.ts'
import { must } from './must.ts'
import {
  acceptDay,
  contractDay,
  contractOf,
  narrative,
  openReport,
  preparedProject,
  type ProjectStory,
  reportDay,
} from './scenes-project.ts'

/** A running project of many milestones, every one accepted: as many tranches wait for payment. */
export async function manyClaimable(t: TestDatabase, count: number): Promise<ProjectStory> {
  const story = await preparedProject(t)
  const { projectId, certifier } = story
  const { amountFen } = await t.owner.project.findUniqueOrThrow({ where: { id: projectId } })
  const each = amountFen / BigInt(count)
  await t.owner.$transaction(async (tx) => {
    await tx.tranche.deleteMany({ where: { projectId } })
    await tx.indicator.deleteMany({ where: { milestone: { projectId } } })
    await tx.milestone.deleteMany({ where: { projectId } })
    for (let position = 1; position <= count; position += 1) {
      const trancheFen = position === count ? amountFen - each * BigInt(count - 1) : each
      await tx.milestone.create({
        data: {
          projectId,
          position,
          title: `第 ${String(position)} 期`,
          deliverable: '当期服务',
          dueOn: new Date('2026-06-30'),
          tranche: { create: { projectId, amountFen: trancheFen } },
        },
      })
    }
  })
  const draft = await contractOf(t, story)
  must(await offerContract(t.contextAt(contractDay, story.bureau.approver), { projectId, version: draft.version }))
  const { version, contentSha256 } = await contractOf(t, story)
  const signing = { projectId, version, contentSha256: contentSha256 ?? '' }
  must(await signContract(t.contextAt(contractDay, certifier), signing))
  for (const { id: milestoneId } of await t.owner.milestone.findMany({ where: { projectId } })) {
    const writer = t.contextAt(reportDay, certifier)
    must(await startReport(writer, { milestoneId }))
    const report = await openReport(t, milestoneId)
    must(await submitReport(writer, { milestoneId, version: report.version, narrative, figures: [] }))
    const handed = await openReport(t, milestoneId)
    const officer = t.contextAt(acceptDay, story.bureau.officer)
    must(await acceptReport(officer, { milestoneId, version: handed.version, note: '' }))
  }
  return story
}
