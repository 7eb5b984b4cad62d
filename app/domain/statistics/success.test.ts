import { expect, it } from 'vitest'
import { sizeOf, successOf } from './success.ts'

const bids = (organizations: number, each: number, awarded: number) =>
  Array.from({ length: organizations * each }, (_, index) => ({
    organizationId: `o${index % organizations}`,
    isAwarded: index < awarded,
  }))

it('counts bids and awards of enough organizations', () => {
  expect(successOf(bids(5, 2, 4))).toEqual({
    isTooFew: false,
    shown: { organizations: 5, bids: 10, awards: 4, rate: 40 },
  })
})

it('tells nothing of fewer than five organizations, however often they bid', () => {
  expect(successOf(bids(4, 10, 4))).toEqual({ isTooFew: true, shown: null })
  expect(successOf([])).toEqual({ isTooFew: false, shown: null })
})

it('puts every number of staff into one size', () => {
  expect([0, 1, 9, 10, 99, 100, 299, 300].map(sizeOf)).toEqual([
    'unknown',
    'micro',
    'micro',
    'small',
    'small',
    'medium',
    'medium',
    'large',
  ])
})
