import { expect, test } from 'vitest'
import { type AssemblyRule, judge, reaching } from './assembly.ts'

const half = { num: 1, den: 2, strict: true }
const residents: AssemblyRule = { quorum: half, majority: half }
const villagers: AssemblyRule = { quorum: { num: 2, den: 3, strict: false }, majority: half }
const votes = (entitled: number, present: number, votesFor: number) => ({
  entitled,
  present,
  votesFor,
  votesAgainst: present - votesFor,
  abstained: 0,
})

test('more than half is one more than half; at least two thirds is two thirds', () => {
  expect([99, 100, 101].map((whole) => reaching(whole, half))).toEqual([50, 51, 51])
  expect([98, 99, 100].map((whole) => reaching(whole, villagers.quorum))).toEqual([66, 66, 67])
})

test.each([
  [residents, votes(100, 50, 50), false, false],
  [residents, votes(100, 51, 25), true, false],
  [residents, votes(100, 51, 26), true, true],
  [villagers, votes(30, 19, 19), false, false],
  [villagers, votes(30, 20, 10), true, false],
  [villagers, votes(30, 20, 11), true, true],
] as const)(
  '%#: too few present decide nothing; half of those present is not a majority',
  (rule, cast, quorate, passes) => {
    expect(judge(rule, cast)).toMatchObject({ isQuorate: quorate, passes })
  },
)

test('who abstains was present: the majority is of all who came', () => {
  const cast = { entitled: 10, present: 10, votesFor: 5, votesAgainst: 0, abstained: 5 }
  expect(judge(residents, cast).passes).toBe(false)
})
