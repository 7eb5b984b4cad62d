import { describe, expect, it } from 'vitest'
import { toDay } from '../shared/day.ts'
import { isOverdue, ratioBand, ratioBps } from './progress.ts'

describe('ratioBps and ratioBand', () => {
  it.each([
    [1_284, 1_200, 10_700, 'high'],
    [800, 1_000, 8_000, 'high'],
    [7_999, 10_000, 7_999, 'mid'],
    [600, 1_000, 6_000, 'mid'],
    [5_999, 10_000, 5_999, 'low'],
    [0, 10, 0, 'low'],
  ] as const)('%i of %i is %i, %s', (actual, target, bps, band) => {
    expect(ratioBps(actual, target)).toBe(bps)
    expect(ratioBand(bps)).toBe(band)
  })

  it('never rounds up into a better band', () => {
    expect(ratioBps(79_999, 100_000)).toBe(7_999)
  })

  it('has no ratio without a target', () => {
    expect(ratioBps(5, 0)).toBeNull()
  })
})

describe('isOverdue', () => {
  const dueOn = toDay('2026-05-20')
  it.each([
    ['PLANNED', '2026-05-20', false],
    ['PLANNED', '2026-05-21', true],
    ['RETURNED', '2026-05-21', true],
    // The report is with the officer: the organization is not late.
    ['REPORTED', '2026-06-30', false],
    ['ACCEPTED', '2026-06-30', false],
  ] as const)('%s on %s: %s', (state, today, expected) => {
    expect(isOverdue({ state, dueOn }, toDay(today))).toBe(expected)
  })
})
