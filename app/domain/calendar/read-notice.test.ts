import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { notices } from '#prisma/seed/data/notices.ts'
import { addDays, toDay, weekday } from '../shared/day.ts'
import { readNotice, stretchesOf } from './read-notice.ts'

const codeOf = (text: string) => {
  const read = readNotice(text)
  return read.ok ? 'fine' : read.refusal.code
}

describe('a notice', () => {
  it('is read from lines and from two kinds of JSON, the same', () => {
    const lines = '2027-01-01,off,one\n# a remark\n2027-02-06,WORK,two\n'
    const expected = {
      ok: true,
      year: 2027,
      rows: [
        { day: '2027-01-01', kind: 'OFF', name: 'one' },
        { day: '2027-02-06', kind: 'WORK', name: 'two' },
      ],
    }
    expect(readNotice(lines)).toEqual(expected)
    expect(readNotice('{"off": {"2027-01-01": "one"}, "work": {"2027-02-06": "two"}}')).toEqual(expected)
    const days = [
      { date: '2027-01-01', name: 'one', isOffDay: true },
      { date: '2027-02-06', name: 'two', isOffDay: false },
    ]
    expect(readNotice(JSON.stringify({ days }))).toEqual(expected)
  })

  it('says what is wrong, and guesses nothing', () => {
    expect(codeOf('')).toBe('calendar.empty')
    expect(codeOf('{"off": ')).toBe('calendar.unreadable')
    expect(readNotice('2027-01-01,off,a\n2027-02-30,off,b')).toMatchObject({ refusal: { data: { line: 2 } } })
    expect(codeOf('2027-01-01,holiday,a')).toBe('calendar.wrong-line')
    expect(codeOf('2027-01-01,off,a\n2028-01-01,off,b')).toBe('calendar.other-year')
    expect(codeOf('2027-01-01,off,a\n2027-01-01,off,b')).toBe('calendar.day-twice')
    expect(codeOf('2027-01-04,work,a')).toBe('calendar.work-on-weekday')
  })

  it('is told in stretches', () => {
    const known = notices.find(({ year }) => year === 2026)
    expect(stretchesOf(known?.rows ?? [])).toContainEqual({
      kind: 'OFF',
      name: known?.rows.find(({ day }) => day === '2026-02-15')?.name,
      from: '2026-02-15',
      to: '2026-02-23',
      days: 9,
    })
  })
})

test('what is written as lines is read back as it was', () => {
  const rows = fc
    .uniqueArray(fc.integer({ min: 0, max: 364 }), { minLength: 1, maxLength: 60 })
    .map((offsets) => offsets.toSorted((a, b) => a - b).map((offset) => addDays(toDay('2027-01-01'), offset)))
    .map((days) =>
      days.map((day) => ({ day, kind: weekday(day) > 5 ? ('WORK' as const) : ('OFF' as const), name: 'x' })),
    )
  fc.assert(
    fc.property(rows, (given) => {
      const text = given.map(({ day, kind, name }) => `${day},${kind},${name}`).join('\n')
      expect(readNotice(text)).toEqual({ ok: true, year: 2027, rows: given })
      expect(stretchesOf(given).reduce((sum, { days }) => sum + days, 0)).toBe(given.length)
    }),
  )
})
