import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DecisionRules, RecordBid } from './decision-record.ts'
import { comparedPriceFen, scorePrices } from './price-score.ts'
import { rounder } from './rounding.ts'

const round = rounder({ mode: 'halfUp', decimals: 2, at: 'everyStep' })
const bid = (id: string, priceFen: RecordBid['priceFen'], rest: Partial<RecordBid> = {}): RecordBid => ({
  id,
  ...(priceFen === undefined ? {} : { priceFen }),
  scores: {},
  ...rest,
})
const priced = (
  maxPoints: number,
  scaleMode: DecisionRules['scaleMode'] = 'points',
  formula: 'lowestOverBid' | 'fixedPrice' | 'noPrice' = 'lowestOverBid',
) => ({ scaleMode, criteria: [{ id: 'price', title: 'Price', kind: 'price' as const, maxPoints, formula }] })

describe('price score', () => {
  const bids = [bid('A', '100000000'), bid('B', 80_000_000), bid('C', '120000000')]
  const scores = (rules: ReturnType<typeof priced>, list = bids) => {
    const { scoreOf, basePriceFen } = scorePrices(rules, list, round)
    return { scores: list.map((entry) => scoreOf(entry).toFixed(2)), base: basePriceFen?.toFixed() }
  }

  it('is base over price times points', () => {
    expect(scores(priced(10))).toEqual({ scores: ['8.00', '10.00', '6.67'], base: '80000000' })
  })

  it('is scored on 0-100 and then weighted under percentTimesWeight', () => {
    // 66.67 x 30% = 20.001, where points would give 20.00 at once: the steps differ, the rules say which.
    expect(scores(priced(30, 'percentTimesWeight')).scores).toEqual(['24.00', '30.00', '20.00'])
  })

  it('earns nothing where the price is fixed or absent, and needs no price', () => {
    const unpriced = [bid('A', null), bid('B', undefined)]
    for (const formula of ['fixedPrice', 'noPrice'] as const)
      expect(scores(priced(10, 'points', formula), unpriced)).toEqual({ scores: ['0.00', '0.00'], base: undefined })
    expect(scorePrices({ scaleMode: 'points', criteria: [] }, bids, round).basePriceFen).toBeUndefined()
  })

  it('may weigh nothing', () => {
    expect(scores(priced(0)).scores).toEqual(['0.00', '0.00', '0.00'])
  })

  it('deducts for a small enterprise before the base is taken', () => {
    const small = bid('S', '100000000', { hostKind: 'smallEnterprise', priceDeductionPct: '10' })
    expect(comparedPriceFen(small)?.toFixed()).toBe('90000000')
    expect(scores(priced(10), [small, bid('B', '95000000')])).toEqual({ scores: ['10.00', '9.47'], base: '90000000' })
  })

  it('gives the lowest price all points and nobody more; a lower price never scores less', () => {
    const prices = fc.array(fc.bigInt({ min: 1n, max: 10n ** 15n }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(prices, (list) => {
        const sorted = list
          .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
          .map((price, index) => bid(`B${index}`, String(price)))
        const { scoreOf } = scorePrices(priced(30), sorted, round)
        const points = sorted.map((entry) => scoreOf(entry))
        expect(points[0]?.toFixed()).toBe('30')
        points.reduce((higher, lower) => {
          expect(lower.lte(higher)).toBe(true)
          return lower
        })
      }),
    )
  })
})
