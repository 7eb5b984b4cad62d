import { describe, expect, it } from 'vitest'
import { exact } from './exact.ts'
import { flagBiases, flagLowPrices, flagOutliers, flagSplit, judgeBiases } from './flags.ts'
import { sampleRules } from './sample-record.ts'
import { flagLimitsOf } from './settings.ts'

const limits = flagLimitsOf(sampleRules)
const totals = (...values: number[]) => new Map(values.map((value, index) => [`E${index + 1}`, exact(value)]))

describe('judges', () => {
  it('are outliers past 30% of the mean of the others, signed, not at it', () => {
    // Others of E5: 80; 43 is 46.25% below. Others of E4: 67.25; 94 is 39.8% above.
    expect(flagOutliers('B1', totals(73, 83, 70, 94, 43), limits)).toEqual([
      { kind: 'judgeOutlier', bid: 'B1', judge: 'E4', deviationPct: '39.8' },
      { kind: 'judgeOutlier', bid: 'B1', judge: 'E5', deviationPct: '-46.3' },
    ])
    expect(flagOutliers('B1', totals(60, 60, 78), limits)).toEqual([])
    expect(flagOutliers('B1', totals(60, 60, 79), limits)).toHaveLength(1)
  })

  it('are told apart from zeros too, and one alone is never an outlier', () => {
    expect(flagOutliers('B1', totals(0, 0, 5), limits)).toContainEqual({
      kind: 'judgeOutlier',
      bid: 'B1',
      judge: 'E3',
      deviationPct: null,
    })
    expect(flagOutliers('B1', totals(0, 0, 0), limits)).toEqual([])
    expect(flagOutliers('B1', totals(50), limits)).toEqual([])
  })

  it('may be lenient or harsh, measured on the bids they scored', () => {
    const bids = [
      totals(40, 30, 35),
      new Map([
        ['E1', exact(45)],
        ['E2', exact(35)],
      ]),
    ]
    expect(judgeBiases(bids, exact(50)).get('E1')?.toFixed()).toBe('10')
    expect(flagBiases(bids, exact(50), limits)).toEqual([])
    expect(flagBiases(bids, exact(50), flagLimitsOf({ ...sampleRules, flagLimits: { judgeBias: '9.99' } }))).toEqual([
      { kind: 'judgeBias', judge: 'E1', points: '10.00' },
      { kind: 'judgeBias', judge: 'E2', points: '-10.00' },
    ])
  })
})

describe('a split bid', () => {
  it('is flagged by range or deviation, on 0-100', () => {
    expect(flagSplit('B1', totals(73, 83, 70, 94, 43), exact(100), limits)).toEqual([
      { kind: 'splitItem', bid: 'B1', range: '51.00', sd: '19.03' },
    ])
    expect(flagSplit('B1', totals(60, 85), exact(100), limits)).toHaveLength(1)
    expect(flagSplit('B1', totals(60, 72, 85), exact(100), limits)).toEqual([])
    expect(flagSplit('B1', totals(10, 16), exact(20), limits)).toHaveLength(1)
  })
})

describe('an abnormally low price', () => {
  const prices = (...list: number[]) => list.map((price, index) => ({ id: `B${index + 1}`, priceFen: exact(price) }))

  it('is below half of the mean, half of the next lowest, or 45% of the ceiling', () => {
    expect(flagLowPrices(prices(40, 90, 110), exact(100), limits)).toEqual([
      { kind: 'abnormallyLowPrice', bid: 'B1', against: 'nextLowest', pct: '44.4' },
      { kind: 'abnormallyLowPrice', bid: 'B1', against: 'ceiling', pct: '40.0' },
    ])
    expect(
      flagLowPrices(prices(30, 90, 120), undefined, limits).map((flag) => 'against' in flag && flag.against),
    ).toEqual(['mean', 'nextLowest'])
  })

  it('is not at those marks, nor alone', () => {
    expect(flagLowPrices(prices(45, 90), exact(100), limits)).toEqual([])
    expect(flagLowPrices(prices(45), undefined, limits)).toEqual([])
    expect(flagLowPrices([], exact(100), limits)).toEqual([])
  })
})
