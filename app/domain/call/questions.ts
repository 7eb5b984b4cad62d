import { endOfTerm } from '../rule-book/deadline.ts'
import { periodOf, type RuleBook } from '../rule-book/rule-book.ts'
import { compareDays, type Day, dayOf } from '../shared/day.ts'
import type { WorkingCalendar } from '../shared/working-days.ts'

/** The last day for questions by the book; undefined when it cannot be counted: then they are taken until the deadline. */
export function lastDayForQuestions(
  book: Pick<RuleBook, 'periods'>,
  bidDeadlineAt: Date,
  calendar: WorkingCalendar,
): Day | undefined {
  const rule = periodOf(book, 'questions')
  if (rule === undefined) return undefined
  const end = endOfTerm(rule, dayOf(bidDeadlineAt), calendar)
  return end.ok ? end.day : undefined
}

export const takesQuestions = (
  call: { state: string; bidDeadlineAt: Date; isSuspended: boolean },
  last: Day | undefined,
  now: Date,
): boolean =>
  call.state === 'PUBLISHED' &&
  !call.isSuspended &&
  now.getTime() < call.bidDeadlineAt.getTime() &&
  (last === undefined || compareDays(dayOf(now), last) <= 0)
