import { type Day, daysBetween, monthOf } from '../shared/day.ts'
import { median } from './median.ts'

/** Accepted work: until when it must be paid (null: the call's rules name no term), and when it was (null: not yet). */
export type Payment = { acceptedOn: Day; dueOn: Day | null; paidOn: Day | null }

/** `overdue` and `waiting` are not paid; without a term nothing can be late. */
export const standings = ['onTime', 'late', 'overdue', 'waiting', 'noTerm'] as const
export type Standing = (typeof standings)[number]

export function standingOf({ dueOn, paidOn }: Payment, today: Day): Standing {
  if (dueOn === null) return paidOn === null ? 'waiting' : 'noTerm'
  if (paidOn !== null) return paidOn <= dueOn ? 'onTime' : 'late'
  return today <= dueOn ? 'waiting' : 'overdue'
}

/** Days from acceptance to payment, as people ask: within a week, two, a month, two, or longer. */
export const spans = [
  { key: 'week', most: 7 },
  { key: 'fortnight', most: 15 },
  { key: 'month', most: 30 },
  { key: 'twoMonths', most: 60 },
  { key: 'longer', most: Infinity },
] as const
export type Span = (typeof spans)[number]['key']

export type Punctuality = Record<Standing, number> & {
  /** On time of all that fell due, paid or not, of each hundred; null where nothing fell due. */
  share: number | null
  /** Calendar days from acceptance to payment. */
  medianDays: number | null
  spans: Record<Span, number>
}

const daysOf = ({ acceptedOn, paidOn }: Payment): number | null =>
  paidOn === null ? null : Math.max(0, daysBetween(acceptedOn, paidOn))

export function punctuality(payments: readonly Payment[], today: Day): Punctuality {
  const counts = Object.fromEntries(standings.map((standing) => [standing, 0])) as Record<Standing, number>
  for (const payment of payments) counts[standingOf(payment, today)] += 1
  const days = payments.map(daysOf).filter((each) => each !== null)
  const fellDue = counts.onTime + counts.late + counts.overdue
  return {
    ...counts,
    share: fellDue === 0 ? null : Math.round((counts.onTime / fellDue) * 100),
    medianDays: median(days),
    spans: Object.fromEntries(
      spans.map(({ key, most }, index) => {
        const above = spans[index - 1]?.most ?? -1
        return [key, days.filter((each) => each > above && each <= most).length]
      }),
    ) as Record<Span, number>,
  }
}

/** The month a payment belongs to: when it was paid; not paid, when it falls due. Null without either. */
export const monthOfPayment = ({ paidOn, dueOn }: Payment): Day | null => {
  const day = paidOn ?? dueOn
  return day === null ? null : monthOf(day)
}
