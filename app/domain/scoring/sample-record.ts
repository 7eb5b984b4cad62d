import type { DecisionRecord, DecisionRules, RecordBid } from './decision-record.ts'

/** Records for tests: two bids before three judges, 90 points for the work and 10 for the price. */
export const sampleRules = {
  scaleMode: 'points',
  rounding: { mode: 'halfUp', decimals: 2, at: 'everyStep' },
  panel: { aggregate: 'mean', trim: 1, trimFloor: 5, trimOn: 'total', quorum: 3, outlierPct: 30 },
  criteria: [
    { id: 'tech', title: 'Technical', kind: 'subjective', maxPoints: 90 },
    { id: 'price', title: 'Price', kind: 'price', maxPoints: 10, formula: 'lowestOverBid' },
  ],
  tieChain: ['lowerPrice', 'higherTechnical', 'draw'],
  passMark: null,
  calibration: null,
  award: { mode: 'single' },
} satisfies DecisionRules

export const sampleRecord = (
  changes: {
    rules?: Partial<DecisionRules>
    bids?: RecordBid[]
    judges?: DecisionRecord['judges']
    regime?: 'venture'
  } = {},
): DecisionRecord => ({
  format: 'commonweal.decision/1',
  call: {
    id: 'call-1',
    title: 'Meals for elders living alone',
    regime: changes.regime ?? 'procurement',
    method: changes.regime ? 'ventureCall' : 'competitiveConsultation',
    publishedOn: '2026-03-02',
  },
  rules: { ...sampleRules, ...changes.rules },
  judges: changes.judges ?? [{ id: 'E1' }, { id: 'E2' }, { id: 'E3' }],
  bids: changes.bids ?? [
    {
      id: 'B1',
      priceFen: '120000000',
      submittedAt: '2026-03-20T09:00:00+08:00',
      seal: 'sha256:b1',
      scores: { E1: { tech: '78.0' }, E2: { tech: '81.5' }, E3: { tech: '80.0' } },
    },
    {
      id: 'B2',
      priceFen: '108000000',
      submittedAt: '2026-03-20T10:00:00+08:00',
      seal: 'sha256:b2',
      scores: { E1: { tech: 70 }, E2: { tech: 72.5 }, E3: { tech: 71 } },
    },
  ],
})

/** Sheets for one criterion from a list of totals, judges E1, E2 and on. */
export const sheetsFor = (id: string, marks: readonly (string | number)[]): RecordBid['scores'] =>
  Object.fromEntries(marks.map((mark, index) => [`E${index + 1}`, { [id]: mark }]))

export const judgesFor = (count: number): DecisionRecord['judges'] =>
  Array.from({ length: count }, (_, index) => ({ id: `E${index + 1}` }))
