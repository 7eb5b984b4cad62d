import { expect, test } from 'vitest'
import { isNoted } from './noted-refusal.ts'

test.each([
  'forbidden',
  'invalid',
  'account.sign-in-failed',
  'account.code-wrong',
  'account.password-wrong',
  'account.throttled',
  'opening.passphrase-wrong',
  'bid.retrieval-wrong',
  'call.four-eyes',
  'tranche.three-people',
])('%s is looked for after an attack', (code) => {
  expect(isNoted(code, false)).toBe(true)
})

test.each(['stale', 'call.wrong-state', 'form.required', 'account.unconfirmed'])('%s is everyday', (code) => {
  expect(isNoted(code, true)).toBe(false)
})

test('what is not there is looked for where somebody signed in asked for it', () => {
  expect([isNoted('not-found', true), isNoted('not-found', false)]).toEqual([true, false])
})
