import { expect, test } from 'vitest'
import { toDay } from '../shared/day.ts'
import { isValidOn, validityOn } from './document.ts'

const today = toDay('2026-03-20')

test('a document is valid to the end of its last day', () => {
  expect(validityOn(today, null)).toBe('lasting')
  expect(validityOn(today, toDay('2026-03-19'))).toBe('expired')
  expect(validityOn(today, today)).toBe('expiring')
  expect(validityOn(today, toDay('2026-12-31'))).toBe('valid')
  expect(isValidOn(today, today)).toBe(true)
  expect(isValidOn(today, toDay('2026-03-19'))).toBe(false)
  expect(isValidOn(today, null)).toBe(true)
})
