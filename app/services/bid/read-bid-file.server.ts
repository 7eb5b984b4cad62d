import type { BidFacts } from '#app/domain/bid/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { type BidFile, decryptAttachment } from './attachment.server.ts'
import { readOpenedFile } from './queries/opened-bid.server.ts'
import { readOwnBid } from './queries/own-bid.server.ts'

type Read = { bytes: Uint8Array; name: string; mediaType: string; isPublic: false }
type Which = { bidId: string; fileId: string }

/**
 * A file of an opened bid, decrypted, for somebody who may read the bid. `told` is what the panel knows of an expert: see
 * readOpenedBid.
 */
export async function readBidFile(
  ctx: Context,
  which: Which,
  told: Pick<BidFacts, 'isSeatedWithoutConflict'> = {},
): Promise<Outcome<Read>> {
  return decrypted(ctx, await readOpenedFile(ctx, which, told))
}

/** A file of the organization's own draft, or of its bid once opened. */
export async function readOwnBidFile(ctx: Context, { bidId, fileId }: Which): Promise<Outcome<Read>> {
  const own = await readOwnBid(ctx, bidId)
  const content = own?.draft?.content ?? own?.opened?.content
  return decrypted(
    ctx,
    content?.files.find((file) => file.fileId === fileId),
  )
}

async function decrypted(ctx: Context, file: BidFile | undefined): Promise<Outcome<Read>> {
  if (file === undefined) return refuse('not-found')
  const row = await ctx.db.file.findUnique({ where: { id: file.fileId }, select: { sha256: true } })
  const stored = row === null ? undefined : await ctx.files.get(row.sha256)
  if (stored === undefined) return refuse('not-found')
  const bytes = decryptAttachment(stored, file)
  if (bytes === undefined) throw new Error(`file ${file.fileId} is not the one that was attached`)
  return ok({ bytes, name: file.name, mediaType: file.mediaType, isPublic: false })
}
