import { milestonePolicy } from '#app/domain/milestone/policy.ts'
import { isOwed } from '#app/domain/milestone/progress.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockMilestone, lockOpenReport } from './store.server.ts'

/** Opens the next version of a report. After a return it starts as a copy of the one that came back: nothing is typed twice. */
export const startReport = (ctx: Context, input: { milestoneId: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockMilestone(tx, input.milestoneId)
    if (found === null || !may(milestonePolicy, 'readReport', ctx.actor, found.project)) return refuse('not-found')
    const { milestone, project } = found
    if (!may(milestonePolicy, 'writeReport', ctx.actor, project)) return refuse('forbidden')
    if (project.state !== 'ACTIVE') return refuse('milestone.project-not-active')
    if (!isOwed(milestone.state)) return refuse('milestone.wrong-state')
    const open = await lockOpenReport(tx, milestone.id)
    // Two people pressed at once: both write on the same draft.
    if (open !== null) return ok({ reportId: open.id })
    const last = await tx.report.findFirst({
      where: { milestoneId: milestone.id },
      orderBy: { number: 'desc' },
      include: { figures: true, evidence: { include: { criterion: true } } },
    })
    const report = await tx.report.create({
      data: {
        milestoneId: milestone.id,
        number: (last?.number ?? 0) + 1,
        narrative: last?.narrative ?? '',
        createdAt: ctx.now,
        figures: { create: (last?.figures ?? []).map(({ indicatorId, actual }) => ({ indicatorId, actual })) },
        evidence: {
          create: (last?.evidence ?? []).map(({ fileId, title, kind, isPublic, criterion }) => ({
            fileId,
            title,
            kind,
            isPublic,
            // An amendment may have put other words in its place.
            criterionId: criterion?.isRetired === false ? criterion.id : null,
          })),
        },
      },
    })
    await record(tx, ctx, {
      type: 'report.started',
      entity: 'report',
      entityId: report.id,
      bodyId: project.bodyId,
      organizationId: project.organizationId,
      projectId: project.id,
      data: { number: report.number },
    })
    return ok({ reportId: report.id })
  })
