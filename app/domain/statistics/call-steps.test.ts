import { expect, it } from 'vitest'
import { toDay } from '../shared/day.ts'
import { type CallDays, medianDays, medianWhole, stepDays, sumRungs, wholeDays } from './call-steps.ts'

const days = (over: Partial<Record<keyof CallDays, string>>): CallDays => {
  const day = (text: string | undefined) => (text === undefined ? null : toDay(text))
  return {
    published: day(over.published),
    deadline: day(over.deadline),
    opened: day(over.opened),
    result: day(over.result),
    award: day(over.award),
    contract: day(over.contract),
    paid: day(over.paid),
  }
}
const quick = days({
  published: '2026-03-01',
  deadline: '2026-03-21',
  opened: '2026-03-21',
  result: '2026-03-25',
  award: '2026-04-02',
  contract: '2026-04-10',
  paid: '2026-07-01',
})
const slow = days({ published: '2026-03-01', deadline: '2026-03-31', opened: '2026-04-02', result: '2026-04-20' })

it('counts calendar days from one moment to the next', () => {
  expect(stepDays(quick)).toEqual({ deadline: 20, opened: 0, result: 4, award: 8, contract: 8, paid: 82 })
  expect(wholeDays(quick)).toBe(122)
})

it('knows nothing of steps that are not over, nor of days that run backwards', () => {
  expect(stepDays(slow)).toEqual({ deadline: 30, opened: 2, result: 18, award: null, contract: null, paid: null })
  expect(wholeDays(slow)).toBeNull()
  expect(stepDays(days({ award: '2026-04-02', contract: '2026-04-01' })).contract).toBeNull()
})

it('takes the middle call of those that came so far', () => {
  expect(medianDays([quick, slow])).toEqual({ deadline: 25, opened: 1, result: 11, award: 8, contract: 8, paid: 82 })
  expect(medianWhole([quick, slow])).toBe(122)
  expect(medianWhole([])).toBeNull()
})

it('adds up how far bids came', () => {
  const rungs = { sealed: 4, valid: 3, scored: 3, awarded: 1, contracted: 1, paid: 0 }
  expect(sumRungs([rungs, { ...rungs, paid: 1 }])).toEqual({
    sealed: 8,
    valid: 6,
    scored: 6,
    awarded: 2,
    contracted: 2,
    paid: 1,
  })
})
