import { returnAccountPolicy } from '#app/domain/clawback/account-policy.ts'
import type { ReturnAccountTyped } from '#app/domain/clawback/schema.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { ReturnAccount } from '#prisma/generated/client.ts'

/** Finance says to which account of the body money comes back; it counts once an approver has confirmed it. */
export const declareReturnAccount = (
  ctx: Context,
  { bodyId, holder, bank, number }: Omit<ReturnAccountTyped, 'again'>,
) =>
  transact<{ returnAccountId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    if (accountId === undefined || !may(returnAccountPolicy, 'read', ctx.actor, { bodyId })) return refuse('not-found')
    if (!may(returnAccountPolicy, 'declare', ctx.actor, { bodyId })) return refuse('forbidden')
    await tx.$queryRaw`SELECT id FROM body WHERE id = ${bodyId}::uuid FOR UPDATE`
    const waiting = await tx.returnAccount.count({ where: { bodyId, confirmedAt: null, withdrawnAt: null } })
    if (waiting > 0) return refuse('clawback.account-waits')
    const { id } = await tx.returnAccount.create({
      data: { bodyId, holder, bank, number, declaredById: accountId, declaredAt: ctx.now },
      select: { id: true },
    })
    await note(tx, ctx, { id, bodyId, number }, 'return-account.declared')
    return ok({ returnAccountId: id })
  })

/** An approver confirms: from now on whoever owes reads it. */
export const confirmReturnAccount = (ctx: Context, { returnAccountId }: { returnAccountId: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockWaiting(tx, ctx, returnAccountId)
    if (!found.ok) return found
    const { account } = found
    if (!may(returnAccountPolicy, 'confirm', ctx.actor, account)) return refuse('clawback.account-people')
    await tx.returnAccount.update({
      where: { id: account.id },
      data: { confirmedAt: ctx.now, confirmedById: ctx.actor.accountId ?? null },
    })
    await note(tx, ctx, account, 'return-account.confirmed')
    return ok()
  })

/** Mistyped, or not ours: the one before stays in force. */
export const withdrawReturnAccount = (ctx: Context, { returnAccountId }: { returnAccountId: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockWaiting(tx, ctx, returnAccountId)
    if (!found.ok) return found
    const { account } = found
    if (!may(returnAccountPolicy, 'withdraw', ctx.actor, account)) return refuse('forbidden')
    await tx.returnAccount.update({
      where: { id: account.id },
      data: { withdrawnAt: ctx.now, withdrawnById: ctx.actor.accountId ?? null },
    })
    await note(tx, ctx, account, 'return-account.withdrawn')
    return ok()
  })

/** The account that waits, with its body locked, if the reader is of that body. */
async function lockWaiting(tx: Tx, ctx: Context, id: string): Promise<Outcome<{ account: ReturnAccount }>> {
  const found = await tx.returnAccount.findUnique({ where: { id }, select: { bodyId: true } })
  if (found === null || !may(returnAccountPolicy, 'read', ctx.actor, found)) return refuse('not-found')
  await tx.$queryRaw`SELECT id FROM body WHERE id = ${found.bodyId}::uuid FOR UPDATE`
  const account = await tx.returnAccount.findUniqueOrThrow({ where: { id } })
  return account.confirmedAt === null && account.withdrawnAt === null
    ? ok({ account })
    : refuse('clawback.account-settled')
}

const note = (
  tx: Tx,
  ctx: Context,
  { id, bodyId, number }: Pick<ReturnAccount, 'id' | 'bodyId' | 'number'>,
  type: string,
) => record(tx, ctx, { type, entity: 'return-account', entityId: id, bodyId, data: { tail: number.slice(-4) } })
