import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeResults as compute } from './compute-results.ts'
import type { DecisionRecord, RecordBid } from './decision-record.ts'
import { decisionResultsSchema } from './decision-results.ts'
import { readDecisionRecord } from './read-record.ts'
import { judgesFor, sampleRecord, sampleRules, sheetsFor } from './sample-record.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Every record here must be one the engine accepts, and every result one that may stand in a record. */
function computeResults(record: DecisionRecord) {
  const read = readDecisionRecord(JSON.parse(JSON.stringify(record)))
  if (!read.ok) throw new Error(read.problems.map(({ path, reason }) => `${path}: ${reason}`).join('\n'))
  const results = compute(read.record, sha256)
  expect(decisionResultsSchema.parse(results)).toEqual(results)
  return results
}
const ranked = (record: DecisionRecord) =>
  Object.fromEntries(computeResults(record).bids.map(({ id, rank, outcome }) => [id, [rank, outcome]]))

describe('the record of the format page', () => {
  it('is computed whole', () => {
    const results = computeResults(sampleRecord())
    expect(results).toEqual({
      engine: '1.0.0',
      basePriceFen: '108000000',
      bids: [
        {
          id: 'B1',
          judgeTotals: { E1: '78.00', E2: '81.50', E3: '80.00' },
          criterionMeans: { tech: '79.83' },
          panelScore: '79.83',
          priceScore: '9.00',
          bonus: '0.00',
          total: '88.83',
          calibratedTotal: null,
          rank: 1,
          outcome: 'funded',
          flags: [],
        },
        {
          id: 'B2',
          judgeTotals: { E1: '70.00', E2: '72.50', E3: '71.00' },
          criterionMeans: { tech: '71.17' },
          panelScore: '71.17',
          priceScore: '10.00',
          bonus: '0.00',
          total: '81.17',
          calibratedTotal: null,
          rank: 2,
          outcome: 'reserve',
          flags: [],
        },
      ],
      panels: [],
      flags: [],
      reliability: { alphaInterval: '0.904', pairs: 6 },
      hash: results.hash,
    })
  })

  it('has the hash of call, rules, judges and bids as they are written, whatever the order of keys', () => {
    const record = sampleRecord()
    const { hash } = computeResults(record)
    const { call, rules, judges, bids } = record
    expect(computeResults({ judges, bids, rules, call, format: record.format }).hash).toBe(hash)
    expect(computeResults({ ...record, results: computeResults(record) }).hash).toBe(hash)
    expect(computeResults({ ...record, call: { ...call, title: 'Another' } }).hash).not.toBe(hash)
    expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/)
  })
})

describe('Hangzhou 2021 (ZJZN-21801-MZ01)', () => {
  const published = [
    ['S3A', [62.1, 82.7, 62.5], '69.10', 3],
    ['S3B', [55.4, 77.1, 59.0], '63.83', 5],
    ['S3C', [61.9, 85.9, 64.5], '70.77', 2],
    ['S3D', [60.1, 77.5, 63.5], '67.03', 4],
    ['S3E', [73.7, 86.0, 71.0], '76.90', 1],
  ] as const

  it('gives the published means and ranks', () => {
    const record = sampleRecord({
      rules: { criteria: [{ id: 'tech', title: 'Technical', kind: 'subjective', maxPoints: 90 }] },
      bids: published.map(([id, marks]) => ({ id, scores: sheetsFor('tech', marks) })),
    })
    const results = computeResults(record)
    expect(results.bids.map(({ id, panelScore, total, rank }) => [id, panelScore, total, rank])).toEqual(
      published.map(([id, , mean, rank]) => [id, mean, mean, rank]),
    )
    expect(results.basePriceFen).toBeNull()
  })
})

