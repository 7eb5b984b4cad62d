import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { readAppSecret } from './app-secret.ts'

test('thirty-two bytes of chance are a secret, in either alphabet of base64', () => {
  for (let round = 0; round < 200; round += 1) {
    const secret = randomBytes(32)
    for (const text of [secret.toString('base64'), secret.toString('base64url')])
      expect(readAppSecret(text)).toEqual(new Uint8Array(secret))
  }
})

test.each([
  ['nothing', ''],
  ['one character over and over', 'A'.repeat(44)],
  ['one byte over and over', Buffer.alloc(32, 7).toString('base64')],
  ['a word over and over', Buffer.from('changeme'.repeat(5)).toString('base64')],
  ['too few bytes', randomBytes(24).toString('base64')],
  ['a sentence', 'this is the secret of our site, please do not tell'],
  ['base64 cut off', randomBytes(32).toString('base64').slice(0, 41)],
])('%s is none', (_what, text) => {
  expect(readAppSecret(text)).toBeUndefined()
})
