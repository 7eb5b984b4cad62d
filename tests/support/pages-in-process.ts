import path from 'node:path'
import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { isRouteErrorResponse } from '@remix-run/react'
import { pages } from '#app/route-table.ts'
import { pageMatcher } from '#app/server/match-page.ts'
import { withPlainData } from '#app/server/plain-data.ts'
import { withPlainRefusals } from '#app/server/plain-refusals.ts'
import type { Pages } from '#tests/attack/forms/survey.ts'

type Module = ServerBuild['routes'][string]['module']

const load = (file: string) => import(path.resolve('app', file)) as Promise<Module>

/**
 * The site's pages as the web server answers them, gate and headers left out, in this process: of its database by the environment, made when first
 * asked. Errors are told, not logged.
 */
export function pagesInProcess(): Pages {
  const match = pageMatcher(
    pages.flatMap(([address]) => [
      { id: address, path: address },
      { id: `en:${address}`, path: address === '/' ? '/en' : `/en${address}` },
    ]),
  )
  const fileOf = new Map(pages)
  const builds = new Map<string, Promise<ServerBuild>>()
  return async (request, ip) => {
    const id = match(new URL(request.url).pathname)
    if (id === undefined) throw new Error(`${request.url}: no page has this address`)
    const address = id.replace(/^en:/, '')
    const file = fileOf.get(address) ?? ''
    const build = builds.get(id) ?? buildOf(id, id === address ? address : `/en${address}`, file)
    builds.set(id, build)
    const errors: unknown[] = []
    const whole = await build
    const entry = {
      module: {
        ...whole.entry.module,
        handleError: (error: unknown) => {
          if (!(isRouteErrorResponse(error) && error.status < 500)) errors.push(error)
        },
      },
    }
    const context = {
      requestId: 'in-process',
      ip,
      now: new Date(),
      drained: () => Promise.resolve(),
    }
    const answer = await createRequestHandler({ ...whole, entry }, 'production')(request, context)
    const { html } = context as { html?: string }
    return {
      status: answer.status,
      location: answer.headers.get('Location'),
      html: html ?? (await answer.text()),
      errors,
    }
  }
}

async function buildOf(id: string, address: string, file: string): Promise<ServerBuild> {
  const root = await load('root.tsx')
  const entry = (await load('entry.server.tsx')) as unknown as ServerBuild['entry']['module']
  const where = address === '/' ? { index: true } : { path: address.slice(1) }
  const place = { id, parentId: 'root', ...where, module: await load(file) }
  const asset = { hasAction: false, hasLoader: false, hasErrorBoundary: false, module: '' }
  return {
    entry: { module: entry },
    routes: {
      root: { id: 'root', path: '', module: root },
      [id]: withPlainData(withPlainRefusals(place)),
    },
    assets: {
      entry: { imports: [], module: '' },
      routes: { root: { id: 'root', path: '', ...asset }, [id]: { id, parentId: 'root', ...where, ...asset } },
      url: '',
      version: '',
    },
    publicPath: '/',
    assetsBuildDirectory: 'build/client',
    basename: '/',
    isSpaMode: false,
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_routeConfig: true,
      v3_singleFetch: false,
      v3_lazyRouteDiscovery: false,
      unstable_optimizeDeps: false,
    },
  } as unknown as ServerBuild
}
