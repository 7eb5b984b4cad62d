import { fileTypeFromBuffer } from 'file-type'
import {
  compoundType,
  fileBytesMax,
  fileNameFor,
  isAccepted,
  type MediaType,
  plainType,
} from '#app/domain/file/media-type.ts'
import { withoutMetadata } from '#app/domain/file/metadata.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'

export type FilePurpose =
  | 'CALL_DOCUMENT'
  | 'BID_ATTACHMENT'
  | 'EVIDENCE'
  | 'REMEDY_EVIDENCE'
  | 'ORGANIZATION_DOCUMENT'
  | 'VOUCHER'
  | 'CLOSING_DOCUMENT'
  | 'CREDIT_DOCUMENT'
  | 'STANDING_DOCUMENT'
  | 'INCUBATION_DOCUMENT'
  | 'CONTRACT_PAPER'
  | 'GIFT_RECEIPT'
  | 'HUB_REPORT'
  | 'CONTRACT_ANNEX'
  | 'NEED_PHOTO'
  | 'MEETING_FILE'

/** What the bytes are, whatever the browser said; undefined when that kind is not taken. */
export async function sniffMediaType(bytes: Uint8Array, name: string): Promise<MediaType | undefined> {
  const found = await fileTypeFromBuffer(bytes)
  if (found === undefined) return isPlainText(bytes) ? plainType(name) : undefined
  const mime: string = found.mime
  if (mime === 'application/x-cfb') return compoundType(name)
  return isAccepted(mime) ? mime : undefined
}

function isPlainText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

type ReadUpload = { bytes: Uint8Array; name: string; mediaType: MediaType }

type HowRead = { isProof?: boolean }

/**
 * Reads an uploaded file: one that is there, not too large, of a kind that is taken. `field` is where the form says so. What a camera wrote
 * beside a picture is not kept; a photograph that is to prove something (`isProof`) stays as it was taken, and only a copy of it is shown.
 */
export async function readUpload(
  file: File,
  field = 'file',
  { isProof = false }: HowRead = {},
): Promise<Outcome<ReadUpload>> {
  if (file.size === 0) return refuse('form.fileMissing', { field })
  if (file.size > fileBytesMax) return refuse('form.fileTooLarge', { field })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const mediaType = await sniffMediaType(bytes, file.name)
  if (mediaType === undefined) return refuse('form.fileType', { field })
  const kept = isProof ? bytes : withoutMetadata(bytes, mediaType)
  return ok({ bytes: kept, name: fileNameFor(file.name, mediaType), mediaType })
}

type StoreFile = {
  bytes: Uint8Array
  name: string
  mediaType: string
  purpose: FilePurpose
  bodyId?: string | undefined
  organizationId?: string | undefined
  isEncrypted?: boolean
}

/** Puts the bytes into the store and their row into the caller's transaction. Bytes without a row harm nobody. */
export async function storeFile(
  tx: Tx,
  ctx: Context,
  { bytes, name, mediaType, purpose, bodyId, organizationId, isEncrypted = false }: StoreFile,
): Promise<{ id: string; sha256: string; size: number }> {
  const { accountId } = ctx.actor
  if (accountId === undefined) throw new Error('a file is stored by somebody')
  const { sha256, size } = await ctx.files.put(bytes)
  const { id } = await tx.file.create({
    data: {
      sha256,
      size,
      mediaType,
      name,
      purpose,
      isEncrypted,
      bodyId: bodyId ?? null,
      organizationId: organizationId ?? null,
      uploadedById: accountId,
      createdAt: ctx.now,
    },
    select: { id: true },
  })
  return { id, sha256, size }
}