describe('parts of a result', () => {
  const work = { id: 'tech', title: 'Technical', kind: 'subjective', maxPoints: 100 } as const
  const bid = (id: string, marks: (string | number)[], rest: Partial<RecordBid> = {}): RecordBid => ({
    id,
    scores: sheetsFor('tech', marks),
    ...rest,
  })
  const trimmed = { ...sampleRules.panel, aggregate: 'trimmedMean' } as const

  it('trimmed(1) of five, with outliers, split and no fallback told', () => {
    const { bids, flags } = computeResults(
      sampleRecord({
        rules: { criteria: [work], panel: trimmed },
        judges: judgesFor(5),
        bids: [bid('B1', [73, 83, 70, 94, 43])],
      }),
    )
    expect(bids[0]).toMatchObject({ panelScore: '75.33', total: '75.33', flags: ['splitItem'] })
    expect(flags.map(({ kind }) => kind)).toEqual(['judgeOutlier', 'judgeOutlier', 'splitItem'])
  })

  it('says when too few judges remained to trim', () => {
    const { bids, flags } = computeResults(
      sampleRecord({ rules: { criteria: [work], panel: trimmed }, bids: [bid('B1', [70, 80, 81])] }),
    )
    expect(bids[0]).toMatchObject({ panelScore: '77.00', flags: ['trimNotApplied'] })
    expect(flags).toEqual([{ kind: 'trimNotApplied', bid: 'B1', judges: 3 }])
  })

  it('objective values count on every sheet, and not as agreement', () => {
    const { bids, reliability } = computeResults(
      sampleRecord({
        rules: {
          criteria: [
            { ...work, maxPoints: 90 },
            { id: 'cert', title: 'C', kind: 'objective', maxPoints: 10 },
          ],
        },
        bids: [
          bid('B1', [70, 80, 90], { objective: { cert: '7.5' } }),
          bid('B2', [60, 61, 62], { objective: { cert: 0 } }),
        ],
      }),
    )
    expect(bids[0]).toMatchObject({
      judgeTotals: { E1: '77.50', E2: '87.50', E3: '97.50' },
      criterionMeans: { tech: '80.00', cert: '7.50' },
      panelScore: '87.50',
    })
    expect(reliability).toEqual(
      computeResults(
        sampleRecord({
          rules: { criteria: [{ ...work, maxPoints: 90 }] },
          bids: [bid('B1', [70, 80, 90]), bid('B2', [60, 61, 62])],
        }),
      ).reliability,
    )
  })

  it('bonus parts are added after the panel, up to the cap', () => {
    const parts = ['vote', 'match'].map((id) => ({ id, title: id, source: 'public', maxPoints: 15 }))
    const { bids } = computeResults(
      sampleRecord({
        regime: 'venture',
        rules: { criteria: [work], bonus: { parts, cap: 20 } },
        bids: [
          bid('B1', [80, 80, 80], { bonus: { vote: '12.5', match: 10 } }),
          bid('B2', [80, 80, 80], { bonus: { vote: 5 } }),
          bid('B3', [80, 80, 80]),
        ],
      }),
    )
    expect(bids.map(({ bonus, total }) => [bonus, total])).toEqual([
      ['20.00', '100.00'],
      ['5.00', '85.00'],
      ['0.00', '80.00'],
    ])
  })

  it('leaves a bid below a pass mark unranked, with the reason', () => {
    const record = sampleRecord({
      rules: { criteria: [{ ...work, passMark: 55 }], passMark: '60' },
      bids: [bid('B1', [60, 60, 60]), bid('B2', [59, 60, 60]), bid('B3', [50, 55, 50])],
    })
    expect(ranked(record)).toEqual({ B1: [1, 'funded'], B2: [null, 'notFunded'], B3: [null, 'notFunded'] })
    expect(computeResults(record).flags).toEqual([
      { kind: 'belowPassMark', bid: 'B2', score: '59.67', passMark: '60' },
      { kind: 'belowPassMark', bid: 'B3', score: '51.67', passMark: '60' },
      { kind: 'belowPassMark', bid: 'B3', criterion: 'tech', score: '51.67', passMark: '55' },
    ])
  })

  it('ranks calibrated totals where several panels sat', () => {
    const calibration = { dropHigh: 0, dropLow: 0, meanDecimals: 4, coefficientDecimals: 4, decimals: 3 }
    const record = sampleRecord({
      rules: { criteria: [work], calibration },
      bids: [
        bid('A1', [90, 90, 90], { panel: 'A' }),
        bid('A2', [80, 80, 80], { panel: 'A' }),
        bid('B1', [72, 72, 72], { panel: 'B' }),
        bid('B2', [60, 60, 60], { panel: 'B' }),
      ],
    })
    const results = computeResults(record)
    expect(results.panels).toEqual([
      { id: 'A', mean: '85.0000', coefficient: '0.8882' },
      { id: 'B', mean: '66.0000', coefficient: '1.1439' },
    ])
    expect(results.bids.map(({ total, calibratedTotal, rank }) => [total, calibratedTotal, rank])).toEqual([
      ['90.00', '79.938', 2],
      ['80.00', '71.056', 3],
      ['72.00', '82.361', 1],
      ['60.00', '68.634', 4],
    ])
  })

  it('awards a budget in rank order', () => {
    const record = sampleRecord({
      rules: { criteria: [work], award: { mode: 'multi', budgetFen: '100', skipUnaffordable: true } },
      bids: [
        bid('B1', [90, 90, 90], { priceFen: 60 }),
        bid('B2', [80, 80, 80], { priceFen: 50 }),
        bid('B3', [70, 70, 70], { priceFen: 40 }),
      ],
    })
    expect(ranked(record)).toEqual({ B1: [1, 'funded'], B2: [2, 'reserve'], B3: [3, 'funded'] })
  })

  it('keeps equals equal, and says that the award is tied', () => {
    const record = sampleRecord({
      rules: { criteria: [work], tieChain: ['lowerPrice'] },
      bids: [bid('B1', [80, 80, 80]), bid('B2', [80, 80, 80]), bid('B3', [70, 70, 70])],
    })
    expect(ranked(record)).toEqual({ B1: [1, 'reserve'], B2: [1, 'reserve'], B3: [3, 'reserve'] })
    expect(computeResults(record).bids[0]?.flags).toEqual(['tiedForAward'])
  })

  it('flags an abnormally low price without touching the rank', () => {
    const record = sampleRecord({ rules: { ceilingFen: '130000000' } })
    record.bids[1] = { ...record.bids[1], id: 'B2', scores: record.bids[1]?.scores ?? {}, priceFen: 50000000 }
    const { bids, flags } = computeResults(record)
    expect(flags.map((flag) => ('against' in flag ? flag.against : flag.kind))).toEqual(['nextLowest', 'ceiling'])
    expect(bids[1]).toMatchObject({ priceScore: '10.00', flags: ['abnormallyLowPrice'] })
  })

  it('carries a call to its end when only the price is scored', () => {
    const price = { id: 'price', title: 'Price', kind: 'price', maxPoints: 100, formula: 'lowestOverBid' } as const
    const record = sampleRecord({ rules: { criteria: [price], passMark: 90 } })
    const results = computeResults({
      ...record,
      bids: record.bids.map((entry) => ({ ...entry, scores: { E1: {}, E2: {}, E3: {} } })),
    })
    expect(results.bids.map(({ total, rank }) => [total, rank])).toEqual([
      ['90.00', 2],
      ['100.00', 1],
    ])
    expect(results.reliability).toEqual({ alphaInterval: null, pairs: 0 })
  })
})

