import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toDay } from '../shared/day.ts'
import { addTallies, answersMin, figuresOf, type Tally } from './figures.ts'
import { codeStateOf, mayMakeCodes } from './session-days.ts'
import { warningsOf } from './warnings.ts'
import { wilson } from './wilson.ts'

describe("Wilson's interval", () => {
  // Newcombe 1998, Table I, method 3 (score, no continuity correction).
  test.each([
    [81, 263, '0.2553', '0.3662'],
    [15, 148, '0.0624', '0.1605'],
    [0, 20, '0.0000', '0.1611'],
    [1, 29, '0.0061', '0.1718'],
  ])('%i of %i lies between %s and %s', (hits, n, low, high) => {
    const interval = wilson(hits, n)
    expect([interval.low.toFixed(4), interval.high.toFixed(4)]).toEqual([low, high])
  })

  const shares = fc
    .integer({ min: 1, max: 5_000 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
  test('holds the share, stays within 0 and 1, and mirrors itself', () => {
    fc.assert(
      fc.property(shares, ([hits, n]) => {
        const { low, high } = wilson(hits, n)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(hits / n)
        expect(high).toBeGreaterThanOrEqual(hits / n)
        expect(wilson(n - hits, n).low).toBeCloseTo(1 - high, 12)
      }),
    )
  })
  test('narrows with every doubling of like answers', () => {
    fc.assert(
      fc.property(shares, ([hits, n]) => {
        const [one, two] = [wilson(hits, n), wilson(2 * hits, 2 * n)]
        expect(two.high - two.low).toBeLessThan(one.high - one.low)
      }),
    )
  })
  test.each([
    [1, 0],
    [-1, 5],
    [6, 5],
    [0.5, 2],
  ])('%d of %d is no share', (hits, n) => {
    expect(() => wilson(hits, n)).toThrow(RangeError)
  })
})

const tallies: fc.Arbitrary<Tally> = fc
  .array(fc.record({ score: fc.integer({ min: 1, max: 5 }), knew: fc.constantFrom(true, false, null) }), {
    maxLength: 40,
  })
  .map((answers) => ({
    n: answers.length,
    sum: answers.reduce((sum, { score }) => sum + score, 0),
    satisfied: answers.filter(({ score }) => score >= 4).length,
    told: answers.filter(({ knew }) => knew !== null).length,
    knew: answers.filter(({ knew }) => knew === true).length,
  }))

describe('figures', () => {
  test('of six people', () => {
    expect(figuresOf({ n: 6, sum: 26, satisfied: 5, told: 5, knew: 2 })).toEqual({
      n: 6,
      mean: '4.3',
      satisfied: { n: 6, percent: 83, low: 44, high: 97 },
      awareness: { n: 5, percent: 40, low: 12, high: 77 },
    })
  })
  test('say nothing at all below five answers, and of awareness below five who said', () => {
    fc.assert(
      fc.property(tallies, (tally) => {
        const figures = figuresOf(tally)
        expect(figures === null).toBe(tally.n < answersMin)
        if (figures !== null) expect(figures.awareness === null).toBe(tally.told < answersMin)
      }),
    )
  })
  test('of several occasions are those of all answers together', () => {
    fc.assert(
      fc.property(tallies, tallies, (a, b) => {
        expect(addTallies([a, b]).n).toBe(a.n + b.n)
        const figures = figuresOf(addTallies([a, b]))
        if (figures !== null)
          expect(Math.abs(Number(figures.mean) - (a.sum + b.sum) / (a.n + b.n))).toBeLessThanOrEqual(0.0500001)
      }),
    )
  })
})

describe('a code counts', () => {
  const heldOn = toDay('2026-05-01')
  test.each([
    ['2026-04-30', false, 'early'],
    ['2026-05-01', false, 'open'],
    ['2026-06-30', false, 'open'],
    ['2026-07-01', false, 'expired'],
    ['2026-05-02', true, 'used'],
  ])('on %s, used: %s: %s', (today, isUsed, state) => {
    expect(codeStateOf({ isUsed, heldOn }, toDay(today))).toBe(state)
  })
  test('only of a project that runs, or ended within thirty days', () => {
    const endedAt = new Date('2026-05-01T00:00:00Z')
    expect(mayMakeCodes({ state: 'ACTIVE', endedAt: null }, endedAt)).toBe(true)
    expect(mayMakeCodes({ state: 'PREPARING', endedAt: null }, endedAt)).toBe(false)
    expect(mayMakeCodes({ state: 'TERMINATED', endedAt }, endedAt)).toBe(false)
    expect(mayMakeCodes({ state: 'COMPLETED', endedAt }, new Date('2026-05-30T23:59:59Z'))).toBe(true)
    expect(mayMakeCodes({ state: 'COMPLETED', endedAt }, new Date('2026-05-31T00:00:00Z'))).toBe(false)
  })
})

describe('an officer is told', () => {
  const quiet = { heldOn: toDay('2026-05-01'), attendance: 30, codeCount: 20, n: 12, best: 7, days: 4 }
  const today = toDay('2026-05-20')
  test('nothing of an ordinary occasion', () => {
    expect(warningsOf(quiet, today)).toEqual([])
  })
  test('when every code gave the best score on one day', () => {
    expect(warningsOf({ ...quiet, n: 20, best: 20, days: 1 }, today)).toEqual(['allBestOneDay'])
    expect(warningsOf({ ...quiet, n: 20, best: 20, days: 2 }, today)).toEqual([])
    expect(warningsOf({ ...quiet, n: 20, best: 19, days: 1 }, today)).toEqual([])
    expect(warningsOf({ ...quiet, codeCount: 4, n: 4, best: 4, days: 1 }, today)).toEqual([])
  })
  test('when more answered than came', () => {
    expect(warningsOf({ ...quiet, attendance: 11 }, today)).toEqual(['moreThanCame'])
  })
  test('when the time is over and few answered', () => {
    expect(warningsOf({ ...quiet, n: 3, best: 1 }, toDay('2026-06-30'))).toEqual([])
    expect(warningsOf({ ...quiet, n: 3, best: 1 }, toDay('2026-07-01'))).toEqual(['fewCameBack'])
  })
})
