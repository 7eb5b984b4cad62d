import { createHash } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

/** A page as it goes to everybody who is nobody in particular. */
export type KeptPage = {
  headers: OutgoingHttpHeaders
  etag: string
  html: Buffer
  /** Made when the first reader can take it. */
  packed?: Promise<Buffer> | undefined
}

type Entry = { page: KeptPage; mark: string; madeAt: number }

/** Dates and terms on a page are told by the clock, and no change in the database says that it went on. */
const ageMaxMs = 10_000

/**
 * Pages in memory, each under the mark of the database it was made from (app/server/database-mark.ts), and good only as long as the mark is the
 * same: a kept page never says less than the database. `bytesMax` in all; what nobody asked for longest goes first.
 */
export function createPageCache(bytesMax: number) {
  const entries = new Map<string, Entry>()
  let bytes = 0
  const drop = (key: string) => {
    const entry = entries.get(key)
    if (entry === undefined) return
    bytes -= entry.page.html.byteLength
    entries.delete(key)
  }
  return {
    /** 'stale': it was kept once, and what was kept is no longer good. */
    get(key: string, mark: string, nowMs: number): KeptPage | 'stale' | undefined {
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      if (entry.mark !== mark || nowMs - entry.madeAt > ageMaxMs) return 'stale'
      entries.delete(key)
      entries.set(key, entry)
      return entry.page
    },
    set(key: string, mark: string, page: KeptPage, nowMs: number): void {
      drop(key)
      entries.set(key, { page, mark, madeAt: nowMs })
      bytes += page.html.byteLength
      for (const oldest of entries.keys()) {
        if (bytes <= bytesMax) break
        drop(oldest)
      }
    },
    size: () => ({ pages: entries.size, bytes }),
  }
}

/** `headers`: as they would go out with the whole page, names in small letters. */
export function keptPage(html: string, headers: OutgoingHttpHeaders): KeptPage {
  const body = Buffer.from(html)
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { headers: { ...headers, vary: 'Accept-Encoding, Cookie', etag }, etag, html: body }
}

const pack = promisify(gzip)

/** The page, packed for who can unpack it; 304 for who has it. */
export async function sendKept(asked: IncomingMessage, response: ServerResponse, page: KeptPage): Promise<void> {
  if (asked.headers['if-none-match'] !== undefined && hasTag(asked.headers['if-none-match'], page.etag)) {
    const { 'content-length': _, ...headers } = page.headers
    response.writeHead(304, headers).end()
    return
  }
  const takesPacked = /\bgzip\b/.test(asked.headers['accept-encoding'] ?? '')
  if (!takesPacked) {
    response.writeHead(200, page.headers)
    response.end(asked.method === 'HEAD' ? undefined : page.html)
    return
  }
  page.packed ??= pack(page.html)
  const packed = await page.packed
  response.writeHead(200, { ...page.headers, 'content-encoding': 'gzip', 'content-length': packed.byteLength })
  response.end(asked.method === 'HEAD' ? undefined : packed)
}

const hasTag = (tags: string, etag: string) => tags.split(',').some((tag) => tag.trim() === etag || tag.trim() === '*')
