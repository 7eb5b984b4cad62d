import { type ApiKeyFacts, apiKeyPolicy } from '#app/domain/api-key/policy.ts'
import { keyText, prefixOf } from '#app/domain/api-key/key-text.ts'
import { throttles } from '#app/domain/account/throttle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { hashOf, newToken } from '#app/services/account/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { countTry } from '#app/services/shared/throttle.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

const factsOf = ({ accountId }: { accountId: string }): ApiKeyFacts => ({ accountId })

/** A new key, told this once. PostgreSQL refuses one too many, and a second one of a name. */
export async function makeKey(ctx: Context, { name }: { name: string }): Promise<Outcome<{ key: string }>> {
  const { accountId } = ctx.actor
  if (accountId === undefined) return refuse('sign-in')
  if (!may(apiKeyPolicy, 'make', ctx.actor, factsOf({ accountId }))) return refuse('forbidden')
  const counted = await countTry(ctx.db, throttles.apiKeyAccount, accountId)
  if (!counted.ok) return counted
  const key = keyText(newToken().token)
  return transact(ctx, async (tx) => {
    const prefix = prefixOf(key)
    const { id } = await tx.apiKey.create({
      data: { accountId, name, prefix, keyHash: hashOf(key), createdAt: ctx.now },
      select: { id: true },
    })
    await record(tx, ctx, { type: 'api-key.made', entity: 'apiKey', entityId: id, data: { name, prefix } })
    return ok({ key })
  })
}

/** Ends one of one's own keys for good: the next request with it is refused. */
export function revokeKey(ctx: Context, { keyId }: { keyId: string }): Promise<Outcome> {
  return transact(ctx, async (tx) => {
    const key = await tx.apiKey.findUnique({ where: { id: keyId } })
    // Another's key is not there.
    if (key === null || !may(apiKeyPolicy, 'revoke', ctx.actor, factsOf(key))) return refuse('not-found')
    const { count } = await tx.apiKey.updateMany({
      where: { id: keyId, revokedAt: null },
      data: { revokedAt: ctx.now },
    })
    if (count === 0) return ok()
    const { name, prefix } = key
    await record(tx, ctx, { type: 'api-key.revoked', entity: 'apiKey', entityId: keyId, data: { name, prefix } })
    return ok()
  })
}
