import { endOfTerm } from '../rule-book/deadline.ts'
import { periodOf, type RuleBook, type RuleEvent } from '../rule-book/rule-book.ts'
import { type Day, endOfDay, startOfDay } from '../shared/day.ts'
import type { WorkingCalendar } from '../shared/working-days.ts'
import type { CallState } from './lifecycle.ts'

/**
 * What falls due in a call by itself.
 * - bidDeadline: bids can be opened from now on.
 * - questionsEnd: the last day for questions has begun.
 * - decisionLate: the term for the decision is over and there is no award.
 */
export const dueKinds = ['bidDeadline', 'questionsEnd', 'decisionLate'] as const
export type DueKind = (typeof dueKinds)[number]

type Facts = {
  state: CallState
  bidDeadlineAt: Date
  events: Partial<Record<RuleEvent, Day>>
}

/** Nine in the morning: an hour at which a letter is read. */
const morning = (day: Day) => new Date(startOfDay(day).getTime() + 9 * 60 * 60 * 1000)

/** When each thing falls due, as far as the call has come. A term in a year whose working days are not known is left out. */
export function dueEventsOf(
  { state, bidDeadlineAt, events }: Facts,
  book: Pick<RuleBook, 'periods'>,
  calendar: WorkingCalendar,
): { kind: DueKind; dueAt: Date }[] {
  const dayOfTerm = (code: 'questions' | 'decision'): Day | undefined => {
    const rule = periodOf(book, code)
    const from = rule === undefined ? undefined : events[rule.from]
    if (rule === undefined || from === undefined) return undefined
    const end = endOfTerm(rule, from, calendar)
    return end.ok ? end.day : undefined
  }
  if (state === 'PUBLISHED') {
    const lastForQuestions = dayOfTerm('questions')
    return [
      { kind: 'bidDeadline', dueAt: bidDeadlineAt },
      ...(lastForQuestions === undefined ? [] : [{ kind: 'questionsEnd' as const, dueAt: morning(lastForQuestions) }]),
    ]
  }
  if (state !== 'SCORED') return []
  const lastForDecision = dayOfTerm('decision')
  return lastForDecision === undefined ? [] : [{ kind: 'decisionLate', dueAt: endOfDay(lastForDecision) }]
}

/** Whether it still matters when its hour has come: a call that has moved on needs no reminder. */
export const isStillDue = (kind: DueKind, state: CallState): boolean =>
  kind === 'decisionLate' ? state === 'SCORED' : state === 'PUBLISHED'
