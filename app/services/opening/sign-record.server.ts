import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

/**
 * Somebody who gave a share signs what was read out: the very record whose hash was on their page. The page asks for the login
 * password before it calls this; who was present, and which record, PostgreSQL checks (guard_opening_signature).
 */
export const signRecord = (ctx: Context, { callId, sha256 }: { callId: string; sha256: string }) =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    if (accountId === undefined) return refuse('sign-in')
    const made = await tx.openingRecord.findUnique({
      where: { callId },
      select: { call: { select: { bodyId: true } }, signatures: { where: { accountId }, select: { callId: true } } },
    })
    if (made === null) return refuse('not-found')
    if (made.signatures.length > 0) return refuse('opening.already-signed')
    await tx.openingSignature.create({ data: { callId, accountId, sha256 }, select: { callId: true } })
    await record(tx, ctx, {
      type: 'call.opening-signed',
      entity: 'call',
      entityId: callId,
      bodyId: made.call.bodyId,
      callId,
      data: { sha256 },
    })
    return ok()
  })
