import { expect, test } from 'vitest'
import { toFen } from '../shared/money.ts'
import { contractLines } from './contract-lines.ts'

const line = (item: string, amountFen: bigint) => ({
  item,
  basis: '',
  amountFen,
  kind: item === 'people' ? ('STAFF' as const) : null,
})
const amounts = (...of: Parameters<typeof contractLines>) => contractLines(...of).map(({ amountFen }) => amountFen)

test('the lines of the bid, where they add up to the award', () =>
  expect(contractLines([line('people', 70n), line('rooms', 30n)], toFen(100n))).toEqual([
    { item: 'people', basis: '', amountFen: 70n, kind: 'STAFF' },
    { item: 'rooms', basis: '', amountFen: 30n, kind: null },
  ]))

test('what a review approved of each; a line that was struck out is not there', () =>
  expect(amounts([line('people', 70n), line('car', 30n)], toFen(60n), [60n, 0n])).toEqual([60n]))

test('another amount is shared among them to the fen', () => {
  expect(amounts([line('a', 1n), line('b', 1n), line('c', 1n)], toFen(100n))).toEqual([34n, 33n, 33n])
  expect(amounts([line('a', 50n), line('b', 50n)], toFen(99n))).toEqual([50n, 49n])
})

test('a bid without a budget gives a contract without one', () => {
  expect(amounts([], toFen(100n))).toEqual([])
  expect(amounts([line('a', 0n)], toFen(100n))).toEqual([])
})
