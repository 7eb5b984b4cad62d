import { addDays, type Day, daysBetween } from '../shared/day.ts'
import { rollForward, type WorkingCalendar } from '../shared/working-days.ts'

/** Until when accepted work must be paid, and how many days that is past; null where the rule book names no term. */
export type PaymentClock = { dueOn: Day; daysOverdue: number } | null

/**
 * The term of the call's rule book (财库〔2019〕38号: 30 days), counted from the day after acceptance; a last day that is none of work
 * moves to the next. Where that year's calendar is not loaded the plain day counts: a payee is never told a later day than the law's.
 */
export function paymentClock({
  acceptedOn,
  termDays,
  today,
  calendar,
}: {
  acceptedOn: Day
  termDays: number | null
  today: Day
  calendar: WorkingCalendar
}): PaymentClock {
  if (termDays === null) return null
  const plain = addDays(acceptedOn, termDays)
  const rolled = rollForward(plain, calendar)
  const dueOn = rolled.ok ? rolled.day : plain
  return { dueOn, daysOverdue: Math.max(0, daysBetween(dueOn, today)) }
}
