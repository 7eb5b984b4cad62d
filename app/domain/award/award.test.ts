import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toFen } from '../shared/money.ts'
import { decideAward } from './decide-award.ts'
import { contractNumber, projectNumber } from './numbers.ts'
import { planTranches } from './plan-tranches.ts'

const bid = (bidId: string, rank: number | null, priceFen: bigint | null = null) => ({ bidId, rank, priceFen })
const limits = { ceilingFen: 100n, grantedFen: undefined }

describe('who is awarded, and how much', () => {
  test('the first in rank, at the price it named, whatever amount was typed', () => {
    const decision = decideAward([bid('b', 2, 10n), bid('a', 1, 90n)], { ...limits, grantedFen: 50n })
    expect(decision).toEqual({ ok: true, bidId: 'a', amountFen: 90n })
  })
  test('where no price was asked, the amount granted', () => {
    expect(decideAward([bid('a', 1)], { ...limits, grantedFen: 100n })).toMatchObject({ amountFen: 100n })
    expect(decideAward([bid('a', 1)], limits)).toMatchObject({ refusal: { code: 'award.no-amount', field: 'amount' } })
    expect(decideAward([bid('a', 1)], { ...limits, grantedFen: 0n })).toMatchObject({
      refusal: { code: 'award.no-amount' },
    })
  })
  test('never above the ceiling', () => {
    expect(decideAward([bid('a', 1)], { ...limits, grantedFen: 101n })).toMatchObject({
      refusal: { code: 'award.over-ceiling', field: 'amount' },
    })
    expect(decideAward([bid('a', 1, 101n)], limits)).toEqual({ ok: false, refusal: { code: 'award.over-ceiling' } })
  })
  test('nobody first, or two first, is no award', () => {
    expect(decideAward([bid('a', null, 1n)], limits)).toMatchObject({ refusal: { code: 'award.no-winner' } })
    expect(decideAward([bid('a', 1, 1n), bid('b', 1, 1n)], limits)).toMatchObject({ refusal: { code: 'award.tied' } })
  })
})

describe('tranches', () => {
  test('add up to the award for every amount and every plan', () => {
    const plan = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 15n }),
        plan.filter((shares) => shares.some((share) => share > 0)),
        (amount, shares) => {
          const parts = planTranches(toFen(amount), shares)
          expect(parts.reduce((sum, part) => sum + (part ?? 0n), 0n)).toBe(amount)
          expect(parts.every((part) => part === undefined || part > 0n)).toBe(true)
          shares.forEach((share, index) => share > 0 || expect(parts[index]).toBeUndefined())
        },
      ),
    )
  })
  test('a milestone without a share carries no money', () => {
    expect(planTranches(toFen(100n), [5000, 0, 5000])).toEqual([50n, undefined, 50n])
  })
})

test('numbers as people read them out', () => {
  expect(contractNumber(2026, 7)).toBe('HT-2026-0007')
  expect(projectNumber(2026, 12345)).toBe('XM-2026-12345')
})
