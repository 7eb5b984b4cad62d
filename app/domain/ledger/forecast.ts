import { type Day, monthOf } from '../shared/day.ts'
import { type Fen, toFen } from '../shared/money.ts'

/** Money an organization may expect in a month (its first day), in fen, and from how many payments. */
export type ExpectedMonth = { month: Day; amountFen: Fen; payments: number }

/**
 * What is to come by month: what is accepted counts in the month it must be paid by, what is not yet accepted in the month that would be
 * if it is accepted on its due day. What is overdue counts in the month that runs.
 */
export function expectedByMonth(
  payments: readonly { expectedOn: Day; amountFen: bigint }[],
  today: Day,
): ExpectedMonth[] {
  const months = new Map<Day, ExpectedMonth>()
  for (const { expectedOn, amountFen } of payments) {
    const month = monthOf(expectedOn < today ? today : expectedOn)
    const before = months.get(month) ?? { month, amountFen: toFen(0n), payments: 0 }
    months.set(month, { month, amountFen: toFen(before.amountFen + amountFen), payments: before.payments + 1 })
  }
  return [...months.values()].toSorted((a, b) => a.month.localeCompare(b.month))
}
