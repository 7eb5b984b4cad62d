import { createHash } from 'node:crypto'

type FreshText = { text: string; mediaType: string; changedAt: Date | undefined; name?: string }

/**
 * A text that programs fetch again and again: answered with 304 where they have it already (RFC 9110 section 13; the entity tag counts
 * before the date). The tag is weak: what stands in front may compress.
 */
export function freshText(request: Request, { text, mediaType, changedAt, name }: FreshText): Response {
  const tag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
  const headers = new Headers({ ETag: tag, 'Cache-Control': 'public, max-age=300' })
  if (changedAt !== undefined) headers.set('Last-Modified', changedAt.toUTCString())
  if (hasIt(request, tag, changedAt)) return new Response(null, { status: 304, headers })
  headers.set('Content-Type', mediaType)
  if (name !== undefined) headers.set('Content-Disposition', `inline; filename="${name}"`)
  return new Response(text, { headers })
}

function hasIt(request: Request, tag: string, changedAt: Date | undefined): boolean {
  const tags = request.headers.get('If-None-Match')
  const plain = (each: string) => each.trim().replace(/^W\//, '')
  if (tags !== null) return tags.trim() === '*' || tags.split(',').some((each) => plain(each) === plain(tag))
  const since = Date.parse(request.headers.get('If-Modified-Since') ?? '')
  return changedAt !== undefined && !Number.isNaN(since) && Math.floor(changedAt.getTime() / 1000) * 1000 <= since
}