describe('laws', () => {
  const points = fc.integer({ min: 0, max: 900 }).map((value) => (value / 10).toFixed(1))
  const anyRecord = fc
    .record({
      aggregate: fc.constantFrom('mean', 'trimmedMean'),
      trimOn: fc.constantFrom('total', 'criterion'),
      mode: fc.constantFrom('halfUp', 'truncate'),
      at: fc.constantFrom('everyStep', 'end'),
      scaleMode: fc.constantFrom('points', 'percentTimesWeight'),
      judges: fc.integer({ min: 3, max: 7 }),
      bids: fc.array(
        fc.record({ price: fc.integer({ min: 1, max: 300 }), marks: fc.array(points, { minLength: 7, maxLength: 7 }) }),
        { minLength: 1, maxLength: 6 },
      ),
    })
    .map(({ aggregate, trimOn, mode, at, scaleMode, judges, bids }) =>
      sampleRecord({
        rules: {
          scaleMode,
          panel: { ...sampleRules.panel, aggregate, trimOn },
          rounding: { mode, decimals: 2, at },
        },
        judges: judgesFor(judges),
        bids: bids.map(({ price, marks }, index) => ({
          id: `B${index}`,
          priceFen: String(price),
          seal: `sha256:${index}`,
          scores: sheetsFor('tech', marks.slice(0, judges)),
        })),
      }),
    )
  const byId = (record: DecisionRecord) => new Map(computeResults(record).bids.map((entry) => [entry.id, entry]))

  it('the order of judges and bids decides nothing', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const turned = {
          ...record,
          judges: record.judges.toReversed(),
          bids: record.bids.toReversed().map((entry) => ({
            ...entry,
            scores: Object.fromEntries(Object.entries(entry.scores).toReversed()),
          })),
        }
        expect(byId(turned)).toEqual(byId(record))
        expect(computeResults(turned).reliability).toEqual(computeResults(record).reliability)
      }),
      { numRuns: 40 },
    )
  })

  it('one more bid changes no panel score, and no price score unless it is the cheapest', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const loser = {
          id: 'loser',
          priceFen: '1000',
          seal: 'sha256:loser',
          scores: sheetsFor(
            'tech',
            record.judges.map(() => '0'),
          ),
        }
        const before = byId(record)
        const after = byId({ ...record, bids: [...record.bids, loser] })
        for (const [id, { panelScore, priceScore, total, judgeTotals }] of before)
          expect(after.get(id)).toMatchObject({ panelScore, priceScore, total, judgeTotals })
      }),
      { numRuns: 40 },
    )
  })

  it('a panel score lies between the lowest and the highest judge, and ranks follow totals', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const { bids } = computeResults(record)
        for (const { judgeTotals, panelScore } of bids) {
          const totals = Object.values(judgeTotals).map(Number)
          expect(Number(panelScore)).toBeGreaterThanOrEqual(Math.min(...totals) - 0.01)
          expect(Number(panelScore)).toBeLessThanOrEqual(Math.max(...totals) + 0.01)
        }
        for (const a of bids)
          for (const b of bids)
            if (Number(a.total) > Number(b.total)) expect(Number(a.rank)).toBeLessThan(Number(b.rank))
        expect(bids.filter(({ outcome }) => outcome === 'funded').length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 40 },
    )
  })

  it('an absent judge is never a zero', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const seats = [...record.judges, { id: 'absent' }]
        expect(byId({ ...record, judges: seats })).toEqual(byId(record))
      }),
      { numRuns: 40 },
    )
  })
})
