import { type CallFees, decideFee } from '#app/domain/fee/fees.ts'
import { serviceMax, type ServiceTyped } from '#app/domain/fee/schema.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Contract, Project } from '#prisma/generated/client.ts'
import { lockContract, lockProject } from './store.server.ts'

type Which = { projectId: string; version: number }

async function lockedDraft(
  tx: Tx,
  ctx: Context,
  which: Which,
): Promise<Outcome<{ project: Project; contract: Contract }>> {
  const project = await lockProject(tx, which.projectId)
  if (project === null || !may(projectPolicy, 'read', ctx.actor, project)) return refuse('not-found')
  if (!may(projectPolicy, 'draftContract', ctx.actor, project)) return refuse('forbidden')
  const contract = await lockContract(tx, project.contractId)
  if (contract === null) return refuse('not-found')
  if (contract.state !== 'DRAFT') return refuse('contract.offered')
  if (contract.version !== which.version) return stale()
  return ok({ project, contract })
}

async function note(tx: Tx, ctx: Context, project: Project, contract: Contract, type: string, name: string) {
  await tx.contract.update({
    where: { id: contract.id },
    data: { version: { increment: 1 } },
    select: { id: true },
  })
  await record(tx, ctx, {
    type,
    entity: 'contract',
    entityId: contract.id,
    bodyId: project.bodyId,
    organizationId: project.organizationId,
    projectId: project.id,
    data: { name },
  })
}

/** A service with its fee joins the draft, within what the call lets it take. */
export const addServiceItem = (ctx: Context, { projectId, version, cost, ...typed }: Which & ServiceTyped) =>
  transact<{ serviceId: string }>(ctx, async (tx) => {
    const found = await lockedDraft(tx, ctx, { projectId, version })
    if (!found.ok) return found
    const { project, contract } = found
    const before = await tx.serviceItem.findMany({ where: { projectId }, orderBy: { position: 'asc' } })
    if (before.length >= serviceMax.count) return refuse('fee.many', { data: { max: serviceMax.count } })
    if (before.some(({ name }) => name === typed.name)) return refuse('fee.twice', { field: 'name' })
    const [call] = await tx.$queryRaw<{ fees: CallFees }[]>`SELECT call_fees_of(${project.callId}::uuid) AS fees`
    const decided = decideFee({ ...typed, cost }, call?.fees ?? { terms: null, groups: [] })
    if (!decided.ok) return decided
    const taken = new Set(before.map(({ position }) => position))
    const { id } = await tx.serviceItem.create({
      data: {
        ...typed,
        projectId,
        // The first place that is free: of twenty there is one.
        position: Array.from({ length: serviceMax.count }, (_, at) => at + 1).find((at) => !taken.has(at)) ?? 0,
        costFen: cost,
        addedById: ctx.actor.accountId ?? '',
      },
      select: { id: true },
    })
    await note(tx, ctx, project, contract, 'contract.service-added', typed.name)
    return ok({ serviceId: id })
  })

export const removeServiceItem = (ctx: Context, { serviceId, ...which }: Which & { serviceId: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockedDraft(tx, ctx, which)
    if (!found.ok) return found
    const item = await tx.serviceItem.findFirst({ where: { id: serviceId, projectId: which.projectId } })
    if (item === null) return refuse('not-found')
    await tx.serviceItem.delete({ where: { id: serviceId } })
    await note(tx, ctx, found.project, found.contract, 'contract.service-removed', item.name)
    return ok()
  })
