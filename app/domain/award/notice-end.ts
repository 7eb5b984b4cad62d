import { deadlinesOf } from '../rule-book/deadline.ts'
import { periodOf, type RuleBook } from '../rule-book/rule-book.ts'
import { endOfTerm } from '../rule-book/deadline.ts'
import { addDays, type Day, startOfDay } from '../shared/day.ts'
import { type Outcome, ok, refuse } from '../shared/outcome.ts'
import type { WorkingCalendar } from '../shared/working-days.ts'

export type NoticeTerms = {
  /** The notice's last day, and the instant at which it is over. */
  endsOn: Day
  endsAt: Date
  /** The last day on which the result can be objected to; undefined where that year's working days are not loaded. */
  objectUntil: Day | undefined
}

/** The terms of a notice that becomes public on this day, by the call's book (87号令 art. 69). Refused rather than guessed. */
export function noticeTerms(book: RuleBook, noticedOn: Day, calendar: WorkingCalendar): Outcome<NoticeTerms> {
  const rule = periodOf(book, 'resultNotice')
  if (rule === undefined) return refuse('award.no-notice-rule')
  const end = endOfTerm(rule, noticedOn, calendar)
  if (!end.ok) return end
  const events = { resultNoticed: noticedOn, noticeEnded: end.day }
  const objection = deadlinesOf(book, events, calendar).find(({ code }) => code === 'objectionToResult')
  return ok({ endsOn: end.day, endsAt: startOfDay(addDays(end.day, 1)), objectUntil: objection?.day })
}
