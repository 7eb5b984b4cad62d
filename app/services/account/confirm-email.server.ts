import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { readToken, takeToken } from './account-token.server.ts'
import { actingAs } from './acting-as.server.ts'

/** Opens the account to whoever reads the letter. */
export function confirmEmail(ctx: Context, token: string): Promise<Outcome> {
  return transact(ctx, async (tx) => {
    const account = await takeToken(tx, ctx, token, 'CONFIRM_EMAIL')
    if (account === undefined) return refuse('account.link-dead')
    await tx.account.updateMany({
      where: { id: account.id, emailConfirmedAt: null },
      data: { emailConfirmedAt: ctx.now, version: { increment: 1 } },
    })
    await record(tx, actingAs(ctx, account), { type: 'account.confirmed', entity: 'account', entityId: account.id })
    return ok()
  })
}

/** Looking does not use it: mail scanners follow links. */
export const readConfirmation = async (ctx: Context, token: string): Promise<{ email: string } | undefined> => {
  const found = await readToken(ctx.db, ctx, token, 'CONFIRM_EMAIL')
  return found === null ? undefined : { email: found.account.email }
}
