import sharp from 'sharp'
import { bandsOf, likenessOf } from '#app/domain/file/likeness.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'

const longestSide = 2_000
const smallSide = 360
/** A picture that claims more is a trap, not a photograph. */
const pixelsMax = 100_000_000

// One picture at a time on a small machine: uploads wait for one another rather than all for memory.
sharp.concurrency(1)

export const isPicture = (mediaType: string): boolean => mediaType.startsWith('image/')

/** Copies of a picture for showing: upright, scaled, without anything the camera wrote beside it (sharp leaves that out). */
export type Picture = {
  width: number
  height: number
  likeness: bigint
  shown: Buffer
  small: Buffer
}

const open = (bytes: Uint8Array) =>
  sharp(bytes, { failOn: 'error', limitInputPixels: pixelsMax, pages: 1 }).autoOrient()

const scaled = (bytes: Uint8Array, side: number, quality: number) =>
  open(bytes)
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .webp({ quality })
    .toBuffer({ resolveWithObject: true })

/** Refused where the bytes are no whole picture: what cannot be shown is no proof. */
export async function readPicture(bytes: Uint8Array, field = 'file'): Promise<Outcome<{ picture: Picture }>> {
  try {
    const { data: shown, info } = await scaled(bytes, longestSide, 82)
    const { data: small } = await scaled(bytes, smallSide, 74)
    const grey = await open(bytes).greyscale().resize({ width: 9, height: 8, fit: 'fill' }).raw().toBuffer()
    return ok({ picture: { width: info.width, height: info.height, likeness: likenessOf(grey), shown, small } })
  } catch {
    return refuse('form.pictureBroken', { field })
  }
}

/** The copies into the store and their row into the caller's transaction, beside the row of the original. */
export async function storePicture(tx: Tx, ctx: Context, fileId: string, picture: Picture): Promise<void> {
  const [shown, small] = [await ctx.files.put(picture.shown), await ctx.files.put(picture.small)]
  await tx.picture.create({
    data: {
      fileId,
      width: picture.width,
      height: picture.height,
      likeness: picture.likeness,
      bands: bandsOf(picture.likeness),
      shownSha256: shown.sha256,
      smallSha256: small.sha256,
    },
  })
}
