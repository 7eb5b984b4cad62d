import { isNegotiated } from '#app/domain/award/negotiated.ts'
import { type JudgeAgreement, judgeAgreement } from '#app/domain/statistics/judge-agreement.ts'
import { median } from '#app/domain/statistics/median.ts'
import { periodOf } from '#app/domain/statistics/period.ts'
import { parseDecided } from '#app/services/award/read-decided.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { liesIn } from './places.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type CallAgreement = JudgeAgreement & { callNo: string; title: string }
export type AgreementPicture = {
  year: number | null
  years: number[]
  region: string | null
  /** With a published result in force, the newest first: the last hundred. */
  calls: CallAgreement[]
  /** Published in the period and place, those beyond the last hundred included. */
  all: number
  /** The middle one of the calls that have it. */
  medianW: number | null
  medianSpread: number | null
}

type Row = { callNo: string; title: string; record: unknown; all: number }

const newest = 100
const publishedOn = Prisma.sql`(r.published_at AT TIME ZONE 'Asia/Shanghai')::date`
/** Results that anybody may read, of calls that somebody scored. */
const published = Prisma.sql`public_call c JOIN current_result r ON r.call_id = c.id AND r.published_at IS NOT NULL AND c.method <> 'SINGLE_SOURCE'`

const agreementOf = ({ callNo, title, record }: Omit<Row, 'all'>): CallAgreement[] =>
  isNegotiated(record) ? [] : [{ callNo, title, ...judgeAgreement(parseDecided(record)) }]

/** How alike judges scored, call by call: results published in a year, in a place. Two statements. */
export async function readAgreementPicture(
  { db }: Context,
  { year, region }: { year: number | null; region: string | null },
): Promise<AgreementPicture> {
  const { from, until } = periodOf(year)
  const [rows, years] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT c.call_no AS "callNo", c.title, r.record, (count(*) OVER ())::int AS "all"
      FROM ${published} JOIN region g ON g.id = c.region_id
      WHERE ${publishedOn} >= ${from}::date AND ${publishedOn} < ${until}::date AND ${liesIn(Prisma.sql`g.path`, region)}
      ORDER BY r.published_at DESC, r.id DESC LIMIT ${atMost(newest)}`,
    db.$queryRaw<{ year: number }[]>`
      SELECT DISTINCT extract(year FROM ${publishedOn})::int AS year FROM ${published} ORDER BY 1 DESC`,
  ])
  const calls = rows.flatMap(agreementOf)
  const known = (values: readonly (number | null)[]) => values.filter((value) => value !== null)
  return {
    year,
    years: years.map((each) => each.year),
    region,
    calls,
    all: rows[0]?.all ?? 0,
    medianW: median(known(calls.map(({ w }) => w))),
    medianSpread: median(known(calls.map(({ spread }) => spread))),
  }
}

/** Of one call; null until its result is public, and where nobody scored. One statement. */
export async function readCallAgreement({ db }: Context, callNo: string): Promise<CallAgreement | null> {
  const rows = await db.$queryRaw<Omit<Row, 'all'>[]>`
    SELECT c.call_no AS "callNo", c.title, r.record FROM ${published} WHERE c.call_no = ${callNo}`
  return rows.flatMap(agreementOf)[0] ?? null
}
