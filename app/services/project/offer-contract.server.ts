import { contractText } from '#app/domain/project/contract-content.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { tellParties } from './parties.server.ts'
import { contractSha256, readContractContent } from './read-contract-content.server.ts'
import { lockContract, lockProject, moveContract } from './store.server.ts'
import { partiesOf, tell } from '#app/services/shared/tell.server.ts'

/** The approver signs for the buyer: from here on the content is fixed by its hash. */
export const offerContract = (ctx: Context, input: { projectId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const project = await lockProject(tx, input.projectId)
    if (project === null || !may(projectPolicy, 'read', ctx.actor, project)) return refuse('not-found')
    if (!may(projectPolicy, 'offerContract', ctx.actor, project)) return refuse('forbidden')
    const contract = await lockContract(tx, project.contractId)
    if (contract === null) return refuse('not-found')
    if (contract.version !== input.version) return stale()
    if (contract.state === 'DRAFT' && contract.terms.trim() === '') return refuse('contract.no-terms')
    const content = await readContractContent(tx, project.id)
    const contentSha256 = contractSha256(content)
    const offered = await moveContract(tx, contract, 'offer', {
      contentSha256,
      contentText: contractText(content),
      offeredAt: ctx.now,
      offeredById: ctx.actor.accountId ?? null,
      returnReason: '',
    })
    if (!offered.ok) return offered
    await record(tx, ctx, {
      type: 'contract.offered',
      entity: 'contract',
      entityId: contract.id,
      bodyId: project.bodyId,
      organizationId: project.organizationId,
      projectId: project.id,
      data: { contentSha256 },
    })
    await tellParties(tx, ctx, project, contract.id)
    const { bodyName } = await partiesOf(tx, project)
    await tell(tx, ctx, { organizationId: project.organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'contractOffered', {
      projectTitle: project.title,
      bodyName,
      url: `/ngo/projects/${project.id}`,
    })
    return ok({ contentSha256 })
  })
