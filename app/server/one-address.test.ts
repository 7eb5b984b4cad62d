import { expect, test } from 'vitest'
import { withoutLastSlash } from './one-address.ts'

test.each([
  ['/', undefined],
  ['/?q=1', undefined],
  ['/calls', undefined],
  ['/calls?after=/', undefined],
  ['/calls/', '/calls'],
  ['/en/calls//?q=养老&page=2', '/en/calls?q=养老&page=2'],
  ['//', '/'],
])('%s', (url, to) => {
  expect(withoutLastSlash(url)).toBe(to)
})

test.each(['//evil.example/', '/\\evil.example/', '///evil.example//?a=/', '/\\/evil.example/'])(
  '%s stays on this site',
  (url) => {
    const to = withoutLastSlash(url) ?? ''
    expect(new URL(to, 'https://here.example/').host).toBe('here.example')
  },
)
