import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { panelCriteria } from './criteria-tree.ts'
import type { DecisionRules, Marks } from './decision-record.ts'
import { exact, Exact, mean } from './exact.ts'
import { variance } from './flags.ts'
import { scorePanel, trimmedMean } from './panel-score.ts'
import { rounder, type Rounding } from './rounding.ts'
import { sampleRules, sheetsFor } from './sample-record.ts'
import { trimmingOf } from './settings.ts'
import type { Scale } from './sheet.ts'

const everyStep: Rounding = { mode: 'halfUp', decimals: 2, at: 'everyStep' }

function scaleOf(
  criteria: DecisionRules['criteria'],
  { scaleMode = 'points', rounding = everyStep }: { scaleMode?: Scale['scaleMode']; rounding?: Rounding } = {},
): Scale {
  return { criteria: panelCriteria({ scaleMode, criteria }), scaleMode, round: rounder(rounding) }
}

const one = (maxPoints: number): DecisionRules['criteria'] => [
  { id: 'all', title: 'All', kind: 'subjective', maxPoints },
]
const trimmed = (changes: Partial<DecisionRules['panel']> = {}) =>
  trimmingOf({ panel: { ...sampleRules.panel, aggregate: 'trimmedMean', ...changes } })

const plain = trimmingOf(sampleRules)
const sheetsOfOne = (marks: number[]) => new Map(Object.entries(sheetsFor('all', marks)))
const scoreOne = (marks: number[], trimming = trimmed()) => scorePanel(sheetsOfOne(marks), scaleOf(one(100)), trimming)

describe('golden totals', () => {
  const totals = [73, 83, 70, 94, 43].map(exact)

  it('mean, trimmed mean, deviation and range of five totals', () => {
    expect(mean(totals).toFixed()).toBe('72.6')
    expect(scorePanel(sheetsOfOne([73, 83, 70, 94, 43]), scaleOf(one(100)), plain).panelScore.toFixed(2)).toBe('72.60')
    expect(scoreOne([73, 83, 70, 94, 43]).panelScore.toFixed(2)).toBe('75.33')
    expect(variance(totals).sqrt().toFixed(2)).toBe('19.03')
    expect(
      Exact.max(...totals)
        .minus(Exact.min(...totals))
        .toFixed(),
    ).toBe('51')
  })

  it('nine judges, and the same with the seventh absent', () => {
    expect(scoreOne([7.5, 8.0, 7.75, 8.25, 8.0, 7.25, 8.5, 7.75, 8.0]).panelScore.toFixed(2)).toBe('7.89')
    expect(scoreOne([7.5, 8.0, 7.75, 8.25, 8.0, 7.25, 7.75, 8.0]).panelScore.toFixed(2)).toBe('7.83')
  })

  it('two criteria of equal weight count equally, whatever the number of their sub-criteria', () => {
    const sub = (id: string) => ({ id, title: id, kind: 'subjective' as const, maxPoints: 5 })
    const criteria = [
      { id: 'a', title: 'A', maxPoints: 50, subCriteria: [sub('a1'), sub('a2'), sub('a3')] },
      { id: 'b', title: 'B', maxPoints: 50, subCriteria: [sub('b1')] },
    ]
    const sheets = new Map([['E1', { a1: 5, a2: 5, a3: 5, b1: 1 }]])
    const result = scorePanel(sheets, scaleOf(criteria), undefined)
    expect(result.panelScore.toFixed(2)).toBe('60.00')
    expect(result.criterionMeans.get('b')?.toFixed(2)).toBe('10.00')
    expect(result.criterionMeans.get('b1')?.toFixed(2)).toBe('1.00')
  })
})

