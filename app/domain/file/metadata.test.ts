import sharp, { type Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import { acceptedMediaTypes, type MediaType } from './media-type.ts'
import { withoutMetadata } from './metadata.ts'

/** What a telephone takes: a device, a place, somebody's name, XMP beside it, lying on its side; colours with a profile. */
const taken = async (write: (picture: Sharp) => Sharp) => {
  const pixels = Buffer.from(Array.from({ length: 60 * 40 * 3 }, (_, at) => (at * 7919) & 255))
  const picture = sharp(pixels, { raw: { width: 60, height: 40, channels: 3 } })
    .withExif({
      IFD0: { Make: 'Testphone', Artist: 'Chen Yuqing', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 13/1 0/1' },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf>Testphone elsewhere</rdf></x:xmpmeta>')
    .withIccProfile('srgb')
  return new Uint8Array(await write(picture).toBuffer())
}

const kinds: [MediaType, (picture: Sharp) => Sharp][] = [
  ['image/jpeg', (picture) => picture.jpeg({ quality: 90 })],
  ['image/jpeg', (picture) => picture.jpeg({ quality: 90, progressive: true })],
  ['image/png', (picture) => picture.png()],
  ['image/webp', (picture) => picture.webp({ quality: 90 })],
  ['image/webp', (picture) => picture.webp({ lossless: true })],
]
const says = (bytes: Uint8Array, word: string) => Buffer.from(bytes).includes(word)

describe.each(kinds)('%s', (mediaType, write) => {
  test('says nothing of place, device and person any more, and is the same picture to the point', async () => {
    const before = await taken(write)
    expect(says(before, 'Testphone')).toBe(true)
    const after = withoutMetadata(before, mediaType)
    for (const word of ['Testphone', 'Chen Yuqing', 'xmpmeta']) expect(says(after, word), word).toBe(false)
    const { exif = Buffer.alloc(0), xmp, icc, format } = await sharp(after).metadata()
    expect(exif.length).toBeLessThan(60)
    expect(xmp).toBeUndefined()
    expect(icc).toBeDefined()
    expect(`image/${format}`).toBe(mediaType)
    const points = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer()
    expect((await points(after)).equals(await points(before))).toBe(true)
    // A second time changes nothing.
    expect(Buffer.from(withoutMetadata(after, mediaType)).equals(after)).toBe(true)
  })
})

test('a JPEG that lay on its side still stands up', async () => {
  const before = await taken((picture) => picture.jpeg())
  const turned = await sharp(before).withMetadata({ orientation: 6 }).toBuffer()
  const after = withoutMetadata(new Uint8Array(turned), 'image/jpeg')
  expect((await sharp(after).metadata()).orientation).toBe(6)
  const { info } = await sharp(after).autoOrient().toBuffer({ resolveWithObject: true })
  expect([info.width, info.height]).toEqual([40, 60])
})

test('what is hung behind a picture goes: a second one, a film, a text', async () => {
  for (const [mediaType, write] of kinds) {
    const whole = await taken(write)
    const longer = Buffer.concat([whole, Buffer.from('Testphone film')])
    expect(says(withoutMetadata(longer, mediaType), 'film'), mediaType).toBe(false)
  }
})

test('a picture that breaks off says no more of itself than a whole one', async () => {
  for (const [mediaType, write] of kinds) {
    const whole = await taken(write)
    for (const cut of [0.6, 0.75, 0.9].map((share) => Math.floor(share * whole.length))) {
      const after = withoutMetadata(whole.subarray(0, cut), mediaType)
      expect(after.length, `${mediaType} ${cut}`).toBeGreaterThan(20)
      expect(says(after, 'Chen Yuqing'), `${mediaType} ${cut}`).toBe(false)
    }
    for (let cut = 0; cut < whole.length; cut += 7)
      expect(withoutMetadata(whole.subarray(0, cut), mediaType).length).toBeLessThanOrEqual(cut + 36)
  }
})

test('bytes of a Huffman table that look like an end are none', () => {
  const table = [0xff, 0xc4, 0, 6, 0xff, 0xd9, 1, 2]
  const scan = [0xff, 0xda, 0, 4, 1, 2, 7, 0xff, 0, 7, 0xff, 0xd0, 7]
  const comment = [0xff, 0xfe, 0, 5, 65, 66, 67]
  const bytes = Uint8Array.from([0xff, 0xd8, ...comment, ...scan, ...table, ...comment, ...scan, 0xff, 0xd9, 66])
  expect([...withoutMetadata(bytes, 'image/jpeg')]).toEqual([0xff, 0xd8, ...scan, ...table, ...scan, 0xff, 0xd9])
})

test('what is no picture stays as it is', () => {
  const words = new TextEncoder().encode('Testphone')
  for (const mediaType of acceptedMediaTypes) expect(says(withoutMetadata(words, mediaType), 'Testphone')).toBe(true)
})
