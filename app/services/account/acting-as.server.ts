import { anonymous } from '#app/domain/shared/actor.ts'
import type { Context } from '#app/services/shared/context.server.ts'

/** For the audit: what somebody who is not signed in does with proof of who they are is done by them. */
export const actingAs = (ctx: Context, account: { id: string; name: string }): Context => ({
  ...ctx,
  actor: { ...anonymous, accountId: account.id, name: account.name },
})
