import { describe, expect, it } from 'vitest'
import { validateCriteria } from './criteria.ts'
import type { Criterion } from './decision-record.ts'

const leaf = (id: string, maxPoints: number | string, rest: Partial<Criterion> = {}): Criterion => ({
  id,
  title: id,
  kind: 'subjective',
  maxPoints,
  ...rest,
})
const price = (maxPoints: number, formula: NonNullable<Criterion['formula']> = 'lowestOverBid') =>
  leaf('price', maxPoints, { kind: 'price', formula })
const check = (criteria: Criterion[], limits?: Parameters<typeof validateCriteria>[1]) =>
  validateCriteria({ scaleMode: 'points', criteria }, limits)

describe("a call's criteria", () => {
  it('pass when they add up', () => {
    expect(check([leaf('a', '65.5'), leaf('b', '24.5'), price(10)], { priceWeight: { min: 10, max: 30 } })).toEqual([])
    expect(check([leaf('a', 40), leaf('b', 10)], { totalPoints: 50 })).toEqual([])
    expect(check([leaf('a', 100), price(0, 'fixedPrice')])).toEqual([])
  })

  it('must add up to the declared total', () => {
    expect(check([leaf('a', 80), price(10)])).toEqual([
      { code: 'criteria.total', field: 'criteria', data: { total: '90', expected: '100' } },
    ])
  })

  it('have ids of their own, on both levels', () => {
    const group: Criterion = { id: 'g', title: 'g', maxPoints: 50, subCriteria: [leaf('a', 5), leaf('b', 5)] }
    expect(check([leaf('a', 50), group])).toEqual([
      { code: 'criteria.id-repeated', field: 'criteria[1].subCriteria[0].id', data: { id: 'a' } },
    ])
  })

  it('have points, one price, and something for the panel', () => {
    expect(check([])).toMatchObject([{ code: 'criteria.none' }])
    expect(check([leaf('a', 0), leaf('b', 100)])).toMatchObject([
      { code: 'criteria.points-not-positive', field: 'criteria[0].maxPoints' },
    ])
    expect(check([leaf('a', 80), price(10), { ...price(10), id: 'p2' }])).toMatchObject([
      { code: 'criteria.price-repeated', field: 'criteria[2].kind' },
    ])
    expect(check([price(100)])).toMatchObject([{ code: 'criteria.nothing-scored' }])
  })

  it('keep the price within its bounds, counted against the declared total', () => {
    const limits = { priceWeight: { min: 10, max: 30 } }
    expect(check([leaf('a', 69), price(31)], limits)).toEqual([
      { code: 'criteria.price-weight', field: 'criteria[1].maxPoints', data: { weight: '31', min: '10', max: '30' } },
    ])
    expect(check([leaf('a', 91), price(9)], limits)).toMatchObject([{ code: 'criteria.price-weight' }])
    expect(check([leaf('a', 45), price(5)], { ...limits, totalPoints: 50 })).toEqual([])
    expect(check([leaf('a', 100), price(5, 'fixedPrice')], limits)).toEqual([])
  })
})
