import { addDays, compareDays, type Day, toDay, yearOf } from '../shared/day.ts'
import { ok, type Outcome } from '../shared/outcome.ts'
import { addWorkingDays, rollForward, type WorkingCalendar } from '../shared/working-days.ts'
import type { Period, PeriodCode, RuleBook, RuleEvent } from './rule-book.ts'

/**
 * The day a term ends: the day of the event is not counted; a last day on a holiday rolls forward (财政部令第94号 art. 42-43,
 * 第87号 art. 85-86). A term counted backward ends so long before its event that all of it is given: it does not roll.
 * Refused `calendar.year-not-loaded` rather than guessed.
 */
export function endOfTerm(
  { direction, length, unit }: Period,
  event: Day,
  calendar: WorkingCalendar,
): Outcome<{ day: Day }> {
  if (unit === 'year') return ok({ day: addYears(event, length) })
  if (unit === 'working') return addWorkingDays(event, direction === 'before' ? -length : length, calendar)
  if (direction === 'before') return ok({ day: addDays(event, -length) })
  return rollForward(addDays(event, length), calendar)
}

/** The 29th of February becomes the 28th in a common year. */
function addYears(day: Day, years: number): Day {
  const [, month, date] = day.split('-')
  const year = String(yearOf(day) + years).padStart(4, '0')
  return month === '02' && date === '29' && !isLeap(Number(year))
    ? toDay(`${year}-02-28`)
    : toDay(`${year}-${month}-${date}`)
}
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

export type Deadline = {
  code: PeriodCode
  rule: Period
  /** Undefined: the event has not happened. */
  from: Day | undefined
  /** Undefined where `from` is, and where the working days of that year are not loaded. */
  day: Day | undefined
  /** The year whose working days must be loaded before the day can be told. */
  missingYear: number | undefined
}

/** Every term of a book against what has happened so far, soonest first; those not yet running last. */
export function deadlinesOf(
  { periods }: Pick<RuleBook, 'periods'>,
  events: Partial<Record<RuleEvent, Day>>,
  calendar: WorkingCalendar,
): Deadline[] {
  return periods
    .map((rule): Deadline => {
      const from = events[rule.from]
      if (from === undefined) return { code: rule.code, rule, from, day: undefined, missingYear: undefined }
      const end = endOfTerm(rule, from, calendar)
      const missingYear = end.ok ? undefined : Number(end.refusal.data?.['year'])
      return { code: rule.code, rule, from, day: end.ok ? end.day : undefined, missingYear }
    })
    .toSorted((a, b) =>
      a.day === undefined || b.day === undefined
        ? Number(a.day === undefined) - Number(b.day === undefined)
        : compareDays(a.day, b.day),
    )
}
