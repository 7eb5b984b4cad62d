import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DecisionRecord } from '../scoring/decision-record.ts'
import { decideCorrection, markAt } from './correcting.ts'

const record: DecisionRecord = {
  format: 'commonweal.decision/1',
  call: { id: 'k', title: 't', regime: 'procurement', method: 'openTender', publishedOn: '2026-03-02' },
  rules: {
    scaleMode: 'points',
    rounding: { mode: 'halfUp' },
    panel: { aggregate: 'mean', quorum: 2 },
    criteria: [
      { id: 'c1', title: 'a', kind: 'subjective', maxPoints: '60' },
      { id: 'c2', title: 'b', kind: 'objective', maxPoints: '40' },
    ],
    tieChain: ['draw'],
    award: { mode: 'single' },
  },
  judges: [{ id: 'E1' }, { id: 'E2' }],
  bids: ['B1', 'B2'].map((id) => ({
    id,
    scores: { E1: { c1: '50' }, E2: { c1: '75' } },
    objective: { c2: '10' },
  })),
}
const place = { bid: 'B1', judge: 'E1', criterion: 'c1' }
const codeOf = (outcome: ReturnType<typeof decideCorrection>) => (outcome.ok ? 'ok' : outcome.refusal.code)

test('a correction changes the marks it names and no other, and undone it leaves the record as it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 6000 }), fc.constantFrom('B1', 'B2'), (points, bid) => {
      const to = (points / 100).toFixed(2)
      const there = { ...place, bid }
      const made = decideCorrection(record, 'ABNORMAL', [{ ...there, to }])
      if (Number(to) === 50) {
        expect(codeOf(made)).toBe('result.nothing-to-correct')
        return
      }
      if (!made.ok) expect.fail(made.refusal.code)
      expect(Number(markAt(made.record, there))).toBe(Number(to))
      const back = decideCorrection(made.record, 'ABNORMAL', [{ ...there, to: '50' }])
      expect(back.ok && back.record).toEqual(record)
    }),
  )
})

test('each of the four kinds touches only its own marks', () => {
  const agreed = { bid: 'B1', judge: null, criterion: 'c2', to: '20' }
  expect(codeOf(decideCorrection(record, 'OBJECTIVE_UNEQUAL', [agreed]))).toBe('ok')
  expect(codeOf(decideCorrection(record, 'ABNORMAL', [agreed]))).toBe('result.mark-of-other-kind')
  expect(codeOf(decideCorrection(record, 'OBJECTIVE_UNEQUAL', [{ ...place, to: '1' }]))).toBe(
    'result.mark-of-other-kind',
  )
  expect(codeOf(decideCorrection(record, 'OUT_OF_RANGE', [{ ...place, to: '1' }]))).toBe('result.mark-in-range')
  expect(codeOf(decideCorrection(record, 'OUT_OF_RANGE', [{ ...place, judge: 'E2', to: '60' }]))).toBe('ok')
  expect(codeOf(decideCorrection(record, 'ABNORMAL', [{ ...place, to: '60.01' }]))).toBe('score.out-of-range')
  expect(codeOf(decideCorrection(record, 'ABNORMAL', [{ ...place, judge: 'E9', to: '1' }]))).toBe(
    'result.mark-of-other-kind',
  )
  expect(codeOf(decideCorrection(record, 'ARITHMETIC', [{ ...place, to: '1' }]))).toBe('result.no-mark-here')
  expect(codeOf(decideCorrection(record, 'ABNORMAL', []))).toBe('result.mark-missing')
})
