import { describe, expect, test } from 'vitest'
import { type FlaggedBid, redFlags } from './red-flags.ts'

const call = {
  publishedAt: new Date('2026-03-02T01:00:00Z'),
  bidDeadlineAt: new Date('2026-03-22T09:00:00Z'),
  documentsAt: [],
}
const bid = (bidId: string, over: Partial<FlaggedBid> = {}): FlaggedBid => ({
  bidId,
  organizationId: `o-${bidId}`,
  priceFen: null,
  isRejected: false,
  contactPhone: '',
  address: '',
  fileAuthors: [],
  earlierBids: 0,
  earlierWins: 0,
  ...over,
})
const priced = (...prices: bigint[]) => prices.map((priceFen, index) => bid(`b${index}`, { priceFen }))
const kinds = (bids: FlaggedBid[], over = {}) =>
  redFlags({ ...call, ...over }, bids).map(({ kind, bidIds }) => [kind, ...bidIds])

describe('red flags', () => {
  test('an ordinary call has none', () => {
    expect(kinds(priced(100n, 104n, 98n, 101n, 99n))).toEqual([])
    expect(kinds([])).toEqual([])
  })
  test('one bid; all but one rejected; the lowest rejected', () => {
    expect(kinds([bid('a')])).toEqual([['singleBid', 'a']])
    expect(kinds([bid('a'), bid('b', { isRejected: true }), bid('c', { isRejected: true })])).toEqual([
      ['allButOneRejected', 'a'],
    ])
    expect(kinds([bid('a', { priceFen: 90n, isRejected: true }), ...priced(100n, 101n)])).toEqual([
      ['lowestRejected', 'a'],
    ])
  })
  test('prices that are the same, and prices outside the fences, to the fen', () => {
    expect(kinds(priced(100n, 100n, 101n))).toEqual([['identicalPrices', 'b0', 'b1']])
    // Q1 = 100, Q3 = 110 of the five: fences at 85 and 125.
    expect(kinds(priced(85n, 100n, 105n, 110n, 125n))).toEqual([])
    expect(kinds(priced(84n, 100n, 105n, 110n, 126n))).toEqual([
      ['priceGapLow', 'b0'],
      ['priceGapHigh', 'b4'],
    ])
    expect(kinds(priced(1n, 100n, 105n, 1000n))).toEqual([])
  })
  test('a telephone, an address or a pair of hands that two bids share; an empty one is shared with nobody', () => {
    const shared = [
      bid('a', { contactPhone: '021-1234 5678', fileAuthors: ['x', 'y'] }),
      bid('b', { contactPhone: '02112345678', address: '甲路 1 号' }),
      bid('c', { address: '甲路1号', fileAuthors: ['y'] }),
    ]
    expect(kinds(shared)).toEqual([
      ['sharedContact', 'a', 'b'],
      ['sharedContact', 'b', 'c'],
      ['sharedAuthor', 'a', 'c'],
    ])
  })
  test('who always bids and never wins, from the fifth time on', () => {
    expect(
      kinds([bid('a', { earlierBids: 5 }), bid('b', { earlierBids: 4 }), bid('c', { earlierBids: 9, earlierWins: 1 })]),
    ).toEqual([['alwaysLoser', 'a']])
  })
  test('documents put up in the second half of the time for bidding', () => {
    const documentsAt = [new Date('2026-03-12T04:59:00Z'), new Date('2026-03-19T09:00:00Z')]
    expect(redFlags({ ...call, documentsAt }, [])).toEqual([
      { kind: 'lateDocuments', source: 'sas24-3-10', bidIds: [], values: { count: '1', days: '3' } },
    ])
  })
})
