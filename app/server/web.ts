import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import path from 'node:path'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type RequestHandler } from 'express'
import { networkOf } from '#app/domain/account/throttle.ts'
import { env } from '#app/env.server.ts'
import { loggedPath } from '#app/http/logged-path.ts'
import { keepHeapLean } from '#app/services/shared/lean-heap.server.ts'
import { log } from '#app/services/shared/log.server.ts'
import { startTracing } from '#app/services/shared/start-tracing.server.ts'
import { answerPages } from './answer-pages.ts'
import { type Answering, remixHandler } from './answer-remix.ts'
import { crossSiteGate } from './cross-site-gate.ts'
import { databaseMark } from './database-mark.ts'
import { createDrain } from './drain.ts'
import { drainedOf } from './drained.ts'
import { keepPages } from './keep-pages.ts'
import { knownMethods } from './known-methods.ts'
import { measured } from './measure.ts'
import { noRawData } from './no-raw-data.ts'
import { oneAddress } from './one-address.ts'
import { readableAddress } from './readable-address.ts'
import { securityHeaders } from './security-headers.ts'
import { tracedRequests } from './traced-requests.ts'

// The server in front of Remix: request numbers, headers, the gate, static files; nothing else.
keepHeapLean()
const settings = env()
const tracing = await startTracing(settings.tracing.endpoint, 'web')
const { url, poolerUrl, replicaUrl } = settings.database
const app = express()
const pages =
  settings.mode === 'production' && settings.server.pageCacheBytes > 0
    ? keepPages(settings.server.pageCacheBytes, databaseMark(replicaUrl ?? poolerUrl ?? url))
    : undefined
const answered: RequestListener = pages?.before(app) ?? app
const timed = settings.server.metricsToken === undefined ? answered : measured(answered)
const server = createServer(settings.tracing.endpoint === undefined ? timed : tracedRequests(timed))
const drain = createDrain(server, {
  noticeSeconds: settings.server.shutdownNoticeSeconds,
  exit: (code) => void tracing.stop().then(() => process.exit(code)),
})
app.disable('x-powered-by')
app.use(drain.gate)
app.set('trust proxy', settings.server.trustedProxies)
app.use(securityHeaders(settings.server.isHttps, settings.mode === 'development'))
app.use(knownMethods)
app.use(
  crossSiteGate(settings.server.publicUrl, ({ method, originalUrl, ip = '' }) => {
    log.warn({ code: 'cross-site', method, path: loggedPath(originalUrl), network: networkOf(ip) }, 'refused')
  }),
)
app.use(readableAddress)
app.use(noRawData)
app.use(oneAddress)
app.use(compression())

const answering: Answering = {
  mode: settings.mode,
  pages,
  getLoadContext: (request, response) => ({
    requestId: randomUUID(),
    ip: request.ip ?? '',
    now: new Date(),
    drained: drainedOf(response),
  }),
}
let answer: RequestHandler
if (settings.mode === 'production') {
  const clientDir = path.resolve('build/client')
  app.use('/assets', express.static(path.join(clientDir, 'assets'), { immutable: true, maxAge: '1y', index: false }))
  const known = new Set(readdirSync(clientDir, { recursive: true }).map((name) => `/${String(name)}`))
  const files = express.static(clientDir, { maxAge: '5m', index: false })
  // Pages are asked for far more often: the disk is not looked at for each.
  app.use((request, response, next) => {
    if (known.has(request.path)) files(request, response, next)
    else next()
  })
  answer = answerPages((await import(path.resolve('build/server/index.js'))) as ServerBuild, answering)
} else {
  const { createViteServer } = await import('./vite-server.ts')
  const vite = await createViteServer(server)
  app.use(vite.middlewares)
  const build = () => vite.ssrLoadModule('virtual:remix/server-build') as unknown as Promise<ServerBuild>
  answer = remixHandler(build, answering)
}

app.all('*', (request, response, next) => {
  answer(request, response, next)
})

server.requestTimeout = 60_000
server.on('error', (error: NodeJS.ErrnoException) => {
  log.fatal({ code: error.code }, `cannot listen on ${settings.server.host}:${settings.server.port}`)
  process.exit(1)
})
server.listen(settings.server.port, settings.server.host, () => {
  console.log(JSON.stringify({ listening: `http://${settings.server.host}:${settings.server.port}` }))
})
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, drain.begin)
