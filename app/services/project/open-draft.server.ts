import { milestonePolicy } from '#app/domain/milestone/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Milestone, Project, Report } from '#prisma/generated/client.ts'
import { lockMilestone, lockOpenReport } from './store.server.ts'

export type OpenDraft = { milestone: Milestone; project: Project; report: Report }

/** The draft report of a milestone, locked, for somebody who may write on it. */
export async function openDraft(
  tx: Tx,
  ctx: Context,
  milestoneId: string,
  action: 'writeReport' | 'submitReport' = 'writeReport',
): Promise<Outcome<OpenDraft>> {
  const found = await lockMilestone(tx, milestoneId)
  if (found === null || !may(milestonePolicy, 'readReport', ctx.actor, found.project)) return refuse('not-found')
  if (!may(milestonePolicy, action, ctx.actor, found.project)) return refuse('forbidden')
  if (found.project.state !== 'ACTIVE') return refuse('milestone.project-not-active')
  const report = await lockOpenReport(tx, milestoneId)
  if (report === null) return refuse('report.not-started')
  if (report.state !== 'DRAFT') return refuse('report.submitted')
  return ok({ ...found, report })
}
