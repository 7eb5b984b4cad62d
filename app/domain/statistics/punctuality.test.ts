import { expect, it } from 'vitest'
import { toDay } from '../shared/day.ts'
import { monthOfPayment, type Payment, punctuality, standingOf } from './punctuality.ts'

const payment = (acceptedOn: string, dueOn: string | null, paidOn: string | null): Payment => ({
  acceptedOn: toDay(acceptedOn),
  dueOn: dueOn === null ? null : toDay(dueOn),
  paidOn: paidOn === null ? null : toDay(paidOn),
})
const today = toDay('2026-08-01')
const onTheDay = payment('2026-06-01', '2026-07-01', '2026-07-01')
const dayLate = payment('2026-06-01', '2026-07-01', '2026-07-02')
const overdue = payment('2026-06-01', '2026-07-01', null)
const waiting = payment('2026-07-20', '2026-08-01', null)
const noTerm = payment('2026-06-01', null, '2026-06-05')

it('is on time on the last day, and late on the next', () => {
  expect([onTheDay, dayLate, overdue, waiting, noTerm].map((each) => standingOf(each, today))).toEqual([
    'onTime',
    'late',
    'overdue',
    'waiting',
    'noTerm',
  ])
})

it('counts what is overdue against punctuality, and what is not due yet not at all', () => {
  const figures = punctuality([onTheDay, dayLate, overdue, waiting, noTerm], today)
  expect(figures).toMatchObject({ onTime: 1, late: 1, overdue: 1, waiting: 1, noTerm: 1, share: 33, medianDays: 30 })
  expect(figures.spans).toEqual({ week: 1, fortnight: 0, month: 1, twoMonths: 1, longer: 0 })
})

it('says nothing where nothing fell due', () => {
  expect(punctuality([waiting], today)).toMatchObject({ share: null, medianDays: null })
})

it('belongs to the month it was paid in, or falls due in', () => {
  expect([dayLate, waiting, noTerm].map(monthOfPayment)).toEqual(['2026-07-01', '2026-08-01', '2026-06-01'])
})
