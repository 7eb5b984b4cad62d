import { cofundingPolicy } from '#app/domain/cofunding/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { factOf, lockCofunding, lockReceipt, moveReceipt } from './store.server.ts'

/** The office has looked at the voucher: what came in counts, or does not, with the reason. */
export const decideReceipt = (
  ctx: Context,
  { projectId, receiptId, reason }: { projectId: string; receiptId: string; reason?: string },
) =>
  transact(ctx, async (tx) => {
    const found = await lockReceipt(tx, receiptId)
    if (found === null || found.project.id !== projectId || !may(cofundingPolicy, 'read', ctx.actor, found.project))
      return refuse('not-found')
    const { receipt, project } = found
    if (!may(cofundingPolicy, 'decide', ctx.actor, project)) return refuse('forbidden')
    const moved = await moveReceipt(tx, receipt, reason === undefined ? 'confirm' : 'refuse', {
      decidedById: ctx.actor.accountId ?? '',
      decidedAt: ctx.now,
      reason: reason ?? '',
    })
    if (!moved.ok) return moved
    await record(tx, ctx, {
      ...factOf(project, receipt.id),
      type: reason === undefined ? 'cofunding.confirmed' : 'cofunding.refused',
      data: { amountFen: receipt.amountFen.toString() },
    })
    if (reason !== undefined)
      await tell(tx, ctx, { organizationId: project.organizationId, roles: ['OWNER', 'EDITOR'] }, 'cofundingRefused', {
        projectTitle: project.title,
        amountFen: receipt.amountFen.toString(),
        reason,
        url: `/ngo/projects/${project.id}/cofunding`,
      })
    return ok()
  })

/** Who gives half of what a project costs may have its name on it; the organization says so, and may take it back. */
export const nameProject = (
  ctx: Context,
  { projectId, cofundingId, isNamed }: { projectId: string; cofundingId: string; isNamed: boolean },
) =>
  transact(ctx, async (tx) => {
    const found = await lockCofunding(tx, cofundingId)
    if (found === null || found.project.id !== projectId || !may(cofundingPolicy, 'read', ctx.actor, found.project))
      return refuse('not-found')
    const { cofunding, project } = found
    if (!may(cofundingPolicy, 'name', ctx.actor, project)) return refuse('forbidden')
    if (cofunding.kind === 'OWN') return refuse('cofunding.less-than-half')
    await tx.cofunding.update({ where: { id: cofunding.id }, data: { isNamed }, select: { id: true } })
    await record(tx, ctx, {
      ...factOf(project, cofunding.id),
      type: 'cofunding.named',
      data: { giver: cofunding.giver, isNamed },
      index: [{ kind: 'project', id: project.id }],
    })
    return ok()
  })
