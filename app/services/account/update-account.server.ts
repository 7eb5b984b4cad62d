import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'

/** Own name and the language of letters. What was signed under the former name keeps it. */
export function updateAccount(
  ctx: Context,
  input: { name: string; locale: 'ZH_CN' | 'EN'; version: number },
): Promise<Outcome> {
  return transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    if (accountId === undefined) return refuse('sign-in')
    const { count } = await tx.account.updateMany({
      where: { id: accountId, version: input.version },
      data: { name: input.name, locale: input.locale, version: { increment: 1 } },
    })
    if (count === 0) return stale()
    // No name in its data: it could not be erased from there.
    await record(tx, ctx, { type: 'account.updated', entity: 'account', entityId: accountId })
    return ok()
  })
}
