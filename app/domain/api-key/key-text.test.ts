import { expect, test } from 'vitest'
import { bearerOf, keyText, prefixOf } from './key-text.ts'

test('a header holds a key in one way only', () => {
  expect(bearerOf('Bearer gyh_a-b_c')).toBe('gyh_a-b_c')
  expect(bearerOf('bearer  gyh_a')).toBe('gyh_a')
  for (const header of [
    '',
    'gyh_a',
    'Bearer',
    'Bearer ',
    'Basic gyh_a',
    'Bearer gyh_a gyh_b',
    'Bearer gyh_a, Bearer b',
  ])
    expect(bearerOf(header), header).toBeUndefined()
})

test('its first characters tell little of it', () => {
  expect(prefixOf(keyText('abcdefghijklmnop'))).toBe('gyh_abcdef')
})
