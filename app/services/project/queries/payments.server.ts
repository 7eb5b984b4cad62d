import { type ExpectedMonth, expectedByMonth } from '#app/domain/ledger/forecast.ts'
import { type PaymentClock, paymentClock } from '#app/domain/ledger/payment-clock.ts'
import { milestonePolicy } from '#app/domain/milestone/policy.ts'
import { organizationsWhere } from '#app/domain/shared/actor.ts'
import { addDays, dayOf, type Day, toDay } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** The term of payment in the call's own rule book, in days; null where the book names none. `c` is the call. */
export const termDays = Prisma.sql`(SELECT (term->>'length')::int FROM rule_book k CROSS JOIN jsonb_array_elements(k.content->'periods') term
  WHERE k.code = c.rule_book_code AND k.version = c.rule_book_version AND term->>'code' = 'payment' AND term->>'unit' = 'natural' LIMIT 1)`

type Row = {
  trancheId: string
  projectId: string
  projectTitle: string
  projectNo: string
  bodyName: string
  organizationId: string
  organizationName: string
  position: number
  milestoneTitle: string
  dueOn: string
  amountFen: string
  state: 'PLANNED' | 'CLAIMABLE' | 'RELEASED'
  acceptedOn: string | null
  releasedAt: string | null
  termDays: number | null
  receipt: 'ARRIVED' | 'MISSING' | null
  orders: { source: string; amountFen: string; paymentRef: string }[]
}
export type PaymentRow = Omit<Row, 'termDays'> & { clock: PaymentClock; mayConfirm: boolean }
export type Payments = {
  /** Paid and not yet confirmed by the payee. */
  toConfirm: PaymentRow[]
  /** Accepted and not yet paid, the longest waiting first. */
  owed: PaymentRow[]
  /** Not yet accepted, by the day each is due. */
  planned: PaymentRow[]
  /** Arrived, the newest first; the last fifty. */
  received: PaymentRow[]
  owedFen: string
  forecast: (Omit<ExpectedMonth, 'amountFen'> & { amountFen: string })[]
}

const mostShown = 50

/** What the reader's organizations are owed, since when, and what is to come; two statements. */
export async function readPayments(ctx: Context): Promise<Payments> {
  const own = organizationsWhere(ctx.actor, 'OWNER', 'EDITOR', 'CERTIFIER')
  const [rows, calendar] = await Promise.all([
    ctx.db.$queryRaw<Row[]>`
      WITH payments AS (
        SELECT t.id AS "trancheId", p.id AS "projectId", p.title AS "projectTitle", p.project_no AS "projectNo",
          CASE WHEN ${ctx.locale} = 'en' THEN b.name_en ELSE b.name_zh END AS "bodyName", o.id AS "organizationId", o.name AS "organizationName",
          m.position::int AS position, m.title AS "milestoneTitle", m.due_on::text AS "dueOn", t.amount_fen::text AS "amountFen", t.state::text AS state,
          (a.accepted_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "acceptedOn", to_json(t.released_at)#>>'{}' AS "releasedAt",
          ${termDays} AS "termDays",
          (SELECT r.state::text FROM receipt r WHERE r.tranche_id = t.id ORDER BY r.said_at DESC, r.id DESC LIMIT 1) AS receipt,
          (SELECT coalesce(jsonb_agg(jsonb_build_object('source', q.source, 'amountFen', q.amount_fen::text, 'paymentRef', q.payment_ref) ORDER BY q.source), '[]')
            FROM payment_order q WHERE q.tranche_id = t.id) AS orders, t.released_at, m.due_on
        FROM tranche t JOIN milestone m ON m.id = t.milestone_id JOIN project p ON p.id = t.project_id JOIN call c ON c.id = p.call_id
          JOIN body b ON b.id = p.body_id JOIN organization o ON o.id = p.organization_id
          LEFT JOIN acceptance a ON a.id = t.acceptance_id
        WHERE p.organization_id = ${among(own)} AND (p.state IN ('ACTIVE', 'SUSPENDED') OR t.state IN ('CLAIMABLE', 'RELEASED')) AND t.state <> 'CANCELLED'),
      ranked AS (SELECT *, row_number() OVER (PARTITION BY state, receipt IS NOT DISTINCT FROM 'ARRIVED' ORDER BY released_at DESC, due_on)::int AS place FROM payments)
      SELECT "trancheId", "projectId", "projectTitle", "projectNo", "bodyName", "organizationId", "organizationName", position, "milestoneTitle",
        "dueOn", "amountFen", state, "acceptedOn", "releasedAt", "termDays", receipt, orders FROM ranked WHERE state <> 'RELEASED' OR receipt IS DISTINCT FROM 'ARRIVED' OR place <= ${mostShown}
      ORDER BY "acceptedOn" NULLS LAST, due_on, "trancheId"`,
    readCalendar(ctx.db),
  ])
  const today = dayOf(ctx.now)
  const view = ({ termDays: days, ...row }: Row): PaymentRow => ({
    ...row,
    clock:
      row.acceptedOn === null || row.state !== 'CLAIMABLE'
        ? null
        : paymentClock({ acceptedOn: toDay(row.acceptedOn), termDays: days, today, calendar }),
    mayConfirm: may(milestonePolicy, 'confirmReceipt', ctx.actor, { organizationId: row.organizationId }),
  })
  const views = rows.map(view)
  const owed = views.filter(({ state }) => state === 'CLAIMABLE')
  const planned = views.filter(({ state }) => state === 'PLANNED')
  const released = views.filter(({ state }) => state === 'RELEASED')
  const daysOf = new Map(rows.map(({ trancheId, termDays: days }) => [trancheId, days ?? 0]))
  const expectedOn = (row: PaymentRow): Day =>
    row.clock?.dueOn ?? addDays(toDay(row.acceptedOn ?? row.dueOn), daysOf.get(row.trancheId) ?? 0)
  return {
    toConfirm: released.filter(({ receipt }) => receipt !== 'ARRIVED'),
    owed,
    planned,
    received: released
      .filter(({ receipt }) => receipt === 'ARRIVED')
      .toSorted((a, b) => (b.releasedAt ?? '').localeCompare(a.releasedAt ?? '')),
    owedFen: owed.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n).toString(),
    forecast: expectedByMonth(
      [...owed, ...planned].map((row) => ({ expectedOn: expectedOn(row), amountFen: BigInt(row.amountFen) })),
      today,
    ).map(({ amountFen, ...month }) => ({ ...month, amountFen: amountFen.toString() })),
  }
}
