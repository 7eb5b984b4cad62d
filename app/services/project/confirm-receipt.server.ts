import { milestonePolicy } from '#app/domain/milestone/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { ReceiptState } from '#prisma/generated/enums.ts'
import { lockTranche } from './store.server.ts'
import { partiesOf, tell } from '#app/services/shared/tell.server.ts'

export type ConfirmReceipt = { trancheId: string; state: ReceiptState; note: string }

/** The payee says that a payment arrived, or that it did not: then the body's finance officers are written to. */
export const confirmReceipt = (ctx: Context, { trancheId, state, note }: ConfirmReceipt) =>
  transact(ctx, async (tx) => {
    const found = await lockTranche(tx, trancheId)
    if (found === null || !may(milestonePolicy, 'readReport', ctx.actor, found.project)) return refuse('not-found')
    const { tranche, project } = found
    if (!may(milestonePolicy, 'confirmReceipt', ctx.actor, project)) return refuse('receipt.not-the-payee')
    if (tranche.state !== 'RELEASED') return refuse('receipt.not-paid')
    if (state === 'MISSING' && note === '') return refuse('receipt.say-what-is-missing', { field: 'note' })
    await tx.receipt.create({
      data: { trancheId, state, note, saidById: ctx.actor.accountId ?? '', saidAt: ctx.now },
    })
    await record(tx, ctx, {
      type: state === 'ARRIVED' ? 'tranche.arrived' : 'tranche.missing',
      entity: 'tranche',
      entityId: trancheId,
      bodyId: project.bodyId,
      organizationId: project.organizationId,
      projectId: project.id,
      data: { amountFen: tranche.amountFen.toString(), note },
    })
    if (state === 'MISSING') {
      const { organizationName } = await partiesOf(tx, project)
      await tell(tx, ctx, { bodyId: project.bodyId, roles: ['FINANCE'] }, 'paymentMissing', {
        projectTitle: project.title,
        organizationName,
        amountFen: tranche.amountFen.toString(),
        reason: note,
        url: `/finance/releases/${trancheId}`,
      })
    }
    return ok()
  })
