import type { MilestoneTerms } from '#app/domain/milestone/schema.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { lockContract, lockProject, writeTerms } from './store.server.ts'

export type DraftTerms = { projectId: string; version: number; milestones: readonly MilestoneTerms[] }

/** The officer writes what milestones are judged by, while the contract is a draft. `version`: the contract's. */
export const draftTerms = (ctx: Context, input: DraftTerms) =>
  transact(ctx, async (tx) => {
    const project = await lockProject(tx, input.projectId)
    if (project === null || !may(projectPolicy, 'read', ctx.actor, project)) return refuse('not-found')
    if (!may(projectPolicy, 'draftContract', ctx.actor, project)) return refuse('forbidden')
    const contract = await lockContract(tx, project.contractId)
    if (contract === null) return refuse('not-found')
    if (contract.state !== 'DRAFT') return refuse('contract.offered')
    if (contract.version !== input.version) return stale()
    const own = await tx.milestone.findMany({ where: { projectId: project.id }, select: { id: true } })
    if (input.milestones.some(({ id }) => !own.some((milestone) => milestone.id === id))) return refuse('invalid')
    for (const milestone of input.milestones) await writeTerms(tx, milestone)
    await tx.contract.update({ where: { id: contract.id }, data: { version: { increment: 1 } } })
    await record(tx, ctx, {
      type: 'contract.terms-drafted',
      entity: 'contract',
      entityId: contract.id,
      bodyId: project.bodyId,
      organizationId: project.organizationId,
      projectId: project.id,
      data: { criteria: input.milestones.reduce((sum, { criteria }) => sum + criteria.length, 0) },
    })
    return ok()
  })
