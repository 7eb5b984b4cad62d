import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, compareDays, toDay } from './day.ts'
import {
  addNaturalDaysRolled,
  addWorkingDays,
  isWorkingDay,
  rollForward,
  workingCalendar,
  type CalendarRow,
} from './working-days.ts'

const rows = (kind: CalendarRow['kind'], ...ranges: (readonly [string, string, string?])[]): CalendarRow[] =>
  ranges.flatMap(([name, first, last = first]) => {
    const list: CalendarRow[] = []
    for (let day = toDay(first); compareDays(day, toDay(last)) <= 0; day = addDays(day, 1))
      list.push({ day, kind, name })
    return list
  })

/** 国办发明电〔2024〕12号 and 〔2025〕7号, as printed in rules E. */
const calendar = workingCalendar(
  [
    ...rows(
      'OFF',
      ['元旦', '2025-01-01'],
      ['春节', '2025-01-28', '2025-02-04'],
      ['清明', '2025-04-04', '2025-04-06'],
      ['劳动节', '2025-05-01', '2025-05-05'],
      ['端午', '2025-05-31', '2025-06-02'],
      ['国庆+中秋', '2025-10-01', '2025-10-08'],
      ['元旦', '2026-01-01', '2026-01-03'],
      ['春节', '2026-02-15', '2026-02-23'],
      ['清明', '2026-04-04', '2026-04-06'],
      ['劳动节', '2026-05-01', '2026-05-05'],
      ['端午', '2026-06-19', '2026-06-21'],
      ['中秋', '2026-09-25', '2026-09-27'],
      ['国庆', '2026-10-01', '2026-10-07'],
    ),
    ...rows(
      'WORK',
      ['春节', '2025-01-26'],
      ['春节', '2025-02-08'],
      ['劳动节', '2025-04-27'],
      ['国庆+中秋', '2025-09-28'],
      ['国庆+中秋', '2025-10-11'],
      ['元旦', '2026-01-04'],
      ['春节', '2026-02-14'],
      ['春节', '2026-02-28'],
      ['劳动节', '2026-05-09'],
      ['国庆', '2026-09-20'],
      ['国庆', '2026-10-10'],
    ),
  ],
  [2025, 2026],
)

describe('working days', () => {
  it.each([
    ['2025-01-22', 7, '2025-02-07'],
    ['2025-01-24', 5, '2025-02-07'],
    ['2025-04-25', 7, '2025-05-08'],
    ['2025-09-26', 7, '2025-10-13'],
    ['2026-02-10', 7, '2026-02-26'],
    ['2026-02-27', 1, '2026-02-28'],
    ['2026-04-29', 7, '2026-05-12'],
    ['2026-06-18', 7, '2026-06-30'],
    ['2026-09-18', 7, '2026-09-29'],
    ['2026-03-18', 0, '2026-03-18'],
    ['2026-02-28', -2, '2026-02-26'],
  ])('%s and %i working days is %s', (start, n, end) => {
    expect(addWorkingDays(toDay(start), n, calendar)).toEqual({ ok: true, day: end })
  })

  it.each([
    ['2026-09-15', 20, '2026-10-08'],
    ['2025-09-12', 20, '2025-10-09'],
    ['2026-08-28', 30, '2026-09-28'],
    ['2026-03-02', 7, '2026-03-09'],
  ])('%s and %i natural days, rolled, is %s', (start, n, end) => {
    expect(addNaturalDaysRolled(toDay(start), n, calendar)).toEqual({ ok: true, day: end })
  })

  it('has the published number of working days in each month', () => {
    const perMonth = (year: number) => {
      const counts = Array.from({ length: 12 }, () => 0)
      for (let day = toDay(`${year}-01-01`); day.startsWith(String(year)); day = addDays(day, 1)) {
        const answer = isWorkingDay(day, calendar)
        const month = Number(day.slice(5, 7)) - 1
        if (answer.ok && answer.working) counts[month] = (counts[month] ?? 0) + 1
      }
      return counts
    }
    expect(perMonth(2025)).toEqual([19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23])
    expect(perMonth(2026)).toEqual([21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23])
  })

  it('refuses to guess a year whose notice is not known', () => {
    const refusal = { ok: false, refusal: { code: 'calendar.year-not-loaded', data: { year: 2027 } } }
    expect(addWorkingDays(toDay('2026-12-30'), 2, calendar)).toEqual(refusal)
    expect(rollForward(toDay('2027-01-01'), calendar)).toEqual(refusal)
    expect(addNaturalDaysRolled(toDay('2026-12-30'), 5, calendar)).toEqual(refusal)
    expect(isWorkingDay(toDay('2027-03-01'), calendar)).toEqual(refusal)
    expect(addWorkingDays(toDay('2026-12-30'), 1, calendar)).toEqual({ ok: true, day: '2026-12-31' })
  })

  it('counts whole days only', () => {
    expect(() => addWorkingDays(toDay('2026-03-02'), 1.5, calendar)).toThrow(RangeError)
  })

  it('always ends on a working day, and one more day is always later', () => {
    const start = fc.integer({ min: 0, max: 600 }).map((count) => addDays(toDay('2025-01-01'), count))
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 40 }), (day, n) => {
        const reached = addWorkingDays(day, n, calendar)
        const next = addWorkingDays(day, n + 1, calendar)
        if (!reached.ok || !next.ok) throw new Error('outside the known years')
        expect(isWorkingDay(reached.day, calendar)).toEqual({ ok: true, working: true })
        expect(compareDays(next.day, reached.day)).toBe(1)
        expect(rollForward(reached.day, calendar)).toEqual(reached)
      }),
    )
  })
})
