import { expect, test } from 'vitest'
import { toDay } from '../shared/day.ts'
import { toFen } from '../shared/money.ts'
import { type LeftMilestone, planHandover } from './plan.ts'

const left = (...amounts: bigint[]): LeftMilestone[] =>
  amounts.map((fen, index) => ({
    title: `m${index}`,
    deliverable: '',
    amountFen: toFen(fen),
    indicators: [],
    criteria: [],
    evidence: [],
  }))
const on = { startsOn: toDay('2026-07-01'), endsOn: toDay('2026-12-31') }
const days = [toDay('2026-09-01'), toDay('2026-12-01')]

test('what is handed over adds up, whatever is left of each', () => {
  const planned = planHandover(left(300n, 700n), { ...on, amountFen: toFen(333n), days })
  expect(planned.ok && planned.plan.map(({ amountFen }) => amountFen)).toEqual(['100', '233'])
})
test('a share of less than a fen goes to nobody', () => {
  const planned = planHandover(left(1n, 999n), { ...on, amountFen: toFen(10n), days })
  expect(planned.ok && planned.plan.map(({ title, amountFen }) => [title, amountFen])).toEqual([['m1', '10']])
})
test('every day lies in the new term', () => {
  expect(
    planHandover(left(1n, 2n), { ...on, amountFen: toFen(3n), days: [toDay('2026-09-01'), toDay('2027-01-01')] }),
  ).toMatchObject({
    refusal: { code: 'handover.day-outside', field: 'days[1]' },
  })
  expect(planHandover([], { ...on, amountFen: toFen(3n), days: [] })).toMatchObject({
    refusal: { code: 'handover.nothing-left' },
  })
})