describe('the panel', () => {
  it('falls back to the plain mean below the floor, and says so', () => {
    const result = scoreOne([70, 80, 90, 100])
    expect(result.panelScore.toFixed(2)).toBe('85.00')
    expect(result.untrimmed).toEqual([{ judges: 4 }])
    expect(scoreOne([70, 80, 90, 100], trimmed({ trimFloor: 4 })).untrimmed).toEqual([])
  })

  it('trims each criterion where the rules say so', () => {
    const criteria: DecisionRules['criteria'] = ['a', 'b'].map((id) => ({
      id,
      title: id,
      kind: 'subjective',
      maxPoints: 50,
    }))
    const sheets = new Map<string, Marks>(
      [
        [0, 50],
        [10, 40],
        [20, 30],
        [30, 20],
        [50, 0],
      ].map(([a, b], index) => [`E${index}`, { a, b }]),
    )
    const byCriterion = scorePanel(sheets, scaleOf(criteria), trimmed({ trimOn: 'criterion' }))
    expect(byCriterion.criterionMeans.get('a')?.toFixed(2)).toBe('20.00')
    expect(byCriterion.panelScore.toFixed(2)).toBe('50.00')
    expect(scorePanel(sheets, scaleOf(criteria), trimmed()).criterionMeans.get('a')?.toFixed(2)).toBe('22.00')
  })

  it('multiplies a mean on 0-100 by the weight', () => {
    const criteria: DecisionRules['criteria'] = [
      { id: 'a', title: 'A', kind: 'subjective', maxPoints: 60 },
      { id: 'b', title: 'B', kind: 'subjective', maxPoints: 25 },
    ]
    const sheets = new Map([
      ['E1', { a: 80, b: 90 }],
      ['E2', { a: 85, b: 77 }],
      ['E3', { a: 81, b: 78 }],
    ])
    const result = scorePanel(sheets, scaleOf(criteria, { scaleMode: 'percentTimesWeight' }), undefined)
    // a: 246 / 3 = 82.00 x 60% = 49.20; b: 245 / 3 = 81.67 x 25% = 20.4175 -> 20.42
    expect(result.criterionMeans.get('b')?.toFixed(2)).toBe('81.67')
    expect(result.panelScore.toFixed(2)).toBe('69.62')
    expect(result.judgeTotals.get('E1')?.toFixed(2)).toBe('70.50')
  })

  it('gives another total when rounding is truncation, or waits for the end', () => {
    const criteria: DecisionRules['criteria'] = ['a', 'b', 'c'].map((id) => ({
      id,
      title: id,
      kind: 'subjective',
      maxPoints: 10,
    }))
    const sheets = new Map<string, Marks>([1, 1, 0].map((mark, index) => [`E${index}`, { a: mark, b: mark, c: mark }]))
    const total = (rounding: Rounding) => {
      const scale = scaleOf(criteria, { rounding })
      return scale.round.text(scorePanel(sheets, scale, undefined).panelScore)
    }
    expect(total(everyStep)).toBe('2.01')
    expect(total({ ...everyStep, mode: 'truncate' })).toBe('1.98')
    expect(total({ ...everyStep, at: 'end' })).toBe('2.00')
    expect(total({ ...everyStep, mode: 'truncate', at: 'end' })).toBe('2.00')
  })

  it('takes what does not apply out of numerator and denominator alike', () => {
    const criteria: DecisionRules['criteria'] = [
      { id: 'a', title: 'A', kind: 'subjective', maxPoints: 60 },
      { id: 'b', title: 'B', kind: 'subjective', maxPoints: 40, allowNotApplicable: true },
    ]
    const result = scorePanel(new Map([['E1', { a: 45, b: 'n/a' }]]), scaleOf(criteria), undefined)
    expect(result.judgeTotals.get('E1')?.toFixed(2)).toBe('75.00')
    expect(result.panelScore.toFixed(2)).toBe('75.00')
    expect(result.criterionMeans.get('b')).toBeUndefined()
  })
})

describe('laws', () => {
  const marks = fc.array(
    fc.integer({ min: 0, max: 1_000_000 }).map((value) => (value / 10_000).toFixed(4)),
    { minLength: 3, maxLength: 11 },
  )

  it('a trimmed mean lies between the values it keeps and ignores their order', () => {
    fc.assert(
      fc.property(marks, fc.integer({ min: 1, max: 3 }), (list, trim) => {
        fc.pre(list.length > 2 * trim)
        const values = list.map(exact)
        const trimming = { trim, floor: 1, on: 'total' } as const
        const result = trimmedMean(values, trimming) ?? exact(-1)
        const kept = values.toSorted((a, b) => a.cmp(b)).slice(trim, -trim)
        expect(result.gte(Exact.min(...kept)) && result.lte(Exact.max(...kept))).toBe(true)
        expect(trimmedMean(values.toReversed(), trimming)?.eq(result)).toBe(true)
      }),
    )
  })

  it('a wilder extreme cannot move a trimmed mean', () => {
    fc.assert(
      fc.property(marks, (list) => {
        const values = list.map(exact).toSorted((a, b) => a.cmp(b))
        const trimming = { trim: 1, floor: 1, on: 'total' } as const
        const wilder = [...values.slice(0, -1), exact(100000)]
        expect(trimmedMean(wilder, trimming)?.eq(trimmedMean(values, trimming) ?? 0)).toBe(true)
      }),
    )
  })
})
