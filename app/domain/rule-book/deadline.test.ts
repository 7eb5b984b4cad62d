import { describe, expect, test } from 'vitest'
import { notices } from '#prisma/seed/data/notices.ts'
import { toDay } from '../shared/day.ts'
import { workingCalendar } from '../shared/working-days.ts'
import { deadlinesOf, endOfTerm } from './deadline.ts'
import type { Period } from './rule-book.ts'

const calendar = workingCalendar(
  notices.flatMap(({ rows }) => rows),
  notices.map(({ year }) => year),
)
const term = (over: Partial<Period>): Period => ({
  code: 'objectionAnswer',
  from: 'objectionFiled',
  direction: 'after',
  length: 7,
  unit: 'working',
  bound: 'atMost',
  isStatutory: true,
  source: 'law',
  ...over,
})
const end = (event: string, over: Partial<Period>) => {
  const outcome = endOfTerm(term(over), toDay(event), calendar)
  return outcome.ok ? outcome.day : outcome.refusal.code
}

describe('the day a term ends', () => {
  test.each([
    ['2025-01-22', 7, '2025-02-07'],
    ['2025-01-24', 5, '2025-02-07'],
    ['2025-04-25', 7, '2025-05-08'],
    ['2025-09-26', 7, '2025-10-13'],
    ['2026-02-10', 7, '2026-02-26'],
    ['2026-02-27', 1, '2026-02-28'],
    ['2026-04-29', 7, '2026-05-12'],
    ['2026-06-18', 7, '2026-06-30'],
    ['2026-09-18', 7, '2026-09-29'],
  ])('%s and %i working days', (event, length, day) => expect(end(event, { length })).toBe(day))

  test.each([
    ['2026-09-15', 20, '2026-10-08'],
    ['2025-09-12', 20, '2025-10-09'],
    ['2026-08-28', 30, '2026-09-28'],
  ])('%s and %i natural days roll past a holiday', (event, length, day) =>
    expect(end(event, { length, unit: 'natural' })).toBe(day),
  )

  test('counted backward all of the term is given, so it does not roll', () => {
    expect(end('2026-10-20', { direction: 'before', length: 15, unit: 'natural' })).toBe('2026-10-05')
    expect(end('2026-10-12', { direction: 'before', length: 2, unit: 'working' })).toBe('2026-10-09')
  })

  test('years keep the day, and the 29th of February finds one', () => {
    expect(end('2026-03-20', { length: 15, unit: 'year' })).toBe('2041-03-20')
    expect(end('2028-02-29', { length: 15, unit: 'year' })).toBe('2043-02-28')
  })

  test('a year that is not loaded gives no deadline', () =>
    expect(end('2026-12-29', { length: 7 })).toBe('calendar.year-not-loaded'))
})

test('terms that run come first, soonest first; those whose event has not come stay without a day', () => {
  const book = {
    periods: [
      term({ code: 'objectionToResult', from: 'noticeEnded' }),
      term({ code: 'complaintDecision', from: 'complaintFiled', length: 30 }),
      term({ code: 'objectionAnswer', from: 'objectionFiled' }),
      term({ code: 'archive', from: 'contractEnded', length: 400 }),
    ],
  }
  const events = {
    noticeEnded: toDay('2026-04-01'),
    objectionFiled: toDay('2026-03-27'),
    contractEnded: toDay('2026-11-30'),
  }
  expect(deadlinesOf(book, events, calendar).map(({ code, day, missingYear }) => [code, day, missingYear])).toEqual([
    ['objectionAnswer', '2026-04-08', undefined],
    ['objectionToResult', '2026-04-13', undefined],
    ['complaintDecision', undefined, undefined],
    ['archive', undefined, 2027],
  ])
})
