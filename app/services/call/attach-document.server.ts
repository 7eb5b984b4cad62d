import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { readUpload, storeFile } from '#app/services/file/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockCallFor, touchDraft } from './lock-draft.server.ts'

const documentsMax = 20

type AttachDocument = { callId: string; version: number; title: string; file: File }

export async function attachDocument(ctx: Context, { title, file, ...input }: AttachDocument): Promise<Outcome> {
  const upload = await readUpload(file)
  if (!upload.ok) return upload
  const { bytes, name, mediaType } = upload
  return transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'edit', input)
    if (!locked.ok) return locked
    const { call } = locked
    const last = await tx.callDocument.aggregate({
      where: { callId: call.id },
      _max: { position: true },
      _count: true,
    })
    if (last._count >= documentsMax) return refuse('call.too-many-documents')
    const stored = await storeFile(tx, ctx, { bytes, name, mediaType, purpose: 'CALL_DOCUMENT', bodyId: call.bodyId })
    await tx.callDocument.create({
      data: { callId: call.id, fileId: stored.id, title, position: (last._max.position ?? 0) + 1 },
    })
    await touchDraft(tx, call)
    await record(tx, ctx, {
      type: 'call.edited',
      entity: 'call',
      entityId: call.id,
      bodyId: call.bodyId,
      callId: call.id,
      data: { part: 'documents', title },
    })
    return ok()
  })
}
