import { milestonePolicy } from '#app/domain/milestone/policy.ts'
import { addWorkingDays } from '#app/domain/shared/working-days.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { partiesOf, tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { Milestone, Project, Report, ReportAppeal } from '#prisma/generated/client.ts'
import { cancelTranche } from './cancel-tranche.server.ts'
import { readReportRule } from './queries/report-rule.server.ts'
import { lockMilestone, lockTranche, moveMilestone, moveReport } from './store.server.ts'
import { submittedReport } from './submitted-report.server.ts'

/** The milestone is judged not fulfilled, for good; the organization may object. No money moves before that is over. */
export const rejectReport = (ctx: Context, input: { milestoneId: string; version: number; reason: string }) =>
  transact(ctx, async (tx) => {
    const found = await submittedReport(tx, ctx, input)
    if (!found.ok) return found
    const { report, milestone, project } = found
    const rejected = await moveReport(tx, report, 'reject', {
      decidedAt: ctx.now,
      decidedById: ctx.actor.accountId ?? null,
      decisionReason: input.reason,
    })
    if (!rejected.ok) return rejected
    const over = await moveMilestone(tx, milestone, 'reject')
    if (!over.ok) return over
    await note(tx, ctx, { milestone, project }, 'report.rejected', { reason: input.reason })
    const { appealDays } = await readReportRule(tx, dayOf(ctx.now))
    await tell(tx, ctx, supplierOf(project), 'reportRejected', {
      projectTitle: project.title,
      milestoneTitle: milestone.title,
      reason: input.reason,
      daysText: String(appealDays),
      url: `/ngo/milestones/${milestone.id}`,
    })
    return ok()
  })

type Rejected = { milestone: Milestone; project: Project; report: Report & { appeal: ReportAppeal | null } }

/** A rejected milestone with its rejected report, locked; null where it is not in that state. */
async function rejectedMilestone(tx: Tx, ctx: Context, milestoneId: string): Promise<Outcome<Rejected>> {
  const found = await lockMilestone(tx, milestoneId)
  if (found === null || !may(milestonePolicy, 'readReport', ctx.actor, found.project)) return refuse('not-found')
  if (found.milestone.state !== 'REJECTED') return refuse('report.not-rejected')
  const report = await tx.report.findFirstOrThrow({
    where: { milestoneId, state: 'REJECTED' },
    orderBy: { number: 'desc' },
    include: { appeal: true },
  })
  return ok({ ...found, report })
}

/** The last day of the right to object. Refused where the calendar does not reach so far. */
export async function lastAppealDay(tx: Tx, decidedAt: Date) {
  const from = dayOf(decidedAt)
  const { appealDays } = await readReportRule(tx, from)
  return addWorkingDays(from, appealDays, await readCalendar(tx))
}

/** The certifier objects for the organization, in time and once. */
export const appealRejection = (ctx: Context, input: { milestoneId: string; reason: string }) =>
  transact(ctx, async (tx) => {
    const found = await rejectedMilestone(tx, ctx, input.milestoneId)
    if (!found.ok) return found
    const { milestone, project, report } = found
    if (!may(milestonePolicy, 'appeal', ctx.actor, project)) return refuse('forbidden')
    if (report.appeal !== null) return refuse('report.appeal-filed')
    const last = await lastAppealDay(tx, report.decidedAt ?? ctx.now)
    if (!last.ok) return last
    if (dayOf(ctx.now) > last.day) return refuse('report.appeal-late')
    await tx.reportAppeal.create({
      data: { reportId: report.id, reason: input.reason, filedById: ctx.actor.accountId ?? '', filedAt: ctx.now },
    })
    await note(tx, ctx, found, 'report.appealed', { reason: input.reason })
    const { organizationName } = await partiesOf(tx, project)
    await tell(tx, ctx, { bodyId: project.bodyId, roles: ['APPROVER', 'SUPERVISOR'] }, 'reportAppealed', {
      projectTitle: project.title,
      milestoneTitle: milestone.title,
      organizationName,
      reason: input.reason,
      url: `/bureau/milestones/${milestone.id}`,
    })
    return ok()
  })

