import { ok } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { moveMilestone, moveReport } from './store.server.ts'
import { submittedReport } from './submitted-report.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'

/** The officer sends a report back and says why; the version stays as it was handed in. */
export const returnReport = (ctx: Context, input: { milestoneId: string; version: number; reason: string }) =>
  transact(ctx, async (tx) => {
    const found = await submittedReport(tx, ctx, input)
    if (!found.ok) return found
    const { report, milestone, project } = found
    const returned = await moveReport(tx, report, 'return', {
      decidedAt: ctx.now,
      decidedById: ctx.actor.accountId ?? null,
      decisionReason: input.reason,
    })
    if (!returned.ok) return returned
    const back = await moveMilestone(tx, milestone, 'return')
    if (!back.ok) return back
    await record(tx, ctx, {
      type: 'report.returned',
      entity: 'milestone',
      entityId: milestone.id,
      bodyId: project.bodyId,
      organizationId: project.organizationId,
      projectId: project.id,
      callId: project.callId,
      data: { position: milestone.position, number: report.number, reason: input.reason },
    })
    await tell(
      tx,
      ctx,
      { organizationId: project.organizationId, roles: ['OWNER', 'EDITOR', 'CERTIFIER'] },
      'reportReturned',
      {
        projectTitle: project.title,
        milestoneTitle: milestone.title,
        reason: input.reason,
        url: `/ngo/milestones/${milestone.id}`,
      },
    )
    return ok()
  })
