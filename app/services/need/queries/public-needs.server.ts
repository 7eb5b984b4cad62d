import type { ServiceField } from '#app/domain/call/terms.ts'
import type { PublicNeedState } from '#app/domain/need/lifecycle.ts'
import { pageOf, pageRows, readInstantCursor } from '#app/domain/shared/cursor.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type NeedRow = {
  id: string
  needNo: string
  title: string
  what: string
  state: PublicNeedState
  field: ServiceField
  regionName: string
  people: number
  supporters: number
  raisedAt: string
  /** A call lives that was begun from it. */
  isInCall: boolean
}
export type NeedFilter = {
  state: PublicNeedState | undefined
  field: ServiceField | undefined
  /** Code of a region: it and everything below it. */
  region: string | undefined
  after: string | null
}

export const supportersOf = Prisma.sql`(1 + (SELECT count(*) FROM need_support s WHERE s.need_id = n.id)
  + (SELECT coalesce(sum(p.people), 0) FROM need_petition p WHERE p.need_id = n.id))::int`

/** What the list is narrowed by, of `n` (need) and its region `r`. */
export const needsWanted = ({ state, field, region }: Omit<NeedFilter, 'after'>): Prisma.Sql =>
  Prisma.sql`n.state NOT IN ('RECEIVED', 'DECLINED')
      ${state === undefined ? Prisma.empty : Prisma.sql`AND n.state = ${state}::need_state`}
      ${field === undefined ? Prisma.empty : Prisma.sql`AND n.field = ${field}::service_field`}
      ${region === undefined ? Prisma.empty : Prisma.sql`AND r.path LIKE (SELECT path FROM region WHERE code = ${region}) || '%'`}`

/** The catalogue: resolved, and in no call that lives. */
export const catalogueWanted = (filter: Omit<NeedFilter, 'after' | 'state'>): Prisma.Sql =>
  Prisma.sql`${needsWanted({ ...filter, state: 'RESOLVED' })} AND NOT need_is_in_call(n.id)`

/** Needs that an official has read, the latest first; one statement. `inCatalogue`: those alone. */
export async function readPublicNeeds(
  { db, locale }: Pick<Context, 'db' | 'locale'>,
  { after, ...filter }: NeedFilter,
  inCatalogue = false,
) {
  const cursor = readInstantCursor(after)
  const rows = await db.$queryRaw<(Omit<NeedRow, 'raisedAt'> & { raisedAt: Date })[]>`
    SELECT n.id, n.need_no AS "needNo", n.title, left(n.what, 120) AS what, n.state, n.field, n.people, n.raised_at AS "raisedAt",
      CASE WHEN ${locale === 'en'} THEN r.name_en ELSE r.name_zh END AS "regionName", ${supportersOf} AS supporters, need_is_in_call(n.id) AS "isInCall"
    FROM need n JOIN region r ON r.id = n.region_id
    WHERE ${inCatalogue ? catalogueWanted(filter) : needsWanted(filter)}
      ${cursor === undefined ? Prisma.empty : Prisma.sql`AND (n.raised_at, n.id) < (${cursor.at}, ${cursor.id}::uuid)`}
    ORDER BY n.raised_at DESC, n.id DESC LIMIT ${atMost(pageRows + 1)}`
  const page = pageOf(rows, (row) => ({ key: row.raisedAt.toISOString(), id: row.id }))
  return {
    needs: page.rows.map(({ raisedAt, ...row }): NeedRow => ({ ...row, raisedAt: raisedAt.toISOString() })),
    next: page.next,
  }
}
