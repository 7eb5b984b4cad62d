import { expect, test } from 'vitest'
import { toDay } from '../shared/day.ts'
import { workingCalendar } from '../shared/working-days.ts'
import { paymentClock } from './payment-clock.ts'

const calendar = workingCalendar(
  [
    { day: toDay('2026-10-01'), kind: 'OFF', name: '国庆节' },
    { day: toDay('2026-10-02'), kind: 'OFF', name: '国庆节' },
  ],
  [2026],
)
const at = (acceptedOn: string, today: string, termDays: number | null = 30) =>
  paymentClock({ acceptedOn: toDay(acceptedOn), termDays, today: toDay(today), calendar })

test('thirty days from the day after acceptance', () => {
  expect(at('2026-06-01', '2026-06-20')).toEqual({ dueOn: '2026-07-01', daysOverdue: 0 })
  expect(at('2026-06-01', '2026-07-01')?.daysOverdue).toBe(0)
  expect(at('2026-06-01', '2026-07-02')?.daysOverdue).toBe(1)
})

test('a last day on a holiday or a weekend moves to the next day of work', () => {
  // 2026-10-01 and 02 are off, 03 and 04 a weekend.
  expect(at('2026-09-01', '2026-10-04')).toEqual({ dueOn: '2026-10-05', daysOverdue: 0 })
})

test('a year without a calendar gives the plain day, a book without a term none', () => {
  expect(at('2027-06-01', '2027-06-02')?.dueOn).toBe('2027-07-01')
  expect(at('2026-06-01', '2026-06-02', null)).toBeNull()
})
