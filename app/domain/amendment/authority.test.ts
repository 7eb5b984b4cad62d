import { describe, expect, test } from 'vitest'
import { type AmendmentRule, budgetAuthority, movedFen, sharedBps } from './authority.ts'

const rule: AmendmentRule = { noticeBps: 500, approvalBps: 1000 }
const lines = (...amounts: string[]) => amounts.map((amountFen, index) => ({ position: index + 1, amountFen }))

describe('how much agreement a shift takes', () => {
  // Of 1,000,000.01 yuan five percent are 50,000.0005: the fen below is a notice, the fen above is not.
  test.each([
    [0n, 100_000_000n, 'NOTICE'],
    [5_000_000n, 100_000_000n, 'NOTICE'],
    [5_000_001n, 100_000_000n, 'APPROVAL'],
    [10_000_000n, 100_000_000n, 'APPROVAL'],
    [10_000_001n, 100_000_000n, 'CONTRACT'],
    [5_000_000n, 100_000_001n, 'NOTICE'],
    [5_000_001n, 100_000_001n, 'APPROVAL'],
    [10_000_000n, 100_000_001n, 'APPROVAL'],
    [10_000_001n, 100_000_001n, 'CONTRACT'],
    [1n, 20n, 'NOTICE'],
    [1n, 19n, 'APPROVAL'],
    [1n, 10n, 'APPROVAL'],
    [1n, 9n, 'CONTRACT'],
  ] as const)('%i of %i fen: %s', (moved, amount, expected) =>
    expect(budgetAuthority(moved, amount, rule)).toBe(expected),
  )

  test('follows the rule it is given', () =>
    expect(budgetAuthority(4n, 100n, { noticeBps: 0, approvalBps: 300 })).toBe('CONTRACT'))
})

describe('what has moved', () => {
  test('is what grew, not what shrank', () =>
    expect(movedFen(lines('600', '300', '100'), lines('500', '340', '160'))).toBe(100n))
  test('is nothing where the lines are as they were', () =>
    expect(movedFen(lines('600', '400'), lines('600', '400'))).toBe(0n))
})

test('a share is never shown smaller than it is', () => {
  expect(sharedBps(5_000_000n, 100_000_000n)).toBe(500)
  expect(sharedBps(5_000_001n, 100_000_000n)).toBe(501)
})
