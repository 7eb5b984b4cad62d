import {
  type AppLoadContext,
  createReadableStreamFromReadable,
  createRequestHandler,
  type ServerBuild,
  writeReadableStreamToWritable,
} from '@remix-run/node'
import type { Request as Asked, RequestHandler, Response as Answer } from 'express'
import type { PageKeeper } from './keep-pages.ts'

/** What goes with a request through Remix. `html`: the page that was made, put here by app/entry.server.tsx. */
export type Carried = AppLoadContext & { html?: string }

export interface Answering {
  mode: string
  /** Whether only pages are answered: nobody looks whether the reader of a page has gone, and telling of it takes time. */
  onlyPages?: boolean
  pages?: Pick<PageKeeper, 'keep' | 'made'> | undefined
  getLoadContext: (request: Asked, response: Answer) => Carried
}

/**
 * Answers requests by a Remix build. A page is one string from the beginning and goes out as it is, with its length, in one write:
 * the way through a web stream, as Remix's own adapter for Express takes it, costs a third of what a small page takes.
 */
export function remixHandler(
  build: ServerBuild | (() => Promise<ServerBuild>),
  { mode, onlyPages = false, pages, getLoadContext }: Answering,
): RequestHandler {
  const handle = createRequestHandler(build, mode)
  const answer = async (asked: Asked, response: Answer) => {
    const carried = getLoadContext(asked, response)
    const made = await handle(toRequest(asked, onlyPages ? undefined : response), carried)
    response.status(made.status)
    for (const [name, value] of made.headers) response.append(name, value)
    if (carried.html !== undefined && pages?.keep(asked, response, carried.html) === true) return
    pages?.made(asked)
    if (carried.html !== undefined) {
      response.setHeader('Content-Length', Buffer.byteLength(carried.html))
      response.end(asked.method === 'HEAD' ? undefined : carried.html)
    } else if (made.body === null) response.end()
    else await writeReadableStreamToWritable(made.body, response)
  }
  return (asked, response, next) => {
    answer(asked, response).catch(next)
  }
}

/** `response`: whose closing ends the request's signal. */
function toRequest(asked: Asked, response: Answer | undefined): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(asked.headers))
    for (const each of Array.isArray(value) ? value : [value ?? '']) headers.append(name, each)
  const url = `${asked.protocol}://${asked.get('host') ?? 'localhost'}${asked.originalUrl}`
  const takesBody = asked.method !== 'GET' && asked.method !== 'HEAD'
  return new Request(url, {
    method: asked.method,
    headers,
    ...(response === undefined ? {} : { signal: endOf(response) }),
    ...(takesBody ? { body: createReadableStreamFromReadable(asked), duplex: 'half' } : {}),
  })
}

function endOf(response: Answer): AbortSignal {
  const gone = new AbortController()
  response.on('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  return gone.signal
}
