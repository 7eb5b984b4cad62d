import type { MediaType } from './media-type.ts'

// What a camera or a program writes into a picture beside the picture: where it was taken, with which device, by whom, a small copy of what
// was cut away. Parts of the file are left out as they stand; nothing is decoded, so the picture itself stays as it was, to the bit.

/**
 * The same picture without it; other kinds of files, and pictures whose parts cannot be followed, as they are. Which way is up stays said
 * where a JPEG says so: without it the picture would lie on its side.
 */
export function withoutMetadata(bytes: Uint8Array, mediaType: MediaType): Uint8Array {
  const parts = keptParts[mediaType]?.(bytes)
  return parts === undefined ? bytes : joined(parts)
}

const keptParts: Partial<Record<MediaType, (bytes: Uint8Array) => Uint8Array[] | undefined>> = {
  'image/jpeg': partsOfJpeg,
  'image/png': partsOfPng,
  'image/webp': partsOfWebp,
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const latin = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))

const startOfScan = 0xda
const endOfImage = 0xd9
const app1 = 0xe1
/** Colour profiles, JFIF's and Adobe's words on colours: without them the picture looks otherwise. All other APPn and comments go. */
const isLeftOut = (marker: number, name: string) =>
  (marker >= 0xe1 && marker <= 0xef && !name.startsWith('ICC_PROFILE') && !name.startsWith('Adobe')) || marker === 0xfe

/**
 * ITU T.81, annex B: from SOI to EOI, scans included. What follows the end of the picture is a second one, or a film, and goes; a picture
 * without an end keeps what there is. Undefined where the segments cannot be followed.
 */
function partsOfJpeg(bytes: Uint8Array): Uint8Array[] | undefined {
  const view = viewOf(bytes)
  const parts: Uint8Array[] = []
  let orientation: number | undefined
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === endOfImage) break
    const end = Math.min(at + 2 + view.getUint16(at + 2), bytes.length)
    if (end < at + 4) return undefined
    const name = latin(bytes, at + 4, Math.min(end, at + 16))
    if (marker === app1 && name.startsWith('Exif\0\0')) orientation ??= orientationOf(bytes.subarray(at + 10, end))
    const next = marker === startOfScan ? endOfCoded(bytes, end) : end
    if (!isLeftOut(marker, name)) parts.push(bytes.subarray(at, next))
    at = next
  }
  const upright = orientation === undefined || orientation === 1 ? [] : [orientationSegment(orientation)]
  return [bytes.subarray(0, 2), ...upright, ...parts, bytes.subarray(at, at + 2)]
}

/** Where the coded bytes of a scan end: at a marker. Inside them 0xFF is followed by 0x00 or RSTn. */
function endOfCoded(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1] ?? 0
    if (marker !== 0x00 && (marker < 0xd0 || marker > 0xd7)) return at
  }
  return bytes.length
}

/** Tag 0x0112 of the first directory of a TIFF structure; undefined where it is not there or says nothing that is known. */
function orientationOf(tiff: Uint8Array): number | undefined {
  if (tiff.length < 14) return undefined
  const view = viewOf(tiff)
  const little = latin(tiff, 0, 2) === 'II'
  const directory = view.getUint32(4, little)
  if (directory + 2 > tiff.length) return undefined
  const count = view.getUint16(directory, little)
  for (let entry = 0; entry < count; entry += 1) {
    const at = directory + 2 + entry * 12
    if (at + 12 > tiff.length) return undefined
    if (view.getUint16(at, little) !== 0x0112) continue
    const value = view.getUint16(at + 8, little)
    return value >= 1 && value <= 8 ? value : undefined
  }
  return undefined
}

/** An EXIF segment that says this and nothing else. */
const orientationSegment = (orientation: number): Uint8Array =>
  Uint8Array.of(
    ...[0xff, app1, 0, 34],
    ...[0x45, 0x78, 0x69, 0x66, 0, 0],
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
    ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
    ...[0, 0, 0, 0],
  )

/** What an image and its colours are made of, and how it moves; everything else of PNG is words, times and EXIF. */
const pngKept = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'mDCV', 'cLLI', 'sBIT', 'bKGD'],
  ...['pHYs', 'acTL', 'fcTL', 'fdAT'],
])

/** PNG (ISO/IEC 15948): chunks of length, name, data and checksum; whatever follows IEND is no part of it. */
function partsOfPng(bytes: Uint8Array): Uint8Array[] | undefined {
  if (bytes.length < 20) return undefined
  const view = viewOf(bytes)
  const parts = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length;) {
    const next = Math.min(at + 12 + view.getUint32(at), bytes.length)
    const name = latin(bytes, at + 4, at + 8)
    if (pngKept.has(name)) parts.push(bytes.subarray(at, next))
    if (name === 'IEND') break
    at = next
  }
  return parts
}

const webpLeftOut = new Set(['EXIF', 'XMP '])
const webpFlags = { exif: 0x08, xmp: 0x04 }

/** WebP (RFC 9649): chunks in a RIFF, padded to even lengths; its first says what follows. */
function partsOfWebp(bytes: Uint8Array): Uint8Array[] | undefined {
  const view = viewOf(bytes)
  if (bytes.length < 20) return undefined
  const end = Math.min(bytes.length, 8 + view.getUint32(4, true))
  const chunks: Uint8Array[] = []
  for (let at = 12; at + 8 <= end;) {
    const size = view.getUint32(at + 4, true)
    const next = Math.min(at + 8 + size + (size % 2), end)
    const name = latin(bytes, at, at + 4)
    const chunk = bytes.slice(at, next)
    if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~(webpFlags.exif | webpFlags.xmp)
    if (!webpLeftOut.has(name)) chunks.push(chunk)
    at = next
  }
  const head = bytes.slice(0, 12)
  viewOf(head).setUint32(4, 4 + chunks.reduce((sum, chunk) => sum + chunk.length, 0), true)
  return [head, ...chunks]
}
