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
      const answer: unknown = await Promise.resolve(loader({ request, params, context })).catch((error: unknown) => {
        if (error instanceof Response) throw new Error(`${address}: ${id} answered ${String(error.status)}`)
        throw error
      })
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

/** As Remix would choose: what is written out goes before what is filled in. */
function routeOf(build: ServerBuild, pathname: string): { id: string; params: Record<string, string> } {
  const segments = pathname.split('/').filter((part) => part !== '')
  const namesOf = (pattern = '') => pattern.split('/').filter((part) => part !== '')
  const filledIn = (pattern: string | undefined) => namesOf(pattern).filter((name) => name.startsWith(':')).length
  const [route] = Object.values(build.routes)
    .filter(({ id, path: pattern }) => {
      const names = namesOf(pattern)
      return (
        id !== 'root' &&
        names.length === segments.length &&
        names.every((name, at) => name.startsWith(':') || name === segments[at])
      )
    })
    .toSorted((one, other) => filledIn(one.path) - filledIn(other.path))
  if (route === undefined) throw new Error(`no page at ${pathname}`)
  const entries = namesOf(route.path).flatMap((name, at) =>
    name.startsWith(':') ? [[name.slice(1), segments[at] ?? ''] as const] : [],
  )
  return { id: route.id, params: Object.fromEntries(entries) }
}
