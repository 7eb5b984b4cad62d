import { newestForm } from '#app/domain/project/contract-content.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { contractSha256, readContractContent } from './read-contract-content.server.ts'
import { lockContract, lockProject, moveContract, moveProject } from './store.server.ts'
import { partiesOf, tell } from '#app/services/shared/tell.server.ts'

export type SignContract = { projectId: string; version: number; contentSha256: string }

/** The certifier signs for the supplier, over the hash that was on the page; the project runs from that moment. */
export const signContract = (ctx: Context, input: SignContract) =>
  transact(ctx, async (tx) => {
    const project = await lockProject(tx, input.projectId)
    if (project === null || !may(projectPolicy, 'read', ctx.actor, project)) return refuse('not-found')
    if (!may(projectPolicy, 'signContract', ctx.actor, project)) return refuse('forbidden')
    const contract = await lockContract(tx, project.contractId)
    if (contract === null) return refuse('not-found')
    if (contract.version !== input.version) return stale()
    if (contract.state !== 'OFFERED') return refuse('contract.wrong-state')
    const actual = contractSha256(await readContractContent(tx, project.id))
    if (actual !== contract.contentSha256 || actual !== input.contentSha256) return refuse('contract.hash-mismatch')
    const unsigned = await tx.contractParty.count({ where: { contractId: contract.id, signedAt: null } })
    if (unsigned > 0) return refuse('contract.parties-unsigned')
    const signed = await moveContract(tx, contract, 'sign', {
      signedAt: ctx.now,
      signedById: ctx.actor.accountId ?? null,
    })
    if (!signed.ok) return signed
    const started = await moveProject(tx, project, 'start', { startedAt: ctx.now })
    if (!started.ok) return started
    const fact = {
      bodyId: project.bodyId,
      organizationId: project.organizationId,
      projectId: project.id,
      callId: project.callId,
      isPublic: true,
    }
    await record(tx, ctx, {
      ...fact,
      type: 'contract.signed',
      entity: 'contract',
      entityId: contract.id,
      data: { contentSha256: actual },
    })
    await record(tx, ctx, {
      ...fact,
      type: 'project.started',
      entity: 'project',
      entityId: project.id,
      index: [
        { kind: 'project', id: project.id },
        { kind: 'organization', id: project.organizationId },
      ],
    })
    const { organizationName } = await partiesOf(tx, project)
    await tell(tx, ctx, { bodyId: project.bodyId, roles: ['OFFICER', 'APPROVER'] }, 'contractSigned', {
      projectTitle: project.title,
      organizationName,
      url: `/bureau/projects/${project.id}`,
    })
    return ok()
  })

/** The supplier gives the offer back and says what should change: the contract is a draft again. */
export const returnContract = (ctx: Context, input: { projectId: string; version: number; reason: string }) =>
  transact(ctx, async (tx) => {
    const project = await lockProject(tx, input.projectId)
    if (project === null || !may(projectPolicy, 'read', ctx.actor, project)) return refuse('not-found')
    if (!may(projectPolicy, 'returnContract', ctx.actor, project)) return refuse('forbidden')
    const contract = await lockContract(tx, project.contractId)
    if (contract === null) return refuse('not-found')
    if (contract.version !== input.version) return stale()
    const redrafted = await moveContract(tx, contract, 'redraft', {
      returnReason: input.reason,
      // Nothing is hashed now: what comes next is written in the newest form.
      schemaNo: newestForm,
      offeredAt: null,
      offeredById: null,
      contentSha256: null,
      contentText: null,
    })
    if (!redrafted.ok) return redrafted
    await record(tx, ctx, {
      type: 'contract.returned',
      entity: 'contract',
      entityId: contract.id,
      bodyId: project.bodyId,
      organizationId: project.organizationId,
      projectId: project.id,
      data: { reason: input.reason },
    })
    return ok()
  })
