import { cite, type Citation } from '../rule-book/cite.ts'
import { endOfTerm } from '../rule-book/deadline.ts'
import type { Period, PeriodCode, RuleBook } from '../rule-book/rule-book.ts'
import { addDays, compareDays, type Day, dayOf, yearOf } from '../shared/day.ts'
import type { WorkingCalendar } from '../shared/working-days.ts'

/** Nobody can write a bid in less, and nothing published could be corrected. */
export const leastNoticeMs = 60 * 60 * 1000

export type ShortPeriod = {
  rule: Pick<Period, 'code' | 'length' | 'unit' | 'isStatutory'>
  citation: Citation
  /** Unknown while the working days of that year are not loaded. */
  earliest: Day | undefined
}

export type PeriodAnswer =
  | { verdict: 'past' | 'too-soon' }
  /** Terms of the book that end after the deadline; years whose notice must be loaded before a term can be told. */
  | { verdict: 'open'; short: ShortPeriod[]; missingYears: number[] }

/** What bidders are given at least between the call's publication and the deadline. */
const given: readonly PeriodCode[] = ['bidPeriod', 'documentOffer']

/**
 * Whether bidders get their time when the call is issued now, by the call's book. The day of issue is not counted; the day of
 * the deadline is; a term that ends on a holiday ends on the next working day (财政部令第87号 art. 85-86).
 */
export function checkBidPeriod(
  book: Pick<RuleBook, 'periods' | 'sources'>,
  deadlineAt: Date,
  now: Date,
  calendar: WorkingCalendar,
): PeriodAnswer {
  if (deadlineAt.getTime() <= now.getTime()) return { verdict: 'past' }
  if (deadlineAt.getTime() - now.getTime() < leastNoticeMs) return { verdict: 'too-soon' }
  const issuedOn = dayOf(now)
  const closesOn = dayOf(deadlineAt)
  const short: ShortPeriod[] = []
  const missingYears = new Set<number>()
  for (const rule of book.periods) {
    if (!given.includes(rule.code) || rule.bound !== 'atLeast' || rule.from !== 'callPublished') continue
    const end = endOfTerm(rule, issuedOn, calendar)
    // Without the year's notice only this much is certain: the term is no shorter than its days, counted plainly.
    const atLeast = end.ok ? end.day : addDays(issuedOn, rule.length)
    if (compareDays(closesOn, atLeast) < 0)
      short.push({ rule, citation: cite(book, rule), earliest: end.ok ? end.day : undefined })
    else if (!end.ok) missingYears.add(Number(end.refusal.data?.['year'] ?? yearOf(atLeast)))
  }
  return { verdict: 'open', short, missingYears: [...missingYears] }
}
