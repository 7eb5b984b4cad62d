import { describe, expect, it } from 'vitest'
import { available, noTotals, projectMoney } from './figures.ts'

const call = { ...noTotals, postedCredit: 500_000_00n, postedDebit: 486_000_00n }

describe('projectMoney', () => {
  it('shows a fresh contract as promised and wholly left', () => {
    expect(projectMoney(call, { ...noTotals, postedCredit: 486_000_00n })).toEqual({
      appropriatedFen: 500_000_00n,
      committedFen: 486_000_00n,
      heldFen: 0n,
      releasedFen: 0n,
      leftFen: 486_000_00n,
    })
  })

  it('keeps committed = released + left, whatever is held', () => {
    const award = { ...noTotals, postedCredit: 486_000_00n, postedDebit: 243_000_00n, pendingDebit: 194_400_00n }
    const money = projectMoney(call, award)
    expect(money.heldFen).toBe(194_400_00n)
    expect(money.releasedFen + money.leftFen).toBe(money.committedFen)
  })

  it('is all zero before anything is posted', () => {
    expect(new Set(Object.values(projectMoney(noTotals, noTotals)))).toEqual(new Set([0n]))
  })
})

describe('available', () => {
  it('counts held money as gone', () => {
    expect(available({ postedCredit: 10_000n, postedDebit: 3_000n, pendingDebit: 3_000n, pendingCredit: 0n })).toBe(
      4_000n,
    )
  })
})
