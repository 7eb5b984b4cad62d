import { projectPolicy } from '#app/domain/project/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { lockContract, lockProject } from './store.server.ts'

/** The officer writes the terms, while nothing is offered yet. */
export const draftContract = (ctx: Context, input: { projectId: string; version: number; terms: string }) =>
  transact(ctx, async (tx) => {
    const project = await lockProject(tx, input.projectId)
    if (project === null || !may(projectPolicy, 'read', ctx.actor, project)) return refuse('not-found')
    if (!may(projectPolicy, 'draftContract', ctx.actor, project)) return refuse('forbidden')
    const contract = await lockContract(tx, project.contractId)
    if (contract === null) return refuse('not-found')
    if (contract.state !== 'DRAFT') return refuse('contract.offered')
    if (contract.version !== input.version) return stale()
    await tx.contract.update({
      where: { id: contract.id },
      data: { terms: input.terms, version: { increment: 1 } },
    })
    await record(tx, ctx, {
      type: 'contract.drafted',
      entity: 'contract',
      entityId: contract.id,
      bodyId: project.bodyId,
      organizationId: project.organizationId,
      projectId: project.id,
    })
    return ok()
  })
