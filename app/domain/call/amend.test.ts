import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { ruleBooks } from '#prisma/rule-books/index.ts'
import { addDays, at, toDay } from '../shared/day.ts'
import { workingCalendar } from '../shared/working-days.ts'
import { type Amendable, decideAmendment, isMaterial, suspendedDays } from './amend.ts'
import type { CallMethod } from './terms.ts'

const before: Amendable = {
  summary: 's',
  requirement: 'r',
  beneficiaries: 'b',
  ceiling_fen: '100',
  bid_deadline_at: at('2026-03-20T17:00').toISOString(),
  starts_on: toDay('2026-05-01'),
  ends_on: toDay('2026-12-31'),
}
const bookOf = (method: CallMethod) => {
  const book = ruleBooks.find((one) => one.method === method)
  if (book === undefined) throw new Error(method)
  return book
}
const decide = (changes: Partial<Amendable>, today: string, method: CallMethod = 'COMPETITIVE_CONSULTATION') => {
  const outcome = decideAmendment(
    before,
    { ...before, ...changes },
    {
      book: bookOf(method),
      calendar: workingCalendar([], [2026]),
      today: toDay(today),
      budgetFen: 100n,
      milestones: [{ dueOn: toDay('2026-12-31') }],
    },
  )
  return outcome.ok
    ? Object.keys(outcome.changes).join()
    : `${outcome.refusal.code} ${JSON.stringify(outcome.refusal.data ?? {})}`
}
const until = (text: string) => ({ bid_deadline_at: at(text).toISOString() })

describe('an amendment', () => {
  it('leaves bidders the time of the book, or moves the deadline', () => {
    expect(decide({ requirement: 'r2' }, '2026-03-15')).toBe('requirement')
    expect(decide({ requirement: 'r2' }, '2026-03-16')).toBe('call.deadline-must-move {"earliest":"2026-03-21"}')
    expect(decide({ requirement: 'r2', ...until('2026-03-21T17:00') }, '2026-03-16')).toBe(
      'requirement,bid_deadline_at',
    )
    expect(decide({ requirement: 'r2' }, '2026-03-06', 'OPEN_TENDER')).toBe(
      'call.deadline-must-move {"earliest":"2026-03-21"}',
    )
    expect(decide({ requirement: 'r2' }, '2026-03-17', 'VENTURE_CALL')).toBe('requirement')
  })

  it('may give more time on the last day, and never less', () => {
    expect(decide(until('2026-03-27T17:00'), '2026-03-20')).toBe('bid_deadline_at')
    expect(decide(until('2026-03-19T17:00'), '2026-03-02')).toBe('call.deadline-earlier {}')
  })

  it('keeps the call whole', () => {
    expect(decide({}, '2026-03-02')).toBe('call.nothing-changed {}')
    expect(decide({ ceiling_fen: '101' }, '2026-03-02')).toBe('call.ceiling-over-budget {}')
    expect(decide(until('2026-05-02T17:00'), '2026-03-02')).toBe('call.starts-before-deadline {}')
    expect(decide({ ends_on: toDay('2026-12-30') }, '2026-03-02')).toBe('call.milestones-outside {}')
    expect(decide({ ends_on: toDay('2026-04-30') }, '2026-03-02')).toBe('call.ends-before-start {}')
  })

  it('asks for another look at sealed bids when more than the time changes', () => {
    expect(isMaterial({ bid_deadline_at: { from: 'a', to: 'b' } })).toBe(false)
    expect(isMaterial({ bid_deadline_at: { from: 'a', to: 'b' }, summary: { from: 'a', to: 'b' } })).toBe(true)
  })
})

test('what is accepted on a day is accepted on every day before it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 18 }), fc.integer({ min: 0, max: 18 }), (late, earlier) => {
      const on = (count: number) => decide({ requirement: 'r2' }, addDays(toDay('2026-03-02'), count))
      if (on(late) === 'requirement') expect(on(Math.max(0, late - earlier))).toBe('requirement')
    }),
  )
})

test('a part of a day counts as a day', () => {
  expect(suspendedDays(at('2026-03-02T09:00'), at('2026-03-02T09:01'))).toBe(1)
  expect(suspendedDays(at('2026-03-02T09:00'), at('2026-03-03T09:00'))).toBe(1)
  expect(suspendedDays(at('2026-03-02T09:00'), at('2026-03-03T09:01'))).toBe(2)
})
