import { milestonePolicy } from '#app/domain/milestone/policy.ts'
import { reviewClock } from '#app/domain/milestone/review-clock.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { partiesOf, tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { readReportRule } from './queries/report-rule.server.ts'
import { lockMilestone, lockOpenReport } from './store.server.ts'

/** The organization asks the lead, once for each version of a report that nobody has decided on in time. */
export const askLead = (ctx: Context, input: { milestoneId: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockMilestone(tx, input.milestoneId)
    if (found === null || !may(milestonePolicy, 'readReport', ctx.actor, found.project)) return refuse('not-found')
    const { milestone, project } = found
    if (!may(milestonePolicy, 'writeReport', ctx.actor, project)) return refuse('forbidden')
    const report = await lockOpenReport(tx, milestone.id)
    if (report?.state !== 'SUBMITTED' || report.submittedAt === null) return refuse('report.wrong-state')
    const from = dayOf(report.submittedAt)
    const clock = reviewClock(from, await readReportRule(tx, from), await readCalendar(tx))
    if (!clock.ok) return clock
    if (dayOf(ctx.now) <= clock.dueOn) return refuse('report.lead-too-early')
    const asked = { reportId: report.id, cause: 'ORGANIZATION' }
    if ((await tx.escalation.findUnique({ where: { reportId_cause: asked } })) !== null)
      return refuse('report.lead-asked')
    await tx.escalation.create({ data: { ...asked, askedById: ctx.actor.accountId ?? null, at: ctx.now } })
    await record(tx, ctx, {
      type: 'report.lead-asked',
      entity: 'milestone',
      entityId: milestone.id,
      bodyId: project.bodyId,
      organizationId: project.organizationId,
      projectId: project.id,
    })
    const { organizationName } = await partiesOf(tx, project)
    await tell(tx, ctx, { bodyId: project.bodyId, roles: ['APPROVER', 'SUPERVISOR'] }, 'reportEscalated', {
      projectTitle: project.title,
      milestoneTitle: milestone.title,
      organizationName,
      dueOn: clock.dueOn,
      url: `/bureau/milestones/${milestone.id}`,
    })
    return ok()
  })
