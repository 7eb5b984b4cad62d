import { expect, test } from 'vitest'
import { spreadOf, sumOf } from './spread.ts'

test('how far marks are apart', () => {
  expect(spreadOf(['20', '25.5', '18'])).toEqual({ lowest: '18.00', highest: '25.50', mean: '21.17', range: '7.50' })
  expect(spreadOf(['20'])).toBeNull()
  expect(sumOf(['20', '25.5'])).toBe('45.50')
})
