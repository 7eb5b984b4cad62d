import { createHash } from 'node:crypto'
import { recordPath } from '#app/domain/open-data/write-package.ts'
import type { GrantPublisher } from '#app/domain/open-data/grants.ts'
import { env } from '#app/env.server.ts'
import { translator } from '#app/i18n/translate.ts'
import { publicUrl } from './session.server.ts'

/** Who publishes, whatever the reader's language: open data is the same for everybody. */
export const publisher = (): GrantPublisher => ({
  name: translator('zh-CN')('common.site.name'),
  baseUrl: publicUrl().replace(/\/+$/, ''),
  ...env().openData,
})

/** Where a call's record is, as a path of this site. */
export const recordOfCall = (callNo: string): string => recordPath(env().openData, callNo)

// Any page of any site may read it; a copy may be kept and asked about by its tag.
const shared = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'ETag' }

/** JSON that was written already; 304 where the reader has it. `maxAge`: seconds for which a copy needs no asking. */
export function dataResponse(
  request: Request,
  text: string,
  maxAge: number,
  more: Readonly<Record<string, string>> = {},
): Response {
  const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 24)}"`
  const headers = { ...shared, ETag: etag, 'Cache-Control': `public, max-age=${maxAge}`, ...more }
  const known = (request.headers.get('If-None-Match') ?? '').split(',').map((tag) => tag.trim())
  if (known.includes(etag) || known.includes('*')) return new Response(null, { status: 304, headers })
  return new Response(`${text}\n`, { headers: { ...headers, 'Content-Type': 'application/json; charset=utf-8' } })
}

/** For programs: what is wrong, in English, and where the documentation is. */
export const dataProblem = (status: 404 | 422, error: string): Response =>
  Response.json(
    { error, documentation: `${publisher().baseUrl}/open-data` },
    { status, headers: { ...shared, 'Cache-Control': 'no-store' } },
  )
