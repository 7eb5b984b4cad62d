import type { CallTerms } from '#app/domain/call/schema.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { checkReferences, columnsOf } from './draft-call.server.ts'
import { lockCallFor } from './lock-draft.server.ts'

export const editCall = (
  ctx: Context,
  { callId, version, ...terms }: CallTerms & { callId: string; version: number },
) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'edit', { callId, version })
    if (!locked.ok) return locked
    const { call } = locked
    const known = await checkReferences(tx, call.bodyId, terms)
    if (!known.ok) return known
    await tx.call.update({
      where: { id: call.id },
      data: { ...columnsOf(terms), version: { increment: 1 } },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'call.edited',
      entity: 'call',
      entityId: call.id,
      bodyId: call.bodyId,
      callId: call.id,
      data: { part: 'terms' },
    })
    return ok()
  })
