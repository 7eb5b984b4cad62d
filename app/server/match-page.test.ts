import { matchRoutes } from '@remix-run/react'
import { describe, expect, test } from 'vitest'
import { pages } from '#app/route-table.ts'
import { pageMatcher } from './match-page.ts'

const chinese = pages.map(([path]) => ({ id: path, path }))
const english = pages.map(([path]) => ({ id: `en:${path}`, path: `/en${path}` }))
const match = pageMatcher([...chinese, ...english])
// Slow: it prepares every route anew each time.
const byRemix = (pathname: string) => matchRoutes(chinese, pathname)?.at(-1)?.route.id

describe('a page is found by its path', () => {
  test('as Remix finds it, with any value in the open places', () => {
    for (const value of ['01981f3a-7c00-7000-8000-000000000000', 'new'])
      for (const { path } of chinese) {
        const asked = path.replace(/:\w+/g, value)
        const found = byRemix(asked)
        expect([match(asked), match(`/en${asked}`)], asked).toEqual([found, `en:${found}`])
      }
  })

  test('with a slash at its end, and the home pages', () => {
    expect(match('/calls/')).toBe('/calls')
    expect(match('/')).toBe('/')
    expect(match('/en')).toBe('en:/')
  })

  test('nothing where there is no page', () => {
    for (const path of ['/calls/1/2/3/4/5', '/nothing', '/en/nothing', '/EN/calls']) expect(match(path)).toBeUndefined()
  })

  test('a fixed word goes before any value, and a dead end is left again', () => {
    const own = pageMatcher([
      { id: 'new', path: '/calls/new' },
      { id: 'one', path: '/calls/:id' },
      { id: 'files', path: '/calls/:id/files' },
    ])
    expect([own('/calls/new'), own('/calls/7'), own('/calls/new/files')]).toEqual(['new', 'one', 'files'])
  })
})
