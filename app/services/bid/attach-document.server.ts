import { isValidOn } from '#app/domain/organization/document.ts'
import { filesMax } from '#app/domain/bid/ready.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { storeFile } from '#app/services/file/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { encryptAttachment } from './attachment.server.ts'
import { lockBidFor } from './lock-bid-for.server.ts'
import { readDraft, writeDraft } from './store.server.ts'

/** A copy of a certificate that the organization keeps joins the draft, encrypted as any attachment. */
export const attachDocument = (ctx: Context, { bidId, documentId }: { bidId: string; documentId: string }) =>
  transact<{ fileId: string }>(ctx, async (tx) => {
    const locked = await lockBidFor(tx, ctx, 'edit', bidId)
    if (!locked.ok) return locked
    const { organizationId, callId } = locked.bid
    const draft = await readDraft(tx, ctx, bidId)
    const document = await tx.organizationDocument.findFirst({
      where: { id: documentId, organizationId },
      include: { file: true },
    })
    if (draft === undefined) return refuse('bid.wrong-state')
    if (document === null) return refuse('application.no-document', { field: 'documentId' })
    const { content } = draft
    if (content.files.length >= filesMax) return refuse('bid.too-many-files', { data: { max: filesMax } })
    const { bidDeadlineAt } = await tx.call.findUniqueOrThrow({
      where: { id: callId },
      select: { bidDeadlineAt: true },
    })
    const deadline = dayOf(bidDeadlineAt)
    const validUntil = document.validUntil === null ? null : dayOfDate(document.validUntil)
    if (validUntil !== null && !isValidOn(deadline, validUntil))
      return refuse('application.document-expires', { field: 'documentId', data: { validUntil, deadline } })
    const bytes = await ctx.files.get(document.file.sha256)
    if (bytes === undefined) return refuse('application.no-document', { field: 'documentId' })
    const { stored, key, sha256 } = encryptAttachment(bytes)
    if (content.files.some((attached) => attached.sha256 === sha256))
      return refuse('bid.file-twice', { field: 'documentId' })
    const { id: fileId } = await storeFile(tx, ctx, {
      bytes: stored,
      name: '',
      mediaType: 'application/octet-stream',
      purpose: 'BID_ATTACHMENT',
      organizationId,
      isEncrypted: true,
    })
    const { name, mediaType } = document.file
    const { kind, title, number, issuedOn } = document
    await writeDraft(
      tx,
      ctx,
      bidId,
      {
        ...content,
        files: [...content.files, { fileId, name, size: bytes.byteLength, mediaType, sha256, key }],
        documents: [
          ...(content.documents ?? []),
          { fileId, kind, title, number, issuedOn: issuedOn === null ? null : dayOfDate(issuedOn), validUntil },
        ],
      },
      'files',
    )
    return ok({ fileId })
  })
