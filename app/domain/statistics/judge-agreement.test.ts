import { expect, it } from 'vitest'
import type { DecidedRecord } from '../award/result-view.ts'
import { computeResults } from '../scoring/compute-results.ts'
import type { DecisionRecord } from '../scoring/decision-record.ts'
import { sampleRecord } from '../scoring/sample-record.ts'
import { judgeAgreement } from './judge-agreement.ts'

const decided = (record: DecisionRecord): DecidedRecord => ({
  ...record,
  results: computeResults(record, () => '0'.repeat(64)),
})
const bid = (id: string, ...marks: number[]) => ({
  id,
  priceFen: '100000000',
  submittedAt: '2026-03-20T09:00:00+08:00',
  seal: `sha256:${id}`,
  scores: Object.fromEntries(marks.map((mark, index) => [`E${index + 1}`, { tech: mark }])),
})

it('measures how far scores are apart, out of the most that can be given, and how alike the orders are', () => {
  // Of 90 points: 9 apart, 18 apart and 0 apart: 10%, 20% and 0%. Orders 1 2 3, 2 1 3, 1 2 3: sums 4 5 9, S = 14, W = 168 / 216.
  const record = sampleRecord({ bids: [bid('B1', 81, 72, 81), bid('B2', 72, 80, 62), bid('B3', 45, 45, 45)] })
  const agreement = judgeAgreement(decided(record))
  expect(agreement).toMatchObject({ judges: 3, bids: 3, groups: [{ group: '', judges: 3, bids: 3 }] })
  expect(agreement.w).toBeCloseTo(168 / 216, 10)
  expect(agreement.criteria).toMatchObject([{ id: 'tech', title: 'Technical' }])
  expect(agreement.spread).toBeCloseTo((10 + 20 + 0) / 3, 10)
})

it('leaves out the order of a bid that one judge stepped back from, and keeps its spread', () => {
  const bids = [bid('B1', 80, 70, 60), bid('B2', 70, 60, 50), bid('B3', 60, 50, 40), bid('B4', 50, 50)]
  const agreement = judgeAgreement(decided(sampleRecord({ rules: { panel: { aggregate: 'mean', quorum: 2 } }, bids })))
  expect(agreement.groups).toEqual([{ group: '', judges: 3, bids: 3, w: 1 }])
})

it('has nothing to say of two bids', () => {
  expect(judgeAgreement(decided(sampleRecord())).w).toBeNull()
})
