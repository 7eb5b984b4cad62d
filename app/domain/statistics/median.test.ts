import { expect, it } from 'vitest'
import { median } from './median.ts'

it('is the middle one, whatever the order', () => {
  expect(median([9, 1, 10])).toBe(9)
  expect(median([10, 1, 9, 2])).toBe(5.5)
  expect(median([3])).toBe(3)
  expect(median([])).toBeNull()
})
