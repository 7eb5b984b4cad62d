import { payoutPolicy } from '#app/domain/payout/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { PayoutAccount } from '#prisma/generated/client.ts'

type Which = { organizationId: string; payoutAccountId: string }

/** The account that waits, locked, if the reader is of its organization. */
async function lockWaiting(
  tx: Tx,
  ctx: Context,
  { organizationId, payoutAccountId }: Which,
): Promise<Outcome<{ account: PayoutAccount }>> {
  await tx.$queryRaw`SELECT id FROM organization WHERE id = ${organizationId}::uuid FOR UPDATE`
  const account = await tx.payoutAccount.findFirst({ where: { id: payoutAccountId, organizationId } })
  if (account === null || !may(payoutPolicy, 'read', ctx.actor, { organizationId })) return refuse('not-found')
  return account.confirmedAt === null && account.withdrawnAt === null ? ok({ account }) : refuse('payout.wrong-state')
}

/** A second person of the organization confirms: from now on its money goes there. Everybody of it is written to. */
export const confirmAccount = (ctx: Context, which: Which) =>
  transact(ctx, async (tx) => {
    const found = await lockWaiting(tx, ctx, which)
    if (!found.ok) return found
    const { organizationId, declaredById, numberTail, id } = found.account
    if (!may(payoutPolicy, 'confirm', ctx.actor, { organizationId, declaredById })) return refuse('payout.two-people')
    await tx.payoutAccount.update({
      where: { id },
      data: { confirmedAt: ctx.now, confirmedById: ctx.actor.accountId ?? null },
    })
    await record(tx, ctx, {
      type: 'payout.confirmed',
      entity: 'payout-account',
      entityId: id,
      organizationId,
      data: { tail: numberTail },
    })
    const { name } = await tx.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } })
    await tell(tx, ctx, { organizationId, roles: ['OWNER', 'EDITOR', 'CERTIFIER'] }, 'payoutConfirmed', {
      organizationName: name,
      personName: ctx.actor.name,
      tailText: numberTail,
      url: `/ngo/organizations/${organizationId}/payout`,
    })
    return ok()
  })

/** Mistyped, or not ours: the one before stays in force. */
export const withdrawAccount = (ctx: Context, which: Which) =>
  transact(ctx, async (tx) => {
    const found = await lockWaiting(tx, ctx, which)
    if (!found.ok) return found
    const { organizationId, numberTail, id } = found.account
    if (!may(payoutPolicy, 'withdraw', ctx.actor, { organizationId })) return refuse('forbidden')
    await tx.payoutAccount.update({
      where: { id },
      data: { withdrawnAt: ctx.now, withdrawnById: ctx.actor.accountId ?? null },
    })
    await record(tx, ctx, {
      type: 'payout.withdrawn',
      entity: 'payout-account',
      entityId: id,
      organizationId,
      data: { tail: numberTail },
    })
    return ok()
  })