/** Another person than the one who rejected decides: the report may be written anew, or the tranche is cancelled. */
export const decideAppeal = (ctx: Context, input: { milestoneId: string; answer: string; isUpheld: boolean }) =>
  transact(ctx, async (tx) => {
    const found = await rejectedMilestone(tx, ctx, input.milestoneId)
    if (!found.ok) return found
    const { milestone, project, report } = found
    const facts = { ...project, verifiedById: report.decidedById ?? undefined }
    if (!may(milestonePolicy, 'decideAppeal', ctx.actor, facts))
      return refuse(report.decidedById === ctx.actor.accountId ? 'report.appeal-other-person' : 'forbidden')
    if (report.appeal === null) return refuse('report.no-appeal')
    const { answer, isUpheld } = input
    await tx.reportAppeal.update({
      where: { reportId: report.id },
      data: { isUpheld, answer, decidedAt: ctx.now, decidedById: ctx.actor.accountId ?? null },
    })
    const settled = isUpheld
      ? await moveMilestone(tx, milestone, 'reopen')
      : await cancel(tx, ctx, found, report.decisionReason)
    if (!settled.ok) return settled
    await note(tx, ctx, found, 'report.appeal-decided', { isUpheld, answer })
    await tell(tx, ctx, supplierOf(project), 'appealDecided', {
      projectTitle: project.title,
      milestoneTitle: milestone.title,
      outcomeKey: isUpheld ? 'report.appeal.upheld' : 'report.appeal.dismissed',
      reason: answer,
      url: `/ngo/milestones/${milestone.id}`,
    })
    return ok()
  })

/** Nobody objected in time: the tranche is cancelled, and its money goes back to the call's budget. */
export const settleRejection = (ctx: Context, input: { milestoneId: string }) =>
  transact(ctx, async (tx) => {
    const found = await rejectedMilestone(tx, ctx, input.milestoneId)
    if (!found.ok) return found
    const { project, report } = found
    const facts = { ...project, verifiedById: report.decidedById ?? undefined }
    if (!may(milestonePolicy, 'decideAppeal', ctx.actor, facts))
      return refuse(report.decidedById === ctx.actor.accountId ? 'report.appeal-other-person' : 'forbidden')
    if (report.appeal !== null) return refuse('report.appeal-open')
    const last = await lastAppealDay(tx, report.decidedAt ?? ctx.now)
    if (!last.ok) return last
    if (dayOf(ctx.now) <= last.day) return refuse('report.appeal-open')
    const cancelled = await cancel(tx, ctx, found, report.decisionReason)
    if (!cancelled.ok) return cancelled
    await note(tx, ctx, found, 'milestone.cancelled', {})
    return ok()
  })

async function cancel(tx: Tx, ctx: Context, { milestone, project }: Rejected, reason: string): Promise<Outcome> {
  const planned = await tx.tranche.findUniqueOrThrow({ where: { milestoneId: milestone.id }, select: { id: true } })
  const locked = await lockTranche(tx, planned.id)
  return locked === null
    ? refuse('not-found')
    : cancelTranche(tx, ctx, { project, milestone, tranche: locked.tranche, reason })
}

const supplierOf = ({ organizationId }: Project) =>
  ({ organizationId, roles: ['OWNER', 'EDITOR', 'CERTIFIER'] }) as const

const note = (
  tx: Tx,
  ctx: Context,
  { milestone, project }: Pick<Rejected, 'milestone' | 'project'>,
  type: string,
  data: Record<string, string | boolean>,
) =>
  record(tx, ctx, {
    type,
    entity: 'milestone',
    entityId: milestone.id,
    bodyId: project.bodyId,
    organizationId: project.organizationId,
    projectId: project.id,
    callId: project.callId,
    data: { position: milestone.position, ...data },
  })
