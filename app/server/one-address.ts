import type { RequestHandler } from 'express'

/** The same address without the slashes at its end; undefined when it has none, or is the first page. Never another host's. */
export function withoutLastSlash(url: string): string | undefined {
  const [, path = '', search = ''] = /^([^?]*)(.*)$/s.exec(url) ?? []
  if (path === '/' || !path.endsWith('/')) return undefined
  // `//host` and `/\host` would lead elsewhere.
  return `/${path.replace(/^[/\\]+/, '').replace(/\/+$/, '')}${search}`
}

/** A page has one address: who types a slash too many is led to it, and search engines see it once. */
export const oneAddress: RequestHandler = (request, response, next) => {
  const to = request.method === 'GET' || request.method === 'HEAD' ? withoutLastSlash(request.originalUrl) : undefined
  if (to === undefined) next()
  else response.redirect(301, to)
}
