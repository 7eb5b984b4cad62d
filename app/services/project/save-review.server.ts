import { findingsOf, type ReviewForm } from '#app/domain/milestone/review.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { submittedReport } from './submitted-report.server.ts'

/** Keeps what the reviewer found so far; the organization sees it with the decision, not before. */
export const saveReview = (ctx: Context, { milestoneId, ...sheet }: ReviewForm & { milestoneId: string }) =>
  transact(ctx, async (tx) => {
    const found = await submittedReport(tx, ctx, { milestoneId, version: sheet.version })
    if (!found.ok) return found
    const { report, project, milestone } = found
    const findings = findingsOf(report.id, sheet)
    await tx.reportFinding.deleteMany({ where: { reportId: report.id } })
    await tx.reportFinding.createMany({
      data: findings.map((finding) => ({ ...finding, reportId: report.id, foundById: ctx.actor.accountId ?? '' })),
    })
    await tx.report.update({ where: { id: report.id }, data: { version: { increment: 1 } } })
    await record(tx, ctx, {
      type: 'report.reviewed',
      entity: 'milestone',
      entityId: milestone.id,
      bodyId: project.bodyId,
      projectId: project.id,
      data: { number: report.number, findings: findings.length },
    })
    return ok()
  })
