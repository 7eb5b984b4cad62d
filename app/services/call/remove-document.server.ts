import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockCallFor, touchDraft } from './lock-draft.server.ts'

type RemoveDocument = { callId: string; version: number; documentId: string }

export const removeDocument = (ctx: Context, { documentId, ...input }: RemoveDocument) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'edit', input)
    if (!locked.ok) return locked
    const { call } = locked
    const { count } = await tx.callDocument.deleteMany({ where: { id: documentId, callId: call.id } })
    if (count === 0) return refuse('not-found')
    await touchDraft(tx, call)
    await record(tx, ctx, {
      type: 'call.edited',
      entity: 'call',
      entityId: call.id,
      bodyId: call.bodyId,
      callId: call.id,
      data: { part: 'documents', removed: documentId },
    })
    return ok()
  })
