import { expect, test } from 'vitest'
import { pages } from '#app/route-table.ts'
import { loggedPath } from './logged-path.ts'

test.each([
  ['https://site.example/reset/abc?to=1', '/reset/…'],
  ['/en/reset/abc', '/reset/…'],
  ['/voice/K3F9-2HQM', '/voice/…'],
  ['/en/search/letters/abc', '/search/letters/…'],
  ['/calls/0197?_data=root#x', '/calls/0197'],
  ['/', '/'],
  ['/resetting', '/resetting'],
])('%s is logged as %s', (url, logged) => {
  expect(loggedPath(url)).toBe(logged)
})

// Codes of places, rules and questions are anybody's.
const openCodes = ['/rules/:code/:version', '/bureau/calls/:callId/form/:code', '/indicators/:code', '/districts/:code']

test('no page whose address is a secret is logged with it', () => {
  const secret = pages
    .map(([path]) => path)
    .filter((path) => /:(token|code)\b/.test(path) && !openCodes.some((open) => path.startsWith(open)))
  expect(secret.length).toBeGreaterThan(8)
  for (const path of secret) expect(loggedPath(path.replace(/:\w+/g, 'secret')), path).not.toContain('secret')
})
