import type { Request, RequestHandler } from 'express'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])
/** Ends the letters of one search or of one thing followed: what it does hangs on the address alone and on no cookie. */
const stopAddress = /^(?:\/en)?\/(?:search|follows)\/letters\/[\w-]{43}$/

/**
 * Refuses every unsafe request that does not come from this site's own pages, before Remix sees it: Remix 2.17's own check
 * can be passed by and answers 500. Browsers say where a request comes from (Sec-Fetch-Site, or Origin where they are old);
 * one that says nothing is refused. Answers 403. A mail program that ends letters for its reader (RFC 8058) says nothing either, and is let
 * through to that one address. `note`: told of each that was refused.
 */
export function crossSiteGate(publicUrl: string, note: (refused: Request) => void = () => undefined): RequestHandler {
  const ownOrigin = new URL(publicUrl).origin
  return (request, response, next) => {
    // Trusted by Remix when it builds addresses; nobody in front of us needs it.
    delete request.headers['x-forwarded-host']
    if (safeMethods.has(request.method)) {
      next()
      return
    }
    const site = request.get('sec-fetch-site')
    const origin = request.get('origin')
    const isMailProgram = request.method === 'POST' && stopAddress.test(request.originalUrl)
    const isOwn =
      site === undefined
        ? origin === undefined
          ? isMailProgram
          : origin === ownOrigin || hostOf(origin) === request.get('host')
        : site === 'same-origin' || site === 'none'
    if (isOwn) {
      next()
      return
    }
    note(request)
    response
      .status(403)
      .type('text/plain; charset=utf-8')
      .send(
        '请求来自其他网站，已被拒绝。请回到本站页面重新提交。\nThe request came from another site and was refused.\n',
      )
  }
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host
  } catch {
    return undefined
  }
}
