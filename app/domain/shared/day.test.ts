import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  at,
  compareDays,
  dayOf,
  endOfDay,
  formatDay,
  formatInstant,
  parseDay,
  startOfDay,
  timeLeft,
  toDay,
  weekday,
} from './day.ts'

const anyDay = fc
  .date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map(dayOf)

describe('days', () => {
  it.each(['2026-02-28', '2024-02-29', '2026-12-31'])('knows %s', (text) => {
    expect(parseDay(text)).toBe(text)
  })

  it.each(['2026-02-29', '2026-02-30', '2026-13-01', '2026-00-10', '2026-2-3', '20260203', '2026-02-28T00:00', ''])(
    'refuses %s',
    (text) => {
      expect(parseDay(text)).toBeUndefined()
      expect(() => toDay(text)).toThrow(RangeError)
    },
  )

  it('changes at midnight in Beijing, not in Greenwich', () => {
    expect(dayOf(at('2026-03-19T15:59:59Z'))).toBe('2026-03-19')
    expect(dayOf(at('2026-03-19T16:00:00Z'))).toBe('2026-03-20')
  })

  it('runs from 00:00 to 24:00', () => {
    expect(startOfDay(toDay('2026-03-20'))).toEqual(at('2026-03-20T00:00+08:00'))
    expect(endOfDay(toDay('2026-03-20'))).toEqual(at('2026-03-21T00:00+08:00'))
  })

  it('counts over months, leap days and years', () => {
    expect(addDays(toDay('2024-02-28'), 1)).toBe('2024-02-29')
    expect(addDays(toDay('2026-12-31'), 1)).toBe('2027-01-01')
    expect(addDays(toDay('2026-03-01'), -1)).toBe('2026-02-28')
    expect(() => addDays(toDay('9999-12-31'), 1)).toThrow(RangeError)
  })

  it('numbers the week from Monday', () => {
    expect(weekday(toDay('2026-03-20'))).toBe(5)
    expect(weekday(toDay('2026-03-22'))).toBe(7)
  })

  it('adds and takes away alike, and keeps text order as time order', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -20_000, max: 20_000 }), (day, count) => {
        const other = addDays(day, count)
        expect(addDays(other, -count)).toBe(day)
        expect(compareDays(other, day)).toBe(Math.sign(count))
        expect(startOfDay(other).getTime() - startOfDay(day).getTime()).toBe(count * 86_400_000)
        expect(dayOf(startOfDay(day))).toBe(day)
      }),
    )
  })
})

describe('saying a time', () => {
  const deadlineAt = at('2026-03-20T17:00')

  it('says a deadline in full', () => {
    const inFull = { withWeekday: true, withZone: true }
    expect(formatInstant(deadlineAt, 'zh-CN', inFull)).toBe('2026年3月20日（星期五）17:00（北京时间）')
    expect(formatInstant(deadlineAt, 'en', inFull)).toBe('Friday 20 March 2026, 17:00 (Beijing time)')
  })

  it('says less when asked', () => {
    expect(formatInstant(deadlineAt, 'zh-CN')).toBe('2026年3月20日 17:00')
    expect(formatInstant(deadlineAt, 'en')).toBe('20 March 2026, 17:00')
    expect(formatInstant(at('2026-03-20T00:05'), 'en', { withZone: true })).toBe('20 March 2026, 00:05 (Beijing time)')
    expect(formatDay(toDay('2026-03-20'), 'zh-CN')).toBe('2026年3月20日')
    expect(formatDay(toDay('2026-03-20'), 'en')).toBe('20 March 2026')
  })

  it('counts what is left, and nothing once it is over', () => {
    expect(timeLeft(deadlineAt, at('2026-03-18T15:30:30'))).toEqual({ days: 2, hours: 1, minutes: 29 })
    expect(timeLeft(deadlineAt, at('2026-03-20T16:59:30'))).toEqual({ days: 0, hours: 0, minutes: 0 })
    expect(timeLeft(deadlineAt, deadlineAt)).toBeUndefined()
  })

  it('takes Beijing time unless an offset is written', () => {
    expect(at('2026-03-20T17:00')).toEqual(at('2026-03-20T09:00Z'))
    expect(() => at('soon')).toThrow(RangeError)
  })
})
