import { itemsShown, withForm } from '#app/domain/bid/application-form.ts'
import type { BidContent } from '#app/domain/bid/content.ts'
import { filesMax } from '#app/domain/bid/ready.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { readUpload, storeFile } from '#app/services/file/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { encryptAttachment } from './attachment.server.ts'
import { lockBidFor } from './lock-bid-for.server.ts'
import { readAsked } from './read-asked.server.ts'
import { readDraft, writeDraft } from './store.server.ts'

type AttachFile = {
  bidId: string
  file: File
  /** The item of the call's form that asks for it: it takes the place of what was there. */
  item?: string | undefined
}

/** A file joins the draft. Its name, kind and key are in the draft only: row and store tell nothing but a length. */
export async function attachFile(ctx: Context, { bidId, file, item }: AttachFile) {
  const upload = await readUpload(file, 'file', { isProof: true })
  if (!upload.ok) return upload
  const { bytes, name, mediaType } = upload
  const { stored, key, sha256 } = encryptAttachment(bytes)
  return transact<{ fileId: string }>(ctx, async (tx) => {
    const locked = await lockBidFor(tx, ctx, 'edit', bidId)
    if (!locked.ok) return locked
    const draft = await readDraft(tx, ctx, bidId)
    if (draft === undefined) return refuse('bid.wrong-state')
    const content = item === undefined ? draft.content : withoutFile(draft.content, draft.content.form?.[item])
    if (item !== undefined) {
      const { items } = await readAsked(tx, locked.bid.callId)
      const asked = itemsShown(items, content.form).find(({ code }) => code === item)
      if (asked?.kind !== 'FILE') return refuse('bid.not-asked', { field: 'file' })
    }
    const { files } = content
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
    const joined = { ...content, files: [...files, attached] }
    const answered = item === undefined ? joined : withForm(joined, { ...joined.form, [item]: fileId })
    await writeDraft(tx, ctx, bidId, answered, 'files')
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
    const content = withoutFile(draft.content, fileId)
    if (content.files.length !== draft.content.files.length) await writeDraft(tx, ctx, bidId, content, 'files')
    return ok()
  })

/** Without the file, and without the answer or the certificate that it was. */
function withoutFile({ documents = [], ...content }: BidContent, fileId: unknown): BidContent {
  const kept = documents.filter((document) => document.fileId !== fileId)
  const form = Object.entries(content.form ?? {}).filter(([, answer]) => answer !== fileId)
  const files = content.files.filter((attached) => attached.fileId !== fileId)
  return withForm({ ...content, files, ...(kept.length === 0 ? {} : { documents: kept }) }, Object.fromEntries(form))
}
