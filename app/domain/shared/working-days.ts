import { addDays, weekday, yearOf, type Day } from './day.ts'
import { ok, refuse, type Outcome } from './outcome.ts'

/** One day that differs from its weekday: a holiday on a workday, or a make-up workday on a weekend (调休). */
export type CalendarRow = { day: Day; kind: 'OFF' | 'WORK'; name: string }

/** The State Council's yearly notices as a value. A year that is not in `years` is unknown, not free of holidays. */
export type WorkingCalendar = { years: ReadonlySet<number>; exceptions: ReadonlyMap<Day, CalendarRow> }

export const workingCalendar = (rows: Iterable<CalendarRow>, years: Iterable<number>): WorkingCalendar => ({
  years: new Set(years),
  exceptions: new Map(Array.from(rows, (row) => [row.day, row])),
})

/** Refused `calendar.year-not-loaded {year}` when the notice of that year is not known. */
export function isWorkingDay(day: Day, calendar: WorkingCalendar): Outcome<{ working: boolean }> {
  const year = yearOf(day)
  if (!calendar.years.has(year)) return refuse('calendar.year-not-loaded', { data: { year } })
  const exception = calendar.exceptions.get(day)
  return ok({ working: exception ? exception.kind === 'WORK' : weekday(day) <= 5 })
}

/**
 * The n-th working day after `day`, which itself is not counted (94令 art 42, rules E); before it when n is negative.
 * Refused `calendar.year-not-loaded {year}` rather than guessed when the count runs past the known notices.
 * @throws RangeError when n is not a whole number.
 */
export function addWorkingDays(day: Day, n: number, calendar: WorkingCalendar): Outcome<{ day: Day }> {
  if (!Number.isInteger(n)) throw new RangeError('working days are counted whole')
  const step = n < 0 ? -1 : 1
  let reached = day
  for (let left = Math.abs(n); left > 0;) {
    reached = addDays(reached, step)
    const answer = isWorkingDay(reached, calendar)
    if (!answer.ok) return answer
    if (answer.working) left -= 1
  }
  return ok({ day: reached })
}

/** The day itself when it is a working day, else the next one: a term never ends on a holiday (94令 art 43). */
export function rollForward(day: Day, calendar: WorkingCalendar): Outcome<{ day: Day }> {
  const answer = isWorkingDay(day, calendar)
  if (!answer.ok) return answer
  return answer.working ? ok({ day }) : addWorkingDays(day, 1, calendar)
}

/** `n` natural days after `day`, rolled forward to a working day. */
export const addNaturalDaysRolled = (day: Day, n: number, calendar: WorkingCalendar): Outcome<{ day: Day }> =>
  rollForward(addDays(day, n), calendar)
