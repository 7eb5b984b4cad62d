import { payoutPolicy } from '#app/domain/payout/policy.ts'
import type { PayoutTyped } from '#app/domain/payout/schema.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { sealNumber } from './store.server.ts'

/** One of the organization's people says where its money goes; it counts once another has confirmed it. */
export const declareAccount = (
  ctx: Context,
  {
    organizationId,
    holder,
    bank,
    number,
  }: Pick<PayoutTyped, 'holder' | 'bank' | 'number'> & { organizationId: string },
) =>
  transact<{ payoutAccountId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    if (!may(payoutPolicy, 'read', ctx.actor, { organizationId }) || accountId === undefined) return refuse('not-found')
    if (!may(payoutPolicy, 'declare', ctx.actor, { organizationId })) return refuse('forbidden')
    const { name } = await tx.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } })
    await tx.$queryRaw`SELECT id FROM organization WHERE id = ${organizationId}::uuid FOR UPDATE`
    const waiting = await tx.payoutAccount.count({ where: { organizationId, confirmedAt: null, withdrawnAt: null } })
    if (waiting > 0) return refuse('payout.one-waits')
    const { id } = await tx.payoutAccount.create({
      data: {
        organizationId,
        holder,
        bank,
        ...sealNumber(ctx, organizationId, number),
        declaredById: accountId,
        declaredAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'payout.declared',
      entity: 'payout-account',
      entityId: id,
      organizationId,
      data: { tail: number.slice(-4) },
    })
    await tell(tx, ctx, { organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'payoutDeclared', {
      organizationName: name,
      personName: ctx.actor.name,
      tailText: number.slice(-4),
      url: `/ngo/organizations/${organizationId}/payout`,
    })
    return ok({ payoutAccountId: id })
  })
