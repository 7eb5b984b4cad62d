import { expect, it } from 'vitest'
import { toDay } from '../shared/day.ts'
import { lastDayOfQuarter, nextQuarter, quarterDueOn, quarterName, quarterOf } from './quarters.ts'

it.each([
  ['2026-01-01', '2026-01-01', '2026-04-01', '2026-03-31', 1],
  ['2026-03-31', '2026-01-01', '2026-04-01', '2026-03-31', 1],
  ['2026-06-15', '2026-04-01', '2026-07-01', '2026-06-30', 2],
  ['2026-12-31', '2026-10-01', '2027-01-01', '2026-12-31', 4],
  ['2028-02-29', '2028-01-01', '2028-04-01', '2028-03-31', 1],
] as const)('%s is in the quarter of %s', (day, first, next, last, number) => {
  const quarterOn = quarterOf(toDay(day))
  expect([quarterOn, nextQuarter(quarterOn), lastDayOfQuarter(quarterOn)]).toEqual([first, next, last])
  expect(quarterName(quarterOn)).toEqual({ year: Number(day.slice(0, 4)), quarter: number })
})

it('is due so many days after its last day', () => {
  expect(quarterDueOn(toDay('2026-01-01'), 15)).toBe('2026-04-15')
})
