import sharp from 'sharp'

export const pictureBytesMax = 40_000

/** A picture of a page, as fine as its size allows. @throws Error when it cannot be small enough */
export async function smallPicture(picture: Buffer): Promise<Buffer> {
  for (const quality of [70, 55, 40, 25]) {
    const made = await sharp(picture).webp({ quality, effort: 6, preset: 'text', smartSubsample: true }).toBuffer()
    if (made.length <= pictureBytesMax) return made
  }
  throw new Error('a picture is too large even at its smallest')
}
