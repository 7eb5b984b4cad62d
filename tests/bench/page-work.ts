import path from 'node:path'
import type { ServerBuild } from '@remix-run/node'
import pg from 'pg'

/** What making a page takes from the database, and what it is made of. */
export type PageWork = {
  statements: { text: string; values: unknown[] }[]
  /** What each loader of the page answered, by its route. */
  views: Record<string, unknown>
}

type Query = (this: unknown, ...args: unknown[]) => unknown

/**
 * Runs the loaders of a page of the production build in this process, as nobody in particular, and writes down the statements they sent and
 * the views they made. The environment says which database.
 */
export async function pageWork(address: string): Promise<PageWork> {
  const build = (await import(path.resolve('build/server/index.js'))) as ServerBuild
  const url = new URL(address, 'http://localhost')
  const found = routeOf(build, url.pathname)
  const context = { requestId: '', ip: '127.0.0.1', now: new Date(), drained: () => Promise.resolve() }
  const load = async () => {
    const views: Record<string, unknown> = {}
    const request = new Request(url)
    for (const { id, params } of [{ id: 'root', params: {} }, found]) {
      const { loader } = build.routes[id]?.module ?? {}
      if (loader === undefined) continue
      const answer: unknown = await loader({ request, params, context })
      views[id] = answer instanceof Response ? await answer.json() : JSON.parse(JSON.stringify(answer))
    }
    return views
  }
  // What is read once for a process is read now.
  await load()
  const client = pg.Client.prototype as unknown as { query: Query }
  const { query } = client
  const statements: PageWork['statements'] = []
  client.query = function written(...args) {
    const [what] = args as [{ text?: string; values?: unknown[] } | string]
    if (typeof what === 'object' && what.text !== undefined && /^\s*(SELECT|WITH)\b/i.test(what.text))
      statements.push({ text: what.text, values: what.values ?? [] })
    return query.apply(this, args)
  }
  try {
    return { views: await load(), statements }
  } finally {
    client.query = query
  }
}

function routeOf(build: ServerBuild, pathname: string): { id: string; params: Record<string, string> } {
  const segments = pathname.split('/').filter((part) => part !== '')
  for (const { id, path: pattern = '' } of Object.values(build.routes)) {
    if (id === 'root') continue
    const names = pattern.split('/').filter((part) => part !== '')
    if (names.length !== segments.length) continue
    const params: Record<string, string> = {}
    const fits = names.every((name, at) => {
      const segment = segments[at] ?? ''
      if (!name.startsWith(':')) return name === segment
      params[name.slice(1)] = segment
      return true
    })
    if (fits) return { id, params }
  }
  throw new Error(`no page at ${pathname}`)
}
