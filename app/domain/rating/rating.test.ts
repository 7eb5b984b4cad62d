import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDay } from '../shared/day.ts'
import { ratingEligibility, type RatingFacts } from './eligibility.ts'
import { type Agreement, isRecognized } from './recognition.ts'
import { faultOfBands, gradeOf, lastDayOf, type RatingBand, type RatingRule } from './rule.ts'

const bands: RatingBand[] = [
  { grade: 0, fromPoints: 0, toPoints: 701 },
  { grade: 1, fromPoints: 701, toPoints: 801 },
  { grade: 2, fromPoints: 801, toPoints: 851 },
  { grade: 3, fromPoints: 851, toPoints: 901 },
  { grade: 4, fromPoints: 901, toPoints: 950 },
  { grade: 5, fromPoints: 950, toPoints: 1_001 },
]

describe('points make grades', () => {
  it.each([
    [0, 0],
    [700, 0],
    [701, 1],
    [800, 1],
    [801, 2],
    [850, 2],
    [851, 3],
    [900, 3],
    [901, 4],
    [949, 4],
    [950, 5],
    [1_000, 5],
  ])('%i points: %i', (points, grade) => {
    expect(gradeOf(points, bands)).toBe(grade)
  })

  it('each point has one grade, and more points never make less', () => {
    expect(faultOfBands(bands)).toBeNull()
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), (points) => gradeOf(points, bands) <= gradeOf(points + 1, bands)),
    )
  })

  it('gaps, overlaps, a missing end and a turned order are found where they are', () => {
    const changed = (grade: number, change: Partial<RatingBand>) =>
      faultOfBands(bands.map((band) => (band.grade === grade ? { ...band, ...change } : band)))
    expect(changed(3, { fromPoints: 852 })).toEqual({ at: 852 })
    expect(changed(3, { fromPoints: 850 })).toEqual({ at: 850 })
    expect(changed(5, { toPoints: 1_000 })).toEqual({ at: 1_000 })
    expect(changed(4, { grade: 2 })).toEqual({ at: 901 })
    expect(faultOfBands([])).toEqual({ at: 0 })
  })

  it('a rating counts for five years, its last day being the eve of the fifth return of the first', () => {
    expect(lastDayOf(toDay('2026-03-01'), { validityYears: 5 })).toBe('2031-02-28')
    expect(lastDayOf(toDay('2024-02-29'), { validityYears: 5 })).toBe('2029-02-27')
  })
})

describe('recognition between places', () => {
  const agreement: Agreement = {
    what: 'RATING',
    issuer: '440300',
    accepting: '441900',
    from: toDay('2026-07-01'),
    to: toDay('2027-07-01'),
  }
  const counts = (issuer: string | null, place: string, on: string, over: Partial<Agreement> = {}) =>
    isRecognized(issuer, place, 'RATING', toDay(on), [{ ...agreement, ...over }])

  it('counts from the first day of the agreement, and not a day before', () => {
    expect(counts('440300', '441900', '2026-06-30')).toBe(false)
    expect(counts('440300', '441900', '2026-07-01')).toBe(true)
    expect(counts('440300', '441900', '2027-06-30')).toBe(true)
    expect(counts('440300', '441900', '2027-07-01')).toBe(false)
  })

  it('holds for the districts of either place, in one direction, and for what it says alone', () => {
    expect(counts('440300/440308', '441900/441900003', '2026-07-01')).toBe(true)
    expect(counts('441900', '440300', '2026-07-01')).toBe(false)
    expect(counts('440300', '441900', '2026-07-01', { what: 'CREDIT' })).toBe(false)
    // A longer code is another place, not one within.
    expect(counts('4403001', '441900', '2026-07-01')).toBe(false)
  })

  it('needs none within a city, nor for what the state decided', () => {
    expect(isRecognized('310000/310112', '310000/310104', 'RATING', toDay('2020-01-01'), [])).toBe(true)
    expect(isRecognized(null, '441900', 'RATING', toDay('2020-01-01'), [])).toBe(true)
  })
})

describe('who may ask to be rated', () => {
  const rule: RatingRule = {
    validFrom: toDay('2011-03-01'),
    registeredYears: 2,
    validityYears: 5,
    againYears: 2,
    stepFromGrade: 4,
    stepYears: 2,
    cleanYears: 1,
    noticeDays: 7,
    plaqueFromGrade: 3,
  }
  const facts: RatingFacts = {
    foundedOn: toDay('2020-05-20'),
    current: null,
    wantedGrade: 3,
    hasHeldStep: false,
    inspections: [
      { year: 2025, conclusion: 'PASS' },
      { year: 2024, conclusion: 'PASS' },
    ],
    missedYear: null,
    creditState: 'REGULAR',
    creditSince: null,
    penalties: [],
    openCaseOn: null,
  }
  const today = toDay('2026-06-01')
  const unmet = (over: Partial<RatingFacts>, on = today) =>
    ratingEligibility({ ...facts, ...over }, rule, on)
      .filter(({ state }) => state !== 'MET')
      .map(({ code, state }) => (state === 'UNKNOWN' ? `${code}?` : code))

  it('two full years, to the day', () => {
    expect(unmet({})).toEqual([])
    expect(unmet({ foundedOn: toDay('2024-06-01') })).toEqual([])
    expect(unmet({ foundedOn: toDay('2024-06-02') })).toEqual(['registered'])
    expect(unmet({ foundedOn: null })).toEqual(['registered?'])
  })

  it('again when the rating is over, or held for two years', () => {
    const held = (validFrom: string, validUntil: string) => ({
      current: { grade: 3, validFrom: toDay(validFrom), validUntil: toDay(validUntil) },
    })
    expect(unmet(held('2024-06-02', '2029-06-01'))).toEqual(['again'])
    expect(unmet(held('2024-06-01', '2029-05-31'))).toEqual([])
    expect(unmet(held('2025-01-01', '2026-05-31'))).toEqual([])
  })

  it('no missed or failed inspection, nor twice only basically passed', () => {
    expect(unmet({ missedYear: 2025 })).toEqual(['inspected'])
    expect(unmet({ inspections: [{ year: 2025, conclusion: 'FAIL' }] })).toEqual(['inspected'])
    const basic = (year: number) => ({ year, conclusion: 'BASIC_PASS' as const })
    expect(unmet({ inspections: [basic(2025), basic(2024)] })).toEqual(['inspected'])
    expect(unmet({ inspections: [basic(2025), basic(2023)] })).toEqual([])
    expect(unmet({ inspections: [] })).toEqual(['inspected?'])
  })

  it('no list, no penalty of the last year, no open case', () => {
    expect(unmet({ creditState: 'ABNORMAL', creditSince: toDay('2026-01-05') })).toEqual(['listed'])
    expect(unmet({ penalties: [toDay('2025-06-02')] })).toEqual(['penalized'])
    expect(unmet({ penalties: [toDay('2025-06-01')] })).toEqual([])
    expect(unmet({ openCaseOn: toDay('2026-05-01') })).toEqual(['case'])
  })

  it('4A needs 3A for two years, 5A needs 4A', () => {
    expect(unmet({ wantedGrade: 4 })).toEqual(['step'])
    expect(unmet({ wantedGrade: 5, hasHeldStep: true })).toEqual([])
  })
})
