import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { ServerBuild } from '@remix-run/node'
import express from 'express'
import { answerPages } from '#app/server/answer-pages.ts'

// What the site is compared with, as a process of its own. `bytes`: Node alone, sending what it was given. `markup`: the site's own page by
// Remix, its data given to it ready made. Told by one message; says its port when it listens.

export type Bare = { kind: 'bytes'; body: string } | { kind: 'markup'; views: Record<string, unknown>; now: string }

/** The build with every loader of `views` answering what is there, and no other way to any data. */
function canned(build: ServerBuild, views: Record<string, unknown>): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    const loader = views[id] === undefined ? undefined : () => views[id]
    return [id, { ...route, module: { ...route.module, loader } }] as const
  })
  return { ...build, routes: Object.fromEntries(routes) } as ServerBuild
}

async function serve(bare: Bare) {
  if (bare.kind === 'bytes') {
    const body = Buffer.from(bare.body)
    const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': body.byteLength }
    return createServer((_asked, answer) => {
      answer.writeHead(200, headers)
      answer.end(body)
    })
  }
  const build = (await import(path.resolve('build/server/index.js'))) as ServerBuild
  const app = express()
  const answer = answerPages(canned(build, bare.views), {
    mode: 'production',
    getLoadContext: () => ({ requestId: '', ip: '', now: new Date(bare.now), drained: () => Promise.resolve() }),
  })
  app.all('*', answer)
  return createServer(app)
}

process.once('message', (bare: Bare) => {
  void serve(bare).then((server) =>
    server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port)),
  )
})
