import { milestonePolicy } from '#app/domain/milestone/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Milestone, Project, Report } from '#prisma/generated/client.ts'
import { lockMilestone, lockOpenReport } from './store.server.ts'

export type Submitted = { milestone: Milestone; project: Project; report: Report & { submittedById: string } }

/** The submitted report of a milestone, locked, for the officer who judges it. */
export async function submittedReport(
  tx: Tx,
  ctx: Context,
  input: { milestoneId: string; version: number },
): Promise<Outcome<Submitted>> {
  const found = await lockMilestone(tx, input.milestoneId)
  if (found === null || !may(milestonePolicy, 'readReport', ctx.actor, found.project)) return refuse('not-found')
  const { milestone, project } = found
  if (project.state !== 'ACTIVE') return refuse('milestone.project-not-active')
  const report = await lockOpenReport(tx, input.milestoneId)
  // Decided meanwhile, or given another version: the page is old.
  if (report?.state !== 'SUBMITTED' || report.version !== input.version) {
    return may(milestonePolicy, 'decideReport', ctx.actor, project) ? stale() : refuse('forbidden')
  }
  const { submittedById } = report
  if (submittedById === null) return refuse('report.wrong-state')
  if (!may(milestonePolicy, 'decideReport', ctx.actor, { ...project, requestedById: submittedById })) {
    return refuse(submittedById === ctx.actor.accountId ? 'tranche.three-people' : 'forbidden')
  }
  return ok({ milestone, project, report: { ...report, submittedById } })
}
