import { type DocumentTyped, documentsMax } from '#app/domain/organization/document.ts'
import { organizationPolicy } from '#app/domain/organization/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readUpload, storeFile } from '#app/services/file/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

const mayKeep = (ctx: Context, organizationId: string): Outcome =>
  may(organizationPolicy, 'keepDocuments', ctx.actor, { organizationId })
    ? ok()
    : refuse(may(organizationPolicy, 'read', ctx.actor, { organizationId }) ? 'forbidden' : 'not-found')

/** A certificate joins those that the organization keeps. */
export async function addDocument(
  ctx: Context,
  { organizationId, file, issuedOn, validUntil, ...typed }: DocumentTyped & { organizationId: string },
) {
  const { accountId } = ctx.actor
  const allowed = mayKeep(ctx, organizationId)
  if (!allowed.ok || accountId === undefined) return allowed.ok ? refuse('not-found') : allowed
  const upload = await readUpload(file)
  if (!upload.ok) return upload
  return transact<{ documentId: string }>(ctx, async (tx) => {
    const kept = await tx.organizationDocument.count({ where: { organizationId } })
    if (kept >= documentsMax) return refuse('application.too-many-documents', { data: { max: documentsMax } })
    const { id: fileId } = await storeFile(tx, ctx, {
      bytes: upload.bytes,
      name: upload.name,
      mediaType: upload.mediaType,
      purpose: 'ORGANIZATION_DOCUMENT',
      organizationId,
    })
    const { id: documentId } = await tx.organizationDocument.create({
      data: {
        ...typed,
        organizationId,
        fileId,
        issuedOn: issuedOn === undefined ? null : dateOfDay(issuedOn),
        validUntil: validUntil === undefined ? null : dateOfDay(validUntil),
        addedById: accountId,
        addedAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'organization.document-added',
      entity: 'organization',
      entityId: organizationId,
      organizationId,
      data: { kind: typed.kind },
    })
    return ok({ documentId })
  })
}

/** Whether everybody may read it on the organization's page. */
export const showDocument = (ctx: Context, which: { organizationId: string; documentId: string; isPublic: boolean }) =>
  transact(ctx, async (tx) => {
    const { organizationId, documentId, isPublic } = which
    const allowed = mayKeep(ctx, organizationId)
    if (!allowed.ok) return allowed
    const { count } = await tx.organizationDocument.updateMany({
      where: { id: documentId, organizationId },
      data: { isPublic },
    })
    if (count === 0) return refuse('not-found')
    await record(tx, ctx, {
      type: isPublic ? 'organization.document-shown' : 'organization.document-hidden',
      entity: 'organization',
      entityId: organizationId,
      organizationId,
      data: { documentId },
    })
    return ok()
  })

/** Copies in bids stay where they are. */
export const removeDocument = (ctx: Context, which: { organizationId: string; documentId: string }) =>
  transact(ctx, async (tx) => {
    const { organizationId, documentId } = which
    const allowed = mayKeep(ctx, organizationId)
    if (!allowed.ok) return allowed
    const document = await tx.organizationDocument.findFirst({ where: { id: documentId, organizationId } })
    if (document === null) return refuse('not-found')
    await tx.organizationDocument.delete({ where: { id: documentId } })
    await record(tx, ctx, {
      type: 'organization.document-removed',
      entity: 'organization',
      entityId: organizationId,
      organizationId,
      data: { kind: document.kind },
    })
    return ok()
  })
