import type { Readable } from 'node:stream'
import { type ByteRange, readRange } from '#app/domain/file/byte-range.ts'
import { contentDisposition } from './download.server.ts'
import { goingOut, type Taker } from './going-out.server.ts'

/** `sha256`: hex; it is the file's tag. `size`: bytes. */
export type LargeFile = { name: string; mediaType: string; sha256: string; size: number; changedAt: Date }

/**
 * A public file too large to hold, read while it goes out and no faster than its reader takes it: whole, or the part that is asked for, so
 * that a download goes on where it broke off; 304 where the reader has it. `open` answers undefined where the bytes are gone.
 */
export async function largeFileResponse(
  taker: Taker,
  file: LargeFile,
  open: (range: ByteRange | undefined) => Promise<Readable | undefined>,
): Promise<Response | undefined> {
  const { request } = taker
  const etag = `"${file.sha256}"`
  const headers = {
    ETag: etag,
    'Last-Modified': file.changedAt.toUTCString(),
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'public, no-cache',
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': 'ETag, Content-Length, Content-Range, Accept-Ranges, Repr-Digest',
  }
  const known = (request.headers.get('If-None-Match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (known.includes(etag) || known.includes('*')) return new Response(null, { status: 304, headers })

  const asked = isSame(request.headers.get('If-Range'), etag)
    ? readRange(request.headers.get('Range'), file.size)
    : 'whole'
  if (asked === 'outside')
    return new Response(null, { status: 416, headers: { ...headers, 'Content-Range': `bytes */${file.size}` } })
  const part = asked === 'whole' ? undefined : asked
  const body = await open(part)
  if (body === undefined) return undefined
  const length = part === undefined ? file.size : part.end - part.start + 1
  if (request.method === 'HEAD') body.destroy()
  return new Response(request.method === 'HEAD' ? null : goingOut(body, taker), {
    status: part === undefined ? 200 : 206,
    headers: {
      ...headers,
      'Content-Type': file.mediaType,
      'Content-Length': String(length),
      'Content-Disposition': contentDisposition(file.name),
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Repr-Digest': `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`,
      ...(part === undefined ? {} : { 'Content-Range': `bytes ${part.start}-${part.end}/${file.size}` }),
    },
  })
}

/** A part fits only the file that its reader has begun with. */
const isSame = (ifRange: string | null, etag: string): boolean => ifRange === null || ifRange.trim() === etag
