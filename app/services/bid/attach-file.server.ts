import { filesMax } from '#app/domain/bid/ready.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { readUpload, storeFile } from '#app/services/file/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { encryptAttachment } from './attachment.server.ts'
import { lockBidFor } from './lock-bid-for.server.ts'
import { readDraft, writeDraft } from './store.server.ts'

/** A file joins the draft. Its name, kind and key are in the draft only: row and store tell nothing but a length. */
export async function attachFile(ctx: Context, { bidId, file }: { bidId: string; file: File }) {
  const upload = await readUpload(file)
  if (!upload.ok) return upload
  const { bytes, name, mediaType } = upload
  const { stored, key, sha256 } = encryptAttachment(bytes)
  return transact<{ fileId: string }>(ctx, async (tx) => {
    const locked = await lockBidFor(tx, ctx, 'edit', bidId)
    if (!locked.ok) return locked
    const draft = await readDraft(tx, ctx, bidId)
    if (draft === undefined) return refuse('bid.wrong-state')
    const { files } = draft.content
    if (files.length >= filesMax) return refuse('bid.too-many-files', { field: 'file', data: { max: filesMax } })
    if (files.some((attached) => attached.sha256 === sha256)) return refuse('bid.file-twice', { field: 'file' })
    const { id: fileId } = await storeFile(tx, ctx, {
      bytes: stored,
      name: '',
      mediaType: 'application/octet-stream',
      purpose: 'BID_ATTACHMENT',
      organizationId: locked.bid.organizationId,
      isEncrypted: true,
    })
    const attached = { fileId, name, size: bytes.byteLength, mediaType, sha256, key }
    await writeDraft(tx, ctx, bidId, { ...draft.content, files: [...files, attached] }, 'files')
    return ok({ fileId })
  })
}

/** The key goes with the entry: what stays in the store can be read by nobody any more. */
export const removeFile = (ctx: Context, { bidId, fileId }: { bidId: string; fileId: string }) =>
  transact(ctx, async (tx) => {
    const locked = await lockBidFor(tx, ctx, 'edit', bidId)
    if (!locked.ok) return locked
    const draft = await readDraft(tx, ctx, bidId)
    if (draft === undefined) return refuse('bid.wrong-state')
    const files = draft.content.files.filter((attached) => attached.fileId !== fileId)
    if (files.length !== draft.content.files.length)
      await writeDraft(tx, ctx, bidId, { ...draft.content, files }, 'files')
    return ok()
  })
