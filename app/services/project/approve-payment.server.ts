import { capPolicy } from '#app/domain/cap/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockTranche } from './store.server.ts'

/** A fourth person agrees to a payment above one of the body's limits; finance may then pay it. */
export const approvePayment = (ctx: Context, { trancheId, note }: { trancheId: string; note: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockTranche(tx, trancheId)
    const { accountId } = ctx.actor
    if (found === null || accountId === undefined || !may(capPolicy, 'read', ctx.actor, found.project))
      return refuse('not-found')
    const { tranche, project } = found
    const facts = {
      bodyId: project.bodyId,
      requestedById: tranche.requestedById ?? undefined,
      verifiedById: tranche.verifiedById ?? undefined,
    }
    if (!may(capPolicy, 'approvePayment', ctx.actor, facts)) return refuse('tranche.four-people')
    if (tranche.state !== 'CLAIMABLE') return refuse('tranche.wrong-state')
    if ((await tx.paymentApproval.count({ where: { trancheId } })) > 0) return refuse('tranche.approved-already')
    await tx.paymentApproval.create({ data: { trancheId, approvedById: accountId, approvedAt: ctx.now, note } })
    await record(tx, ctx, {
      type: 'tranche.payment-approved',
      entity: 'tranche',
      entityId: trancheId,
      bodyId: project.bodyId,
      organizationId: project.organizationId,
      projectId: project.id,
      data: { amountFen: tranche.amountFen.toString(), note },
    })
    await tell(tx, ctx, { bodyId: project.bodyId, roles: ['FINANCE'] }, 'paymentApproved', {
      projectTitle: project.title,
      amountFen: tranche.amountFen.toString(),
      personName: ctx.actor.name,
      url: `/finance/releases/${trancheId}`,
    })
    return ok()
  })
