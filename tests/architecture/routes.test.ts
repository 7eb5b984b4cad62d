import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { gates } from '#app/domain/account/gates.ts'
import { paths } from '#app/http/paths.ts'
import { pages } from '#app/route-table.ts'

type RouteModule = { loader?: { may?: string }; action?: { may?: string }; default?: unknown }
const load = (file: string) => import(path.resolve('app', file)) as Promise<RouteModule>

describe('every route says who may come in', () => {
  test.each(pages.map(([url, file]) => [url, file] as const))('%s', async (_url, file) => {
    expect(existsSync(path.join('app', file)), file).toBe(true)
    const { loader, action, default: page } = await load(file)
    const doors = [loader, action].filter((door) => door !== undefined)
    expect(doors.length, 'a route has a loader or an action').toBeGreaterThan(0)
    // A page without a loader would be drawn for anyone.
    if (page !== undefined) expect(loader, 'a page has a loader').toBeDefined()
    for (const door of doors) expect(Object.keys(gates), `${file} names its gate`).toContain(door.may)
  })
})

test('http/paths.ts and the route table name the same addresses', () => {
  const shape = (url: string) => url.replace(/:[A-Za-z]+/g, ':').replace(/\?.*$/, '')
  const routes = new Set(pages.map(([url]) => shape(url)))
  const written = Object.values(paths).map((make) => shape(make(':', ':', ':')))
  for (const url of written) expect(routes, url).toContain(url)
})

test('no address is there twice', () => {
  const urls = pages.map(([url]) => url)
  expect(urls).toEqual([...new Set(urls)])
})
