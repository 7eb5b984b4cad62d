import { Agent, request, type IncomingMessage } from 'node:http'
import { Agent as TlsAgent, request as tlsRequest } from 'node:https'
import { Meilisearch } from 'meilisearch'
import { traced } from '#app/services/shared/traced.server.ts'

export type SearchService = { host: string; apiKey: string }

/** What the engine says when it will not: `index_not_found`, `invalid_api_key` … */
export class EngineRefusal extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, body: string) {
    let code = ''
    let message = body
    try {
      const said = JSON.parse(body) as { code?: unknown; message?: unknown }
      if (typeof said.code === 'string') code = said.code
      if (typeof said.message === 'string') message = said.message
    } catch {
      // Not the engine's own answer: a proxy's page, say.
    }
    super(`Meilisearch answered ${status} ${code}: ${message.slice(0, 300)}`)
    this.status = status
    this.code = code
  }
}

/** The library wraps what its transport throws; the engine's own word is underneath. */
export const refusalIn = (error: unknown): EngineRefusal | undefined =>
  error instanceof EngineRefusal
    ? error
    : error instanceof Error && error.cause !== undefined
      ? refusalIn(error.cause)
      : undefined

const agents = {
  'http:': new Agent({ keepAlive: true, maxSockets: 32 }),
  'https:': new TlsAgent({ keepAlive: true, maxSockets: 32 }),
}

const bodyOf = (answer: IncomingMessage): Promise<string> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    answer.on('data', (part: Buffer) => parts.push(part))
    answer.on('end', () => resolve(Buffer.concat(parts).toString('utf8')))
    answer.on('error', reject)
  })

/**
 * One kept connection and one write per question: Node's fetch waits 40 ms here for a delayed acknowledgement. The library
 * hands the answer on as it is, so what is not 2xx must throw here, or a refusal would look like a result.
 */
const send = (url: string | URL | Request, init: RequestInit = {}): Promise<unknown> => {
  const to = new URL(url instanceof Request ? url.url : url)
  const method = init.method ?? 'GET'
  return traced(`search ${method} ${to.pathname}`, { kind: 'client', 'server.address': to.hostname }, () =>
    ask(to, init),
  )
}

const ask = async (to: URL, init: RequestInit): Promise<unknown> => {
  const isTls = to.protocol === 'https:'
  const body = typeof init.body === 'string' ? Buffer.from(init.body) : undefined
  const headers = Object.fromEntries(new Headers(init.headers))
  if (body !== undefined) headers['content-length'] = String(body.byteLength)
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = (isTls ? tlsRequest : request)(to, {
      agent: isTls ? agents['https:'] : agents['http:'],
      method: init.method ?? 'GET',
      headers,
      ...(init.signal ? { signal: init.signal } : {}),
    })
    asked.on('response', resolve)
    asked.on('error', reject)
    asked.end(body)
  })
  const text = await bodyOf(answer)
  const status = answer.statusCode ?? 0
  if (status < 200 || status > 299) throw new EngineRefusal(status, text)
  return text === '' ? undefined : JSON.parse(text)
}

/** `patienceMs`: how long one request may take. A page waits 1.5 s and then asks PostgreSQL; the worker may wait longer. */
export const connect = ({ host, apiKey }: SearchService, patienceMs: number): Meilisearch =>
  new Meilisearch({
    host,
    apiKey,
    timeout: patienceMs,
    // oxlint-disable-next-line typescript/no-deprecated -- the only door to another transport; this version is pinned
    httpClient: send,
    defaultWaitOptions: { timeout: 120_000, interval: 50 },
  })
