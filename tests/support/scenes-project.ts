import type { Actor } from '#app/domain/shared/actor.ts'
import type { Outcome } from '#app/domain/shared/outcome.ts'
import { acceptReport } from '#app/services/project/accept-report.server.ts'
import { offerContract } from '#app/services/project/offer-contract.server.ts'
import { releaseTranche } from '#app/services/project/release-tranche.server.ts'
import { signContract } from '#app/services/project/sign-contract.server.ts'
import { startReport } from '#app/services/project/start-report.server.ts'
import { submitReport } from '#app/services/project/submit-report.server.ts'
import type { Milestone } from '#prisma/generated/client.ts'
import type { TestDatabase } from './database.ts'
import { makeEvaluator, makeFinance, makeSupervisor, must } from './scenes.ts'
import { awardedCall, type AwardedStory, sceneBidders } from './scenes-panel.ts'
import { told } from './told.ts'

export type ProjectStory = AwardedStory & {
  finance: Actor
  supervisor: Actor
  evaluator: Actor
  /** The supplier's certifier. */
  certifier: Actor
  milestones: Milestone[]
}

/** When the parts of a project's story happen. */
export const contractDay = '2026-04-01T10:00:00+08:00'
export const reportDay = '2026-06-20T10:00:00+08:00'
export const acceptDay = '2026-06-24T10:00:00+08:00'
export const payDay = '2026-06-26T10:00:00+08:00'

type Overrides = Parameters<typeof awardedCall>[1]

/** Bidders whose budgets have lines to move money between; the second, who wins, asks for 450,000.00 yuan. */
export const linedBidders = sceneBidders.map((bidder) => ({
  ...bidder,
  shares: { 照护人员: 60n, 培训与督导: 25n, 物资与交通: 15n },
}))

/** An award with its draft contract, and everybody who will work on the project. */
export const preparedProject = told(
  'preparedProject',
  async (t: TestDatabase, overrides: Overrides = {}): Promise<ProjectStory> => {
    const story = await awardedCall(t, overrides)
    const { body } = story.bureau
    return {
      ...story,
      certifier: story.winner.certifier,
      finance: await makeFinance(t, body),
      supervisor: await makeSupervisor(t, body),
      evaluator: await makeEvaluator(t, body),
      milestones: await t.owner.milestone.findMany({
        where: { projectId: story.projectId },
        orderBy: { position: 'asc' },
      }),
    }
  },
)

export const contractOf = (t: TestDatabase, { contractId }: ProjectStory) =>
  t.owner.contract.findUniqueOrThrow({ where: { id: contractId } })

/** Offered by the approver. */
export const offeredContract = told(
  'offeredContract',
  async (t: TestDatabase, overrides: Overrides = {}, at: string = contractDay): Promise<ProjectStory> => {
    const story = await preparedProject(t, overrides)
    const { version } = await contractOf(t, story)
    const ctx = t.contextAt(at, story.bureau.approver)
    must(await offerContract(ctx, { projectId: story.projectId, version }))
    return story
  },
)

/** Signed by both sides: the project runs. */
export const runningProject = told(
  'runningProject',
  async (t: TestDatabase, overrides: Overrides = {}, at: string = contractDay): Promise<ProjectStory> => {
    const story = await offeredContract(t, overrides, at)
    const { version, contentSha256 } = await contractOf(t, story)
    const ctx = t.contextAt(at, story.certifier)
    must(await signContract(ctx, { projectId: story.projectId, version, contentSha256: contentSha256 ?? '' }))
    return story
  },
)

export const milestoneAt = (story: ProjectStory, position: number): Milestone => {
  const found = story.milestones.find((milestone) => milestone.position === position)
  if (found === undefined) throw new Error(`no milestone ${position}`)
  return found
}

export const narrative = '本阶段按计划完成建档与首轮评估，共走访二百四十二户，发现高风险对象十七户并已转介。'

/** Writes and hands in the next version of a report, every figure at the target unless said otherwise. */
export async function reported(
  t: TestDatabase,
  story: ProjectStory,
  position = 1,
  { actual, at = reportDay, actor }: { actual?: number; at?: string; actor?: Actor } = {},
) {
  const milestone = milestoneAt(story, position)
  const ctx = t.contextAt(at, actor ?? story.certifier)
  must(await startReport(ctx, { milestoneId: milestone.id }))
  const indicators = await t.owner.indicator.findMany({ where: { milestoneId: milestone.id } })
  const draft = await openReport(t, milestone.id)
  must(
    await submitReport(ctx, {
      milestoneId: milestone.id,
      version: draft.version,
      narrative,
      figures: indicators.map(({ id, target }) => ({ indicatorId: id, actual: actual ?? target })),
    }),
  )
  return openReport(t, milestone.id)
}

export const openReport = (t: TestDatabase, milestoneId: string) =>
  t.owner.report.findFirstOrThrow({ where: { milestoneId, state: { in: ['DRAFT', 'SUBMITTED'] } } })

export async function accepted(t: TestDatabase, story: ProjectStory, position = 1): Promise<void> {
  const report = await reported(t, story, position)
  const ctx = t.contextAt(acceptDay, story.bureau.officer)
  must(await acceptReport(ctx, { milestoneId: report.milestoneId, version: report.version, note: '材料齐全。' }))
}

export const trancheOf = (t: TestDatabase, story: ProjectStory, position = 1) =>
  t.owner.tranche.findUniqueOrThrow({ where: { milestoneId: milestoneAt(story, position).id } })

export async function release(
  t: TestDatabase,
  story: ProjectStory,
  position = 1,
  actor: Actor = story.finance,
): Promise<Outcome> {
  const { id } = await trancheOf(t, story, position)
  return releaseTranche(t.contextAt(payDay, actor), { trancheId: id, paymentRefs: [`ZF-${id}`] })
}
