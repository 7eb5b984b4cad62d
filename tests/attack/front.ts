import { createServer, request as ask, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An answer that no request may get. */
export type Broken = { method: string; url: string; body: string; status: number }

export type Front = {
  address: string
  broken: readonly Broken[]
  /** How many requests came, by the first digit of their answers. */
  answers: Readonly<Record<string, number>>
  /** How many of them were sent to sign in: somebody's form had ended the session, which is begun anew each time. */
  strangers: () => number
  close: () => Promise<void>
}

type Asked = {
  siteUrl: string
  /** Signs whoever comes through here in, again and again; undefined: nobody is. */
  signIn?: (() => Promise<string>) | undefined
}

const shownBytes = 2_000

/**
 * Stands between a scanner and the site: says for it who is signed in and that its forms come from the site's own pages, and gives every request a
 * network of its own, or throttles would hide what is behind them. Signing out is answered here: the next request would be a stranger's.
 */
export async function startFront({ siteUrl, signIn }: Asked): Promise<Front> {
  const site = new URL(siteUrl)
  const broken: Broken[] = []
  const answers: Record<string, number> = {}
  let asked = 0
  let strangers = 0
  let cookie = await signIn?.()
  let isSigningIn = false
  const signInAgain = async () => {
    strangers += 1
    if (signIn === undefined || isSigningIn) return
    isSigningIn = true
    cookie = await signIn().finally(() => (isSigningIn = false))
  }
  const server = createServer((incoming, outgoing) => {
    asked += 1
    if (/^\/(?:en\/)?sign-out\b/.test(incoming.url ?? '')) {
      outgoing.writeHead(404).end()
      return
    }
    const body: Buffer[] = []
    const onwards = ask(
      {
        host: site.hostname,
        port: site.port,
        method: incoming.method,
        path: incoming.url,
        headers: { ...told(incoming, site, cookie), 'x-forwarded-for': networkNo(asked) },
      },
      (answer) => {
        const status = answer.statusCode ?? 0
        const kind = `${String(status)[0] ?? ''}xx`
        answers[kind] = (answers[kind] ?? 0) + 1
        if (cookie !== undefined && leadsToSignIn(answer)) void signInAgain()
        // A busy site says so, and means it.
        if (status >= 500 && status !== 503)
          broken.push({
            method: incoming.method ?? '',
            url: incoming.url ?? '',
            body: Buffer.concat(body).subarray(0, shownBytes).toString('utf8'),
            status,
          })
        outgoing.writeHead(status, answer.headers)
        answer.pipe(outgoing)
      },
    )
    onwards.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onwards.destroy())
    incoming.on('data', (part: Buffer) => body.push(part))
    incoming.pipe(onwards)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${String(port)}`,
    broken,
    answers,
    strangers: () => strangers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const leadsToSignIn = ({ statusCode = 0, headers: { location = '' } }: IncomingMessage): boolean =>
  statusCode >= 300 && statusCode < 400 && /^\/(?:en\/)?sign-in\b/.test(location)

const networkNo = (at: number) => `10.${String((at >> 16) & 255)}.${String((at >> 8) & 255)}.${String(at & 255)}`

function told({ headers, method }: IncomingMessage, site: URL, cookie: string | undefined) {
  const { 'accept-encoding': _packed, cookie: own, ...rest } = headers
  const cookies = [cookie, own?.replace(/(?:^|;\s*)session=[^;]*/, '')].filter(
    (text) => text !== undefined && text !== '',
  )
  return {
    ...rest,
    host: rest.host ?? site.host,
    ...(cookies.length === 0 ? {} : { cookie: cookies.join('; ') }),
    ...(method === 'GET' || method === 'HEAD' ? {} : { 'sec-fetch-site': 'same-origin' }),
  }
}
