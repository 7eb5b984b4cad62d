import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, toDay } from '../shared/day.ts'
import { periodChoices, periodSlug, readPeriod } from './period.ts'

const today = toDay('2026-11-22')
const read = (period: string, from = '', to = '') => readPeriod({ period, from, to }, today)

describe('readPeriod', () => {
  it.each([
    ['', '2026-01-01', '2026-12-31'],
    ['2025', '2025-01-01', '2025-12-31'],
    ['2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026-Q4', '2026-10-01', '2026-12-31'],
    ['2028-02', '2028-02-01', '2028-02-29'],
    ['2026-12', '2026-12-01', '2026-12-31'],
  ])('knows %s', (word, from, to) => {
    expect(read(word)).toMatchObject({ ok: true, period: { from, to } })
  })

  it('takes days of one’s own, with or without saying so', () => {
    const own = { ok: true, period: { from: '2026-02-10', to: '2026-02-10', word: 'own' } }
    expect(read('own', '2026-02-10', '2026-02-10')).toEqual(own)
    expect(read('', ' 2026-02-10', '2026-02-10 ')).toEqual(own)
  })

  it.each([
    [read('2026-13'), { period: 'form.choice' }],
    [read('0000'), { period: 'form.choice' }],
    [read('last month'), { period: 'form.choice' }],
    [read('own'), { from: 'form.required', to: 'form.required' }],
    [read('own', '2026-02-30', ''), { from: 'form.date', to: 'form.required' }],
    [read('own', '2026-02-03', '0001-01-01'), { to: 'form.date' }],
    [read('own', '2026-02-03', '2026-02-02'), { to: 'statement.backwards' }],
  ])('says what is wrong', (found, errors) => {
    expect(found).toEqual({ ok: false, errors })
  })

  it('a year is its quarters, a quarter its months, without gap or overlap', () => {
    const days = (word: string) => {
      const found = read(word)
      if (!found.ok) throw new Error(word)
      return found.period
    }
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2199 }), (year) => {
        const parts = (words: string[]) => words.map(days)
        const chain = (whole: string, words: string[]) => {
          const list = parts(words)
          expect(list[0]?.from).toBe(days(whole).from)
          expect(list.at(-1)?.to).toBe(days(whole).to)
          list.slice(1).forEach((part, index) => {
            expect(part.from).toBe(addDays(list[index]?.to ?? part.to, 1))
          })
        }
        chain(
          String(year),
          [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`),
        )
        for (const quarter of [1, 2, 3, 4])
          chain(
            `${year}-Q${quarter}`,
            [-2, -1, 0].map((back) => `${year}-${String(quarter * 3 + back).padStart(2, '0')}`),
          )
      }),
      { numRuns: 40 },
    )
  })
})

it('offers every period from the first entry to today, newest first, each of which can be read', () => {
  const choices = periodChoices(toDay('2025-08-31'), today)
  expect(choices.years).toEqual(['2026', '2025'])
  expect(choices.quarters).toEqual(['2026-Q4', '2026-Q3', '2026-Q2', '2026-Q1', '2025-Q4', '2025-Q3'])
  expect(choices.months.at(0)).toBe('2026-11')
  expect(choices.months.at(-1)).toBe('2025-08')
  for (const word of Object.values(choices).flat()) expect(read(word).ok).toBe(true)
  // A first entry dated ahead offers at least what runs.
  expect(periodChoices(toDay('2027-01-01'), today).months).toEqual(['2026-11'])
})

it('names a file by its period', () => {
  const slug = (...typed: [string, string?, string?]) => {
    const found = read(...typed)
    return found.ok ? periodSlug(found.period) : undefined
  }
  expect(slug('2026-Q3')).toBe('2026-Q3')
  expect(slug('own', '2026-02-01', '2026-02-10')).toBe('2026-02-01_2026-02-10')
})
