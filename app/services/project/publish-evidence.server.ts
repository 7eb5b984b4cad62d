import { milestonePolicy } from '#app/domain/milestone/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockMilestone } from './store.server.ts'

export type PublishEvidence = { milestoneId: string; evidenceId: string; isPublic: boolean }

/** The officer decides what the public sees: a photograph with faces may be proof and still not be public. */
export const publishEvidence = (ctx: Context, input: PublishEvidence) =>
  transact(ctx, async (tx) => {
    const found = await lockMilestone(tx, input.milestoneId)
    if (found === null || !may(milestonePolicy, 'readReport', ctx.actor, found.project)) return refuse('not-found')
    const { milestone, project } = found
    if (!may(milestonePolicy, 'publishEvidence', ctx.actor, project)) return refuse('forbidden')
    // What the organization is still drafting is not the officer's yet.
    const { count } = await tx.evidence.updateMany({
      where: { id: input.evidenceId, report: { milestoneId: milestone.id, state: { not: 'DRAFT' } } },
      data: { isPublic: input.isPublic },
    })
    if (count === 0) return refuse('not-found')
    await record(tx, ctx, {
      type: 'evidence.published',
      entity: 'milestone',
      entityId: milestone.id,
      bodyId: project.bodyId,
      projectId: project.id,
      data: { evidenceId: input.evidenceId, isPublic: input.isPublic },
    })
    return ok()
  })
