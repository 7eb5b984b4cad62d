import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** A key and whose it is. */
export type ApiKeyFacts = Standing & { readonly accountId?: string | undefined }

const own = (actor: Actor, { accountId }: ApiKeyFacts) => actor.accountId === accountId

/** Keys are their maker's alone: nobody makes, sees or revokes another's. */
export const apiKeyPolicy = definePolicy<ApiKeyFacts>()({
  read: { resident: own },
  make: { resident: own },
  revoke: { resident: own },
})
