import { expect, test } from 'vitest'
import { barWhole, barWidth, reachOf } from './reach.ts'

test.each([
  [8, 8, 'UP', { isReached: true, percent: 100 }],
  [7.99, 8, 'UP', { isReached: false, percent: 99 }],
  [10, 8, 'UP', { isReached: true, percent: 125 }],
  [0, 8, 'UP', { isReached: false, percent: 0 }],
  [0, 0, 'UP', { isReached: true, percent: 100 }],
  [4, 8, 'DOWN', { isReached: true, percent: 200 }],
  [16, 8, 'DOWN', { isReached: false, percent: 50 }],
  [0, 8, 'DOWN', { isReached: true, percent: 100 }],
  [29.7, 30, 'UP', { isReached: false, percent: 99 }],
] as const)('%s of %s, %s is better', (actual, target, direction, reach) => {
  expect(reachOf(actual, target, direction)).toEqual(reach)
})

test('nothing is said where a figure is not known', () => {
  expect(reachOf(null, 8, 'UP')).toBeNull()
  expect(reachOf(8, null, 'UP')).toBeNull()
})

test('bars are measured by what a share or a score can be, else by the longest; one alone by nothing', () => {
  expect([0, 1, 50, 200].map((value) => barWidth(value, 200))).toEqual([0, 1, 25, 100])
  expect(barWidth(0, 0)).toBe(0)
  expect(barWhole('PERCENT', [30])).toBe(100)
  expect(barWhole('SCORE', [4.4])).toBe(5)
  expect(barWhole('PROJECTS', [4])).toBeNull()
  expect(barWhole('PROJECTS', [4, 9])).toBe(9)
})
