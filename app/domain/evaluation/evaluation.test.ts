import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { problemsOf, type SetContent } from './indicator-set.ts'
import { drawSample, sampleSeed } from './sample.ts'
import { bandOf, missingOf, noMark, pointsOf, pointsText, resultOf } from './scoring.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const named = { nameZh: '名', nameEn: 'name' }

/** 60 points by ratio and choice, 40 by factor. */
export const small: SetContent = {
  scales: [
    {
      code: 'ratio',
      way: 'RATIO',
      bands: [
        { ...named, fromBps: 10_000, belowBps: null },
        { ...named, fromBps: 8_000, belowBps: 10_000 },
        { ...named, fromBps: 6_000, belowBps: 8_000 },
        { ...named, fromBps: 0, belowBps: 6_000 },
      ],
    },
    { code: 'both', way: 'CHOICE', bands: [named, named, named] },
    {
      code: 'factor',
      way: 'FACTOR',
      bands: [
        { ...named, fromBps: 8_000, belowBps: null },
        { ...named, fromBps: 0, belowBps: 8_000 },
      ],
    },
  ],
  firsts: [
    {
      code: '1',
      ...named,
      points: 6_000,
      seconds: [
        {
          code: '1.1',
          ...named,
          points: 6_000,
          thirds: [
            { code: '1.1.1', ...named, points: 3_000, scale: 'ratio', bandPoints: [3_000, 2_000, 1_050, 0] },
            { code: '1.1.2', ...named, points: 3_000, scale: 'both', bandPoints: [3_000, 1_500, 0] },
          ],
        },
      ],
    },
    {
      code: '2',
      ...named,
      points: 4_000,
      seconds: [
        { code: '2.1', ...named, points: 4_000, thirds: [{ code: '2.1.1', ...named, points: 4_000, scale: 'factor' }] },
      ],
    },
  ],
  grades: [
    { code: 'EXCELLENT', from: 9_000, below: null, passes: true },
    { code: 'GOOD', from: 8_000, below: 9_000, passes: true },
    { code: 'PASS', from: 6_000, below: 8_000, passes: true },
    { code: 'FAIL', from: 0, below: 6_000, passes: false },
  ],
}
const there = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('not there')
  return value
}

type Changed = { -readonly [K in keyof SetContent]: SetContent[K] }
const changed = (change: (set: Changed) => void): SetContent => {
  const copy = structuredClone(small)
  change(copy)
  return copy
}

describe('a set', () => {
  test('adds up, and its bands and grades leave no gap and do not overlap', () => {
    expect(problemsOf(small)).toEqual([])
  })
  test.each([
    ['sum', changed((set) => void (there(set.firsts[0]).points = 5_900))],
    ['twice', changed((set) => void (there(set.firsts[1]).code = '1'))],
    ['scale', changed((set) => void (there(there(there(set.firsts[1]).seconds[0]).thirds[0]).scale = 'none'))],
    [
      'bandPoints',
      changed((set) => void (there(there(there(set.firsts[0]).seconds[0]).thirds[0]).bandPoints = [3_000, 0])),
    ],
    ['bands', changed((set) => void ((there(set.scales[0]).bands[1] as { belowBps: number }).belowBps = 9_900))],
    ['bands', changed((set) => void ((there(set.scales[0]).bands[3] as { fromBps: number }).fromBps = 1))],
    // 安庆 printed "950 and above" and "901 to 950": which of the two is 950?
    ['grades', changed((set) => void (there(set.grades[1]).below = 9_001))],
    ['grades', changed((set) => void (there(set.grades[3]).passes = true))],
  ])('is refused for its %s', (code, set) => {
    if (code === 'grades' && there(set.grades[3]).passes) there(set.grades[2]).passes = false
    expect(problemsOf(set).map((problem) => problem.code)).toContain(code)
  })
})

