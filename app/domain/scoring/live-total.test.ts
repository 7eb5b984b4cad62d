import { describe, expect, it } from 'vitest'
import type { DecisionRules } from './decision-record.ts'
import { liveTotal } from './live-total.ts'
import { sampleRules } from './sample-record.ts'

const leaf = (id: string, maxPoints: number, rest: Partial<DecisionRules['criteria'][number]> = {}) => ({
  id,
  title: id,
  kind: 'subjective' as const,
  maxPoints,
  ...rest,
})
const rules = (criteria: DecisionRules['criteria'], scaleMode: DecisionRules['scaleMode'] = 'points') => ({
  ...sampleRules,
  scaleMode,
  criteria,
})

describe('the total at the desk', () => {
  const plain = rules([leaf('need', 40), leaf('plan', 50), ...sampleRules.criteria.slice(1)])

  it('counts what is scored so far, of what the judge can give', () => {
    expect(liveTotal(plain, {})).toEqual({ total: '0.00', max: '90.00', scored: 0, boxes: 2 })
    expect(liveTotal(plain, { need: '31.5' })).toEqual({ total: '31.50', max: '90.00', scored: 1, boxes: 2 })
    expect(liveTotal(plain, { need: 0, plan: ' 45 ' })).toEqual({ total: '45.00', max: '90.00', scored: 2, boxes: 2 })
  })

  it('leaves out what is no mark, and what is out of range', () => {
    for (const typed of ['', '4.', 'x', '40.1', '-1', null, undefined, 'n/a'])
      expect(liveTotal(plain, { need: typed, plan: 10 })).toMatchObject({ total: '10.00', scored: 1 })
  })

  it('weighs a group and a percentage as the record does', () => {
    const grouped = rules([
      { id: 'g', title: 'g', maxPoints: 50, subCriteria: [leaf('a', 5), leaf('b', 5), leaf('c', 5)] },
      leaf('d', 50),
    ])
    expect(liveTotal(grouped, { a: 5, b: 4 })).toMatchObject({ total: '30.00', max: '100.00', scored: 2, boxes: 4 })
    const weighted = rules([leaf('a', 60), leaf('b', 25)], 'percentTimesWeight')
    expect(liveTotal(weighted, { a: 80, b: 90 })).toMatchObject({ total: '70.50', max: '85.00' })
  })

  it('takes out what does not apply', () => {
    const optional = rules([leaf('a', 60), leaf('b', 40, { allowNotApplicable: true })])
    expect(liveTotal(optional, { a: 45, b: 'n/a' })).toEqual({ total: '75.00', max: '100.00', scored: 2, boxes: 2 })
  })

  it('adds agreed values once they are known', () => {
    const mixed = rules([leaf('a', 60), leaf('cert', 40, { kind: 'objective' })])
    expect(liveTotal(mixed, { a: 50, cert: 40 })).toMatchObject({ total: '50.00', max: '60.00', boxes: 1 })
    expect(liveTotal(mixed, { a: 50 }, { cert: 12 })).toMatchObject({ total: '62.00', max: '100.00', scored: 2 })
  })
})
