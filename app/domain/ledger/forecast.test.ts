import { expect, test } from 'vitest'
import { toDay } from '../shared/day.ts'
import { expectedByMonth } from './forecast.ts'

test('months in order, what is overdue in the month that runs', () => {
  const payments = [
    { expectedOn: toDay('2027-01-15'), amountFen: 300n },
    { expectedOn: toDay('2026-09-01'), amountFen: 100n },
    { expectedOn: toDay('2026-11-30'), amountFen: 200n },
  ]
  expect(expectedByMonth(payments, toDay('2026-11-22'))).toEqual([
    { month: '2026-11-01', amountFen: 300n, payments: 2 },
    { month: '2027-01-01', amountFen: 300n, payments: 1 },
  ])
  expect(expectedByMonth([], toDay('2026-11-22'))).toEqual([])
})
