import { expect, it } from 'vitest'
import { returnPath } from './return-path.ts'

it('goes back to pages of this site only', () => {
  expect(returnPath('/bureau/calls?after=1')).toBe('/bureau/calls?after=1')
  expect(returnPath('/en/desk')).toBe('/en/desk')
  for (const elsewhere of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/\t/evil.example',
    '/a\\b',
    'desk',
    '',
  ])
    expect(returnPath(elsewhere), elsewhere).toBeUndefined()
  expect(returnPath(null)).toBeUndefined()
})

it('does not go round in circles', () => {
  expect(returnPath('/sign-in?to=%2Fdesk')).toBeUndefined()
  expect(returnPath('/en/sign-out')).toBeUndefined()
})
