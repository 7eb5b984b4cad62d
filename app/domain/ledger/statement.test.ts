import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { footing, isBalanced, trialColumns, trialTotals, withBalances } from './statement.ts'

const amount = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).filter((fen) => fen !== 0n)
const lines = fc.array(
  amount.map((amountFen) => ({ amountFen })),
  { maxLength: 60 },
)
const opening = fc.bigInt({ min: 0n, max: 10n ** 15n })

describe('a statement', () => {
  it('closes at its opening plus credits less debits, and the last running balance is the closing one', () => {
    fc.assert(
      fc.property(opening, lines, (openingFen, list) => {
        const foot = footing(openingFen, list)
        expect(foot.closingFen).toBe(openingFen + foot.creditFen - foot.debitFen)
        expect(withBalances(openingFen, list).at(-1)?.balanceFen ?? openingFen).toBe(foot.closingFen)
      }),
    )
  })

  it('has the same balances when it is cut into pages, and foots the same', () => {
    fc.assert(
      fc.property(opening, lines, fc.integer({ min: 0, max: 60 }), (openingFen, list, cut) => {
        const [first, rest] = [list.slice(0, cut), list.slice(cut)]
        const middle = footing(openingFen, first)
        expect([...withBalances(openingFen, first), ...withBalances(middle.closingFen, rest)]).toEqual(
          withBalances(openingFen, list),
        )
        expect(footing(middle.closingFen, rest).closingFen).toBe(footing(openingFen, list).closingFen)
      }),
    )
  })

  it('cut into periods, each opens where the one before closed', () => {
    expect(footing(100n, [{ amountFen: -50n }, { amountFen: 30n }])).toEqual({
      openingFen: 100n,
      debitFen: 30n,
      creditFen: 50n,
      closingFen: 120n,
    })
  })
})

describe('a trial balance', () => {
  const transfer = fc.record({ from: fc.nat(7), to: fc.nat(7), fen: fc.bigInt({ min: 1n, max: 10n ** 15n }) })
  /** Eight accounts after these transfers. */
  const after = (transfers: readonly { from: number; to: number; fen: bigint }[], start?: bigint[]) =>
    Array.from({ length: 8 }, (_, index) => ({
      openingFen: start?.[index] ?? 0n,
      debitFen: transfers.filter(({ from }) => from === index).reduce((sum, { fen }) => sum + fen, 0n),
      creditFen: transfers.filter(({ to }) => to === index).reduce((sum, { fen }) => sum + fen, 0n),
    }))

  it('of double entries sums to zero at its opening, in its movements and at its close', () => {
    fc.assert(
      fc.property(fc.array(transfer, { maxLength: 30 }), fc.array(transfer, { maxLength: 30 }), (before, during) => {
        const start = after(before).map(({ debitFen, creditFen }) => debitFen - creditFen)
        expect(isBalanced(trialTotals(after(during, start)))).toBe(true)
      }),
    )
  })

  it('shows a balance on one side', () => {
    fc.assert(
      fc.property(amount, fc.bigInt({ min: 0n, max: 10n ** 9n }), (openingFen, debitFen) => {
        const columns = trialColumns({ openingFen, debitFen, creditFen: 0n })
        expect(columns.openingDebitFen * columns.openingCreditFen).toBe(0n)
        expect(columns.closingDebitFen * columns.closingCreditFen).toBe(0n)
        expect(columns.closingDebitFen - columns.closingCreditFen).toBe(openingFen + debitFen)
      }),
    )
  })

  it('shows money that went missing', () => {
    expect(isBalanced(trialTotals([{ openingFen: 5n, debitFen: 0n, creditFen: 0n }]))).toBe(false)
  })
})
