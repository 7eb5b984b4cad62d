import { expect, test } from 'vitest'
import { toFen } from '../shared/money.ts'
import { splitByLeft, splitByShares, type Part } from './split.ts'

const sum = (parts: readonly Part[]) => parts.reduce((total, { amountFen }) => total + amountFen, 0n)
const of = (parts: readonly Part[], part: string) => parts.find((each) => each.part === part)?.amountFen ?? 0n

test('sixty to forty of one yuan and one fen: the fen goes to the larger remainder', () => {
  const shares = [
    { part: 'city', weight: 6000 },
    { part: 'town', weight: 4000 },
  ]
  expect(splitByShares(101n, shares)).toEqual([
    { part: 'city', amountFen: 61n },
    { part: 'town', amountFen: 40n },
  ])
  expect(splitByShares(1n, shares)).toEqual([{ part: 'city', amountFen: 1n }])
})

test('one source gives all of it', () => {
  expect(splitByShares(123n, [{ part: '', weight: 10_000 }])).toEqual([{ part: '', amountFen: 123n }])
  expect(splitByLeft(123n, [{ part: '', amountFen: toFen(500n) }])).toEqual([{ part: '', amountFen: 123n }])
})

test('what no source has falls on the first account, which refuses it', () => {
  const left = [
    { part: 'city', amountFen: toFen(0n) },
    { part: 'town', amountFen: toFen(3n) },
  ]
  expect(splitByLeft(4n, left)).toEqual([{ part: 'town', amountFen: 4n }])
  expect(splitByLeft(4n, [])).toEqual([{ part: '', amountFen: 4n }])
})

/** A repeatable stand-in for chance: the minimal standard generator of Park and Miller. */
const chances = (seed: number) => {
  let state = seed
  return (below: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

test('ten thousand random splits into awards and tranches add up to the fen and never draw what a source does not have', () => {
  const chance = chances(20_261_122)
  let wrong = 0
  const must = (holds: boolean) => {
    if (!holds) wrong += 1
  }
  for (let run = 0; run < 10_000; run += 1) {
    const count = 1 + chance(5)
    const cuts = Array.from({ length: count - 1 }, () => 1 + chance(9_999)).sort((a, b) => a - b)
    const weights = [...cuts, 10_000].map((cut, index) => cut - (cuts[index - 1] ?? 0)).filter((weight) => weight > 0)
    const shares = weights.map((weight, index) => ({ part: `p${index}`, weight }))
    const budget = BigInt(1 + chance(1_000_000_000))
    const budgetParts = splitByShares(budget, shares)
    must(sum(budgetParts) === budget)
    for (const { part, weight } of shares) {
      const beyond = of(budgetParts, part) - (budget * BigInt(weight)) / 10_000n
      must(beyond === 0n || beyond === 1n)
    }
    // The budget is drawn in pieces, an award after another; the last takes what is left.
    let left = budgetParts
    while (sum(left) > 0n) {
      const rest = sum(left)
      const amount = chance(4) === 0 ? rest : 1n + BigInt(chance(Number(rest)))
      const drawn = splitByLeft(amount, left)
      must(sum(drawn) === amount)
      left = left.map(({ part, amountFen }) => ({ part, amountFen: toFen(amountFen - of(drawn, part)) }))
      must(left.every(({ amountFen }) => amountFen >= 0n))
    }
  }
  expect(wrong).toBe(0)
})
