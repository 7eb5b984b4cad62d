import { expect, it } from 'vitest'
import { perHundred } from './per-hundred.ts'

it('says how much of each hundred, to the nearest', () => {
  expect(perHundred(62n, 100n)).toBe(62)
  expect(perHundred(1n, 3n)).toBe(33)
  expect(perHundred(2n, 3n)).toBe(67)
  expect(perHundred(1n, 30n)).toBe(3.3)
  expect(perHundred(3n, 3n)).toBe(100)
})

it('is nothing of nothing', () => {
  expect(perHundred(5n, 0n)).toBe(0)
  expect(perHundred(0n, 5n)).toBe(0)
  expect(perHundred(-5n, 5n)).toBe(0)
})
