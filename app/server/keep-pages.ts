import type { IncomingMessage, RequestListener } from 'node:http'
import type { Request as Asked, Response as Answer } from 'express'
import { isSecretPage } from '#app/http/logged-path.ts'
import { isPrivate } from '#app/http/private-paths.ts'
import { withoutLocale } from '#app/i18n/locale.ts'
import { createPageCache, keptPage, type KeptPage, sendKept } from './page-cache.ts'

const addressMax = 512
const marks = new WeakMap<IncomingMessage, string>()

/** Anybody's request for anybody's page: no cookie says who asks. */
const isAnybodys = ({ method, url = '', headers }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  headers.cookie === undefined &&
  headers.authorization === undefined &&
  url.length <= addressMax &&
  !isOnesOwn(withoutLocale(url.split('?', 1)[0] ?? ''))

const isOnesOwn = (path: string): boolean => isPrivate(path) || isSecretPage(path)

/** A form carries a number of its own, so that it is not sent twice: it is nobody else's. */
const mayBeKept = (response: Answer, html: string): boolean =>
  response.statusCode === 200 &&
  response.getHeader('Cache-Control') === 'no-cache' &&
  response.getHeader('Set-Cookie') === undefined &&
  !/<form[^>]*\bmethod="post"/i.test(html)

export interface PageKeeper {
  /** Stands before the site: answers what is kept, hands on the rest. */
  before: (next: RequestListener) => RequestListener
  /** Answers by a page that was just made, and keeps it; false when it may not be kept. */
  keep: (asked: Asked, response: Answer, html: string) => boolean
  /** The answer to a request is made, whatever it is: who waited for it goes on. */
  made: (asked: Asked) => void
}

/**
 * Public pages are made once and kept until anything in the database changes. Whoever asks for one while it is made anew waits for that
 * one; what was never kept is never waited for, or one slow file would hold up the next.
 */
export function keepPages(bytesMax: number, mark: () => Promise<string> | string): PageKeeper {
  const cache = createPageCache(bytesMax)
  const making = new Map<string, { made: Promise<void>; release: () => void }>()
  const slots = new WeakMap<IncomingMessage, string>()
  // Remix builds addresses from the host that was asked for.
  const keyOf = ({ headers, url }: IncomingMessage) => `${headers.host ?? ''} ${url ?? ''}`

  const take = (asked: IncomingMessage, slot: string) => {
    let release: () => void = () => undefined
    const made = new Promise<void>((resolve) => (release = resolve))
    making.set(slot, { made, release })
    slots.set(asked, slot)
  }
  const made = (asked: IncomingMessage) => {
    const slot = slots.get(asked)
    if (slot === undefined) return
    slots.delete(asked)
    making.get(slot)?.release()
    making.delete(slot)
  }

  const find = async (asked: IncomingMessage, under: string): Promise<KeptPage | undefined> => {
    const key = keyOf(asked)
    const slot = `${key} ${under}`
    let kept = cache.get(key, under, Date.now())
    const other = making.get(slot)
    if (kept === 'stale' && other !== undefined) {
      await other.made
      kept = cache.get(key, under, Date.now())
    }
    if (kept === 'stale' && !making.has(slot)) take(asked, slot)
    if (typeof kept === 'object') return kept
    marks.set(asked, under)
    return undefined
  }

  return {
    before: (next) => (asked, response) => {
      if (!isAnybodys(asked)) {
        next(asked, response)
        return
      }
      const known = mark()
      const kept = typeof known === 'string' ? cache.get(keyOf(asked), known, Date.now()) : undefined
      if (typeof kept === 'object') {
        void sendKept(asked, response, kept)
        return
      }
      response.once('close', () => made(asked))
      Promise.resolve(known)
        .then((under) => find(asked, under))
        // The database cannot be asked: the site says so itself.
        .catch(() => undefined)
        .then((page) => (page === undefined ? next(asked, response) : sendKept(asked, response, page)))
        .catch(() => response.destroy())
    },
    keep(asked, response, html) {
      const under = marks.get(asked)
      if (under === undefined || !mayBeKept(response, html)) return false
      response.setHeader('Content-Length', Buffer.byteLength(html))
      const page = keptPage(html, response.getHeaders())
      cache.set(keyOf(asked), under, page, Date.now())
      made(asked)
      void sendKept(asked, response, page)
      return true
    },
    made,
  }
}
