import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

/** Ends the sessions of a person, save one. */
export async function endSessions(tx: Tx, accountId: string, now: Date, except?: string): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { accountId, revokedAt: null, ...(except === undefined ? {} : { id: { not: except } }) },
    data: { revokedAt: now },
  })
  return count
}

/** Ends one's own: this one, another one, or all of them. */
export function signOut(ctx: Context, which: { sessionId: string } | 'here' | 'everywhere'): Promise<Outcome> {
  return transact(ctx, async (tx) => {
    const { accountId, sessionId } = ctx.actor
    if (accountId === undefined || sessionId === undefined) return ok()
    if (which === 'everywhere') {
      await endSessions(tx, accountId, ctx.now)
    } else {
      const { count } = await tx.session.updateMany({
        where: { id: which === 'here' ? sessionId : which.sessionId, accountId, revokedAt: null },
        data: { revokedAt: ctx.now },
      })
      if (count === 0) return refuse('not-found')
    }
    await record(tx, ctx, {
      type: which === 'everywhere' ? 'account.signed-out-everywhere' : 'account.signed-out',
      entity: 'account',
      entityId: accountId,
    })
    return ok()
  })
}
