import type { Day } from '../shared/day.ts'
import { ok, type Outcome } from '../shared/outcome.ts'
import { addWorkingDays, type WorkingCalendar } from '../shared/working-days.ts'

export type ReviewRule = { readonly reviewDays: number; readonly escalateDays: number }

/** By when a report is to be decided on, and from when the lead is told: working days after the day it was handed in. */
export function reviewClock(
  submittedOn: Day,
  { reviewDays, escalateDays }: ReviewRule,
  calendar: WorkingCalendar,
): Outcome<{ dueOn: Day; escalateOn: Day }> {
  const due = addWorkingDays(submittedOn, reviewDays, calendar)
  if (!due.ok) return due
  // The day after the last of the days that were given besides.
  const escalate = addWorkingDays(due.day, escalateDays + 1, calendar)
  return escalate.ok ? ok({ dueOn: due.day, escalateOn: escalate.day }) : escalate
}
