import { expect, test } from 'vitest'
import { bandOf, bands } from './band.ts'

test('a band starts at its lower bound and ends before the next one', () => {
  expect(bandOf(0n)).toBe('to-10')
  expect(bandOf(9_999_999n)).toBe('to-10')
  expect(bandOf(10_000_000n)).toBe('10-30')
  expect(bandOf(100_000_000n)).toBe('from-100')
  expect(bandOf(10n ** 18n)).toBe('from-100')
  expect(() => bandOf(-1n)).toThrow(RangeError)
})

test('the bands leave no gap', () => {
  for (const [index, band] of bands.entries()) expect(band.from).toBe(index === 0 ? 0n : bands[index - 1]?.to)
})
