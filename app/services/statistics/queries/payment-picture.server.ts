import { paymentClock } from '#app/domain/ledger/payment-clock.ts'
import { dayOf, toDay, yearOf } from '#app/domain/shared/day.ts'
import {
  monthOfPayment,
  type Payment,
  type Punctuality,
  punctuality,
  standingOf,
} from '#app/domain/statistics/punctuality.ts'
import { termDays } from '#app/services/project/queries/payments.server.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { liesIn } from './places.server.ts'

export type PaymentPicture = Punctuality & {
  year: number | null
  years: number[]
  region: string | null
  /** Paid, or accepted and owed. */
  all: number
  /** What is overdue today, fen. */
  overdueFen: string
  /** By the first day of the month it was paid in, or falls due in; the newest first. */
  months: ({ month: string } & Punctuality)[]
  /** By purchasing body, the one with the most payments first. */
  bodies: ({ id: string; name: string } & Punctuality)[]
}

type Row = {
  bodyId: string
  bodyName: string
  amountFen: bigint
  acceptedOn: string
  paidOn: string | null
  termDays: number | null
}
type Known = Payment & Pick<Row, 'bodyId' | 'bodyName' | 'amountFen'>

/** Whether accepted work is paid when the call's rules say: paid in a year, or falling due in it; in a place. Two statements. */
export async function readPaymentPicture(
  { db, locale, now }: Context,
  { year, region }: { year: number | null; region: string | null },
): Promise<PaymentPicture> {
  const [rows, calendar] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT b.id AS "bodyId", CASE WHEN ${locale} = 'en' THEN b.name_en ELSE b.name_zh END AS "bodyName", t.amount_fen AS "amountFen",
        (a.accepted_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "acceptedOn",
        CASE WHEN t.state = 'RELEASED' THEN (t.released_at AT TIME ZONE 'Asia/Shanghai')::date::text END AS "paidOn", ${termDays} AS "termDays"
      FROM tranche t JOIN acceptance a ON a.id = t.acceptance_id JOIN project p ON p.id = t.project_id JOIN call c ON c.id = p.call_id
        JOIN body b ON b.id = p.body_id JOIN region g ON g.id = p.region_id
      WHERE t.state IN ('CLAIMABLE', 'RELEASED') AND ${liesIn(Prisma.sql`g.path`, region)} ORDER BY t.id`,
    readCalendar(db),
  ])
  const today = dayOf(now)
  const known = rows.map(({ acceptedOn: accepted, paidOn, termDays: term, ...row }): Known => {
    const acceptedOn = toDay(accepted)
    const clock = paymentClock({ acceptedOn, termDays: term, today, calendar })
    return { ...row, acceptedOn, paidOn: paidOn === null ? null : toDay(paidOn), dueOn: clock?.dueOn ?? null }
  })
  const yearOfPayment = (payment: Payment) => yearOf(payment.paidOn ?? payment.dueOn ?? payment.acceptedOn)
  const shown = year === null ? known : known.filter((payment) => yearOfPayment(payment) === year)
  const groups = <Key>(keyOf: (payment: Known) => Key | null) => {
    const found = new Map<Key, Known[]>()
    for (const payment of shown) {
      const key = keyOf(payment)
      if (key !== null) found.set(key, [...(found.get(key) ?? []), payment])
    }
    return [...found]
  }
  return {
    year,
    years: [...new Set(known.map(yearOfPayment))].toSorted((a, b) => b - a),
    region,
    all: shown.length,
    overdueFen: shown
      .reduce((sum, payment) => sum + (standingOf(payment, today) === 'overdue' ? payment.amountFen : 0n), 0n)
      .toString(),
    ...punctuality(shown, today),
    months: groups(monthOfPayment)
      .map(([month, payments]) => ({ month: String(month), ...punctuality(payments, today) }))
      .toSorted((a, b) => (a.month < b.month ? 1 : -1)),
    bodies: groups(({ bodyId }) => bodyId)
      .toSorted(([, a], [, b]) => b.length - a.length)
      .map(([id, payments]) => ({ id, name: payments[0]?.bodyName ?? '', ...punctuality(payments, today) })),
  }
}
