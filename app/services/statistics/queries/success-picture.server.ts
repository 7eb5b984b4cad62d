import { periodOf } from '#app/domain/statistics/period.ts'
import { type ScoredBid, type Size, sizeKeys, sizeOf, type Success, successOf } from '#app/domain/statistics/success.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { liesIn } from './places.server.ts'

export type SuccessPicture = {
  year: number | null
  years: number[]
  region: string | null
  calls: number
  all: Success
  sizes: ({ key: Size } & Success)[]
  /** Districts, and cities without them, the one with the most bids first. */
  places: ({ code: string; name: string } & Success)[]
}

type Row = ScoredBid & { callNo: string; staff: number; code: string; name: string }

const publishedOn = Prisma.sql`(r.published_at AT TIME ZONE 'Asia/Shanghai')::date`
const decided = Prisma.sql`public_call c JOIN current_result r ON r.call_id = c.id AND r.published_at IS NOT NULL
  AND c.method <> 'SINGLE_SOURCE' AND EXISTS (SELECT 1 FROM award w WHERE w.call_id = c.id)`

/**
 * Who is awarded how often: bids of calls whose awards are made, by the staff their organizations had at the deadline and by where these
 * are registered. Results published in a year, of calls in a place; two statements.
 */
export async function readSuccessPicture(
  { db, locale }: Context,
  { year, region }: { year: number | null; region: string | null },
): Promise<SuccessPicture> {
  const { from, until } = periodOf(year)
  const [rows, years] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT c.call_no AS "callNo", b.organization_id AS "organizationId",
        EXISTS (SELECT 1 FROM award w WHERE w.bid_id = b.id AND w.revoked_at IS NULL) AS "isAwarded",
        (SELECT count(*)::int FROM staff_member s WHERE s.organization_id = b.organization_id
          AND s.from_on <= (c.bid_deadline_at AT TIME ZONE 'Asia/Shanghai')::date
          AND (s.until_on IS NULL OR s.until_on > (c.bid_deadline_at AT TIME ZONE 'Asia/Shanghai')::date)) AS staff,
        h.code, CASE WHEN ${locale} = 'en' THEN h.name_en ELSE h.name_zh END AS name
      FROM ${decided} JOIN region g ON g.id = c.region_id
        JOIN bid_result x ON x.result_id = r.id JOIN bid b ON b.id = x.bid_id
        JOIN organization o ON o.id = b.organization_id JOIN region k ON k.id = o.region_id
        CROSS JOIN LATERAL (SELECT a.code, a.name_zh, a.name_en FROM region a WHERE (k.path = a.path OR k.path LIKE a.path || '/%')
          AND a.level IN ('CITY', 'DISTRICT') ORDER BY length(a.path) DESC LIMIT 1) h
      WHERE ${publishedOn} >= ${from}::date AND ${publishedOn} < ${until}::date AND ${liesIn(Prisma.sql`g.path`, region)}
      ORDER BY b.id`,
    db.$queryRaw<{ year: number }[]>`
      SELECT DISTINCT extract(year FROM ${publishedOn})::int AS year FROM ${decided} ORDER BY 1 DESC`,
  ])
  const places = new Map<string, Row[]>()
  for (const row of rows) places.set(row.code, [...(places.get(row.code) ?? []), row])
  return {
    year,
    years: years.map((each) => each.year),
    region,
    calls: new Set(rows.map(({ callNo }) => callNo)).size,
    all: successOf(rows),
    sizes: sizeKeys
      .map((key) => ({ key, ...successOf(rows.filter(({ staff }) => sizeOf(staff) === key)) }))
      .filter(({ isTooFew, shown }) => isTooFew || shown !== null),
    places: [...places]
      .toSorted(([, a], [, b]) => b.length - a.length)
      .map(([code, bids]) => ({ code, name: bids[0]?.name ?? '', ...successOf(bids) })),
  }
}
