import { isAccepted } from '#app/domain/file/media-type.ts'
import { withoutMetadata } from '#app/domain/file/metadata.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { File, Picture as PictureRow } from '#prisma/generated/client.ts'
import { mayReadFile } from './may-read-file.server.ts'
import { isPicture, readPicture } from './picture-store.server.ts'

export type ReadableFile = { name: string; mediaType: string; bytes: Buffer; isPublic: boolean }

/** Of a photograph: the copy to be shown, a small one, or what was uploaded. Any other file is as it was uploaded. */
export type Variant = 'shown' | 'small' | 'original'

/**
 * The file's bytes for whoever may have them; to anyone else it is not there. What a camera wrote into a photograph is for those alone who
 * stand on one of its sides, and only when they ask for the original.
 */
export async function readFile(ctx: Context, id: string, variant: Variant = 'shown'): Promise<Outcome<ReadableFile>> {
  const file = await ctx.db.file.findUnique({ where: { id }, include: { picture: true } })
  if (file === null) return refuse('not-found')
  const reading = await mayReadFile(ctx.db, ctx.actor, file)
  if (reading === undefined) return refuse('not-found')
  const hasCopies = file.picture !== null || (file.purpose === 'EVIDENCE' && isPicture(file.mediaType))
  if (!hasCopies) return readOriginal(ctx, file, reading.isPublic)
  if (variant === 'original') return reading.isSide === true ? readOriginal(ctx, file, false) : refuse('not-found')
  const bytes = await readCopy(ctx, file, variant)
  if (bytes === undefined) return refuse('not-found')
  const name = file.name.replace(/\.[a-z0-9]{1,5}$/i, '') + '.webp'
  return ok({ name, mediaType: 'image/webp', bytes, isPublic: reading.isPublic })
}

async function readOriginal(ctx: Context, file: File, isPublic: boolean): Promise<Outcome<ReadableFile>> {
  const stored = await ctx.files.get(file.sha256)
  if (stored === undefined) return refuse('not-found')
  // Proof is given out as it was taken; of others that were uploaded before this was left out, it is left out now.
  const { mediaType, name } = file
  const isProof = file.purpose === 'EVIDENCE' || file.isEncrypted
  const bytes = isProof || !isAccepted(mediaType) ? stored : Buffer.from(withoutMetadata(stored, mediaType))
  return ok({ name, mediaType, bytes, isPublic })
}

/** Uploaded before copies were kept: one is made for this reading. */
async function readCopy(
  ctx: Context,
  { sha256, picture }: File & { picture: PictureRow | null },
  variant: 'shown' | 'small',
): Promise<Buffer | undefined> {
  if (picture !== null) return ctx.files.get(variant === 'small' ? picture.smallSha256 : picture.shownSha256)
  const original = await ctx.files.get(sha256)
  const made = original === undefined ? undefined : await readPicture(original)
  return made?.ok === true ? made.picture[variant] : undefined
}