describe('points', () => {
  const [ratio, both, factor] = small.scales as [
    (typeof small.scales)[0],
    (typeof small.scales)[0],
    (typeof small.scales)[0],
  ]
  const [first, second] = there(there(small.firsts[0]).seconds[0]).thirds
  const third = there(there(there(small.firsts[1]).seconds[0]).thirds[0])
  test.each([
    [100, 100, 3_000],
    [101, 100, 3_000],
    [9_999, 10_000, 2_000],
    [80, 100, 2_000],
    [7_999, 10_000, 1_050],
    [60, 100, 1_050],
    [5_999, 10_000, 0],
    [0, 1, 0],
    [2, 3, 1_050],
  ])('for %i of %i are %i hundredths', (actual, planned, points) => {
    expect(pointsOf(there(first), ratio, { ...noMark, actual, planned })).toBe(points)
  })
  test('are none while the mark is not whole', () => {
    expect(pointsOf(there(first), ratio, { ...noMark, actual: 3 })).toBeNull()
    expect(pointsOf(there(first), ratio, { ...noMark, actual: 3, planned: 0 })).toBeNull()
    expect(pointsOf(there(second), both, { ...noMark, choice: 3 })).toBeNull()
    expect(pointsOf(there(second), both, { ...noMark, choice: 1 })).toBe(1_500)
    expect(pointsOf(third, factor, { ...noMark, factor: 85 })).toBe(3_400)
    expect(pointsOf(third, factor, { ...noMark, factor: 101 })).toBeNull()
  })
  test('every ratio falls into exactly one band', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_000 }),
        fc.integer({ min: 1, max: 100_000_000 }),
        (actual, planned) => {
          const bands = ratio.bands as { fromBps: number; belowBps: number | null }[]
          expect(bandOf(bands, actual, planned)).not.toBeNull()
          const share = (actual * 10_000) / planned
          const holding = bands.filter(
            ({ fromBps, belowBps }) => share >= fromBps && (belowBps === null || share < belowBps),
          )
          expect(holding).toHaveLength(1)
        },
      ),
    )
  })
})

describe('the result', () => {
  const scores = [
    { itemCode: '1.1.1', points: 2_000, reason: '' },
    { itemCode: '1.1.2', points: 3_000, reason: '' },
    { itemCode: '2.1.1', points: 4_000, reason: '' },
  ]
  test('is graded from and with the lower bound', () => {
    expect(resultOf(small, scores, false)).toMatchObject({ total: 9_000, grade: 'EXCELLENT', passes: true })
    const one = [{ itemCode: '1.1.1', points: 0, reason: '' }, ...scores.slice(1)]
    expect(resultOf(small, one, false)).toMatchObject({ total: 7_000, grade: 'PASS' })
    expect(resultOf(small, one.slice(0, 2), false)).toMatchObject({ total: 3_000, grade: 'FAIL', passes: false })
  })
  test('is zero where money was misused, whatever the items came to', () => {
    expect(resultOf(small, scores, true)).toMatchObject({ total: 0, scored: 9_000, grade: 'FAIL', passes: false })
  })
  test('misses what is not scored, and reasons for what is below its full points', () => {
    expect(missingOf(small, scores.slice(0, 2))).toEqual({ unscored: ['2.1.1'], unreasoned: ['1.1.1'] })
  })
  test('is written with two decimals', () => {
    expect([0, 5, 100, 1_050, 10_000].map(pointsText)).toEqual(['0.00', '0.05', '1.00', '10.50', '100.00'])
  })
})

describe('a sample', () => {
  const frames = fc.array(fc.record({ sessionId: fc.uuid(), attendance: fc.integer({ min: 1, max: 40 }) }), {
    minLength: 1,
    maxLength: 8,
  })
  test('draws as many as asked or all there are, each once, within its list; and the same again', () => {
    fc.assert(
      fc.property(frames, fc.integer({ min: 1, max: 60 }), (frame, size) => {
        const seed = sampleSeed({ evaluationId: 'e', number: 1, frame }, sha256)
        const drawn = drawSample(seed, frame, size, sha256)
        const people = frame.reduce((sum, { attendance }) => sum + attendance, 0)
        const places = drawn.flatMap((each) => each.places.map((place) => `${each.sessionId} ${place}`))
        expect(places).toHaveLength(Math.min(size, people))
        expect(drawSample(seed, frame, size, sha256)).toEqual(drawn)
        for (const each of drawn) {
          const here = frame.filter(({ sessionId }) => sessionId === each.sessionId)
          expect(here.some(({ attendance }) => each.places.every((place) => place >= 1 && place <= attendance))).toBe(
            true,
          )
        }
      }),
      { numRuns: 60 },
    )
  })
})
