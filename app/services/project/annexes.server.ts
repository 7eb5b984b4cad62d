import { annexMax } from '#app/domain/project/annexes.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readUpload, storeFile } from '#app/services/file/store.server.ts'
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

const note = (tx: Tx, ctx: Context, project: Project, contract: Contract, type: string, title: string) =>
  record(tx, ctx, {
    type,
    entity: 'contract',
    entityId: contract.id,
    bodyId: project.bodyId,
    organizationId: project.organizationId,
    projectId: project.id,
    data: { title },
  })

const nextVersion = (tx: Tx, { id }: Contract) =>
  tx.contract.update({ where: { id }, data: { version: { increment: 1 } }, select: { id: true } })

/** A paper joins the draft; one of the same title becomes an earlier version, and stays readable. */
export async function addAnnex(ctx: Context, { title, file, ...which }: Which & { title: string; file: File }) {
  const upload = await readUpload(file)
  if (!upload.ok) return upload
  return transact<{ annexId: string }>(ctx, async (tx) => {
    const found = await lockedDraft(tx, ctx, which)
    if (!found.ok) return found
    const { project, contract } = found
    const now = await tx.contractAnnex.findMany({ where: { contractId: contract.id, replacedAt: null } })
    const before = now.find((annex) => annex.title === title)
    if (before === undefined && now.length >= annexMax.count)
      return refuse('contract.annex-many', { data: { max: annexMax.count } })
    if (before !== undefined)
      await tx.contractAnnex.update({ where: { id: before.id }, data: { replacedAt: ctx.now }, select: { id: true } })
    const stored = await storeFile(tx, ctx, {
      bytes: upload.bytes,
      name: upload.name,
      mediaType: upload.mediaType,
      purpose: 'CONTRACT_ANNEX',
      bodyId: project.bodyId,
      organizationId: project.organizationId,
    })
    const { id } = await tx.contractAnnex.create({
      data: {
        contractId: contract.id,
        title,
        fileId: stored.id,
        addedById: ctx.actor.accountId ?? '',
        addedAt: ctx.now,
      },
      select: { id: true },
    })
    await nextVersion(tx, contract)
    await note(tx, ctx, project, contract, 'contract.annex-added', title)
    return ok({ annexId: id })
  })
}

export const takeOutAnnex = (ctx: Context, { annexId, ...which }: Which & { annexId: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockedDraft(tx, ctx, which)
    if (!found.ok) return found
    const { project, contract } = found
    const annex = await tx.contractAnnex.findFirst({ where: { id: annexId, contractId: contract.id } })
    if (annex === null) return refuse('not-found')
    if (annex.replacedAt !== null) return refuse('contract.annex-gone')
    await tx.contractAnnex.update({ where: { id: annexId }, data: { replacedAt: ctx.now }, select: { id: true } })
    await nextVersion(tx, contract)
    await note(tx, ctx, project, contract, 'contract.annex-removed', annex.title)
    return ok()
  })
