import {
  type CallDays,
  medianDays,
  medianWhole,
  type Rung,
  type Rungs,
  type StepDays,
  stepDays,
  sumRungs,
  wholeDays,
} from '#app/domain/statistics/call-steps.ts'
import { median } from '#app/domain/statistics/median.ts'
import { periodOf } from '#app/domain/statistics/period.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { liesIn } from './places.server.ts'

/** One public call: how many bids came how far, and how many days each step took. What is not public yet is null. */
export type CallFigures = {
  callNo: string
  title: string
  state: string
  /** Of its published result. */
  hasResult: boolean
  questions: number
  rungs: Rungs
  days: StepDays
  wholeDays: number | null
}
export type CallPicture = {
  year: number | null
  years: number[]
  region: string | null
  /** The newest first. */
  calls: CallFigures[]
  /** Of these, calls whose result is public: what the sums are of. */
  decided: number
  /** Failed or cancelled. */
  ended: number
  sums: Record<Rung, number>
  questions: number
  /** Calendar days from a question to its answer. */
  answerDays: number | null
  medians: StepDays
  medianWhole: number | null
}

type Row = CallDays & {
  callNo: string
  title: string
  state: string
  hasResult: boolean
  isClosed: boolean
  answerDays: number[]
  sealed: number
  valid: number
  awarded: number
  contracted: number
  payees: number
  scored: number
}

const shanghai = (instant: Prisma.Sql) => Prisma.sql`(${instant} AT TIME ZONE 'Asia/Shanghai')::date`

/**
 * Nobody learns how many bids there are before the deadline (or while the call stands still), nor what became of them before the result.
 * Calls of one supplier only and rehearsals are not among them.
 */
const readRows = ({ db, now }: Context, where: Prisma.Sql) => db.$queryRaw<Row[]>`
  SELECT c.call_no AS "callNo", c.title, c.state::text AS state, r.id IS NOT NULL AS "hasResult",
    c.bid_deadline_at <= ${now}::timestamptz AND NOT (c.state = 'PUBLISHED' AND c.suspended_at IS NOT NULL) AS "isClosed",
    (SELECT coalesce(array_agg(${shanghai(Prisma.sql`q.answered_at`)} - ${shanghai(Prisma.sql`q.asked_at`)}), '{}') FROM call_question q
      WHERE q.call_id = c.id AND q.answered_at IS NOT NULL) AS "answerDays",
    (SELECT count(*)::int FROM bid b WHERE b.call_id = c.id AND b.state NOT IN ('DRAFT', 'WITHDRAWN')) AS sealed,
    (SELECT count(*)::int FROM bid_result x WHERE x.result_id = r.id) AS valid,
    (SELECT count(x.rank)::int FROM bid_result x WHERE x.result_id = r.id) AS scored,
    count(w.id)::int AS awarded, count(k.signed_at)::int AS contracted, count(t.first_on)::int AS payees,
    ${shanghai(Prisma.sql`c.published_at`)}::text AS published, ${shanghai(Prisma.sql`c.bid_deadline_at`)}::text AS deadline,
    CASE WHEN o.call_id IS NOT NULL THEN ${shanghai(Prisma.sql`c.opened_at`)}::text END AS opened,
    ${shanghai(Prisma.sql`r.published_at`)}::text AS result, ${shanghai(Prisma.sql`min(w.decided_at)`)}::text AS award,
    ${shanghai(Prisma.sql`min(k.signed_at)`)}::text AS contract, min(t.first_on)::text AS paid
  FROM public_call c JOIN region g ON g.id = c.region_id LEFT JOIN opening_record o ON o.call_id = c.id
    LEFT JOIN current_result r ON r.call_id = c.id AND r.published_at IS NOT NULL
    LEFT JOIN award w ON w.call_id = c.id AND w.revoked_at IS NULL AND r.id IS NOT NULL
    LEFT JOIN contract k ON k.award_id = w.id LEFT JOIN project p ON p.award_id = w.id
    LEFT JOIN LATERAL (SELECT ${shanghai(Prisma.sql`min(t.released_at)`)} AS first_on FROM tranche t WHERE t.project_id = p.id) t ON TRUE
  WHERE c.method <> 'SINGLE_SOURCE' AND ${where}
  GROUP BY c.id, c.call_no, c.title, c.state, c.bid_deadline_at, c.suspended_at, c.published_at, c.opened_at, r.id, r.published_at, o.call_id
  ORDER BY c.published_at DESC, c.id DESC`

const figuresOf = (row: Row): CallFigures => ({
  callNo: row.callNo,
  title: row.title,
  state: row.state,
  hasResult: row.hasResult,
  questions: row.answerDays.length,
  rungs: {
    sealed: row.isClosed ? row.sealed : null,
    valid: row.hasResult ? row.valid : null,
    scored: row.hasResult ? row.scored : null,
    awarded: row.hasResult ? row.awarded : null,
    contracted: row.hasResult ? row.contracted : null,
    paid: row.hasResult ? row.payees : null,
  },
  days: stepDays(daysOf(row)),
  wholeDays: wholeDays(daysOf(row)),
})

/** A deadline that is still to come ends no step. */
const daysOf = (row: Row): CallDays => ({ ...row, deadline: row.isClosed ? row.deadline : null })

/** How calls went from the notice to the first payment: those published in a year, in a place; two statements. */
export async function readCallPicture(
  ctx: Context,
  { year, region }: { year: number | null; region: string | null },
): Promise<CallPicture> {
  const { from, until } = periodOf(year)
  const published = shanghai(Prisma.sql`c.published_at`)
  const [rows, years] = await Promise.all([
    readRows(
      ctx,
      Prisma.sql`${published} >= ${from}::date AND ${published} < ${until}::date AND ${liesIn(Prisma.sql`g.path`, region)}`,
    ),
    ctx.db.$queryRaw<{ year: number }[]>`
      SELECT DISTINCT extract(year FROM ${published})::int AS year FROM public_call c WHERE c.method <> 'SINGLE_SOURCE' ORDER BY 1 DESC`,
  ])
  const calls = rows.map(figuresOf)
  const decided = calls.filter(({ hasResult }) => hasResult)
  return {
    year,
    years: years.map((each) => each.year),
    region,
    calls,
    decided: decided.length,
    ended: calls.filter(({ state }) => state === 'FAILED' || state === 'CANCELLED').length,
    sums: sumRungs(decided.map(({ rungs }) => rungs)),
    questions: rows.reduce((sum, { answerDays }) => sum + answerDays.length, 0),
    answerDays: median(rows.flatMap(({ answerDays }) => answerDays)),
    medians: medianDays(rows.map(daysOf)),
    medianWhole: medianWhole(rows.map(daysOf)),
  }
}

/** One call; null for one that is not public or had one supplier only. One statement. */
export async function readCallFigures(ctx: Context, callNo: string): Promise<CallFigures | null> {
  const [row] = await readRows(ctx, Prisma.sql`c.call_no = ${callNo}`)
  return row === undefined ? null : figuresOf(row)
}
