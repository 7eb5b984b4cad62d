import type { CallState } from '#app/domain/call/lifecycle.ts'
import { type CallGroup, callGroups, type CallMethod, type ServiceField } from '#app/domain/call/terms.ts'
import { pageOf, pageRows, readInstantCursor } from '#app/domain/shared/cursor.ts'
import { timeLeft } from '#app/domain/shared/day.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type CallFilter = {
  group: CallGroup | undefined
  field: ServiceField | undefined
  /** Code of a region: it and everything below it. */
  region: string | undefined
  after: string | null
}

type Row = {
  id: string
  call_no: string
  title: string
  method: CallMethod
  field: ServiceField
  state: CallState
  budget_fen: string
  bid_deadline_at: Date
  suspended_at: Date | null
  published_at: Date
  body_name: string
  region_name: string
}

export type PublicCallRow = Awaited<ReturnType<typeof readPublicCalls>>['calls'][number]

/** Published calls, newest first, one statement. */
export async function readPublicCalls({ db, locale, now }: Pick<Context, 'db' | 'locale' | 'now'>, filter: CallFilter) {
  const after = readInstantCursor(filter.after)
  const isEnglish = locale === 'en'
  const rows = await db.$queryRaw<Row[]>`
    SELECT c.id, c.call_no, c.title, c.method, c.field, c.state, c.budget_fen::text, c.bid_deadline_at, c.suspended_at, c.published_at,
      CASE WHEN ${isEnglish} THEN b.name_en ELSE b.name_zh END AS body_name,
      CASE WHEN ${isEnglish} THEN r.name_en ELSE r.name_zh END AS region_name
    FROM public_call c JOIN body b ON b.id = c.body_id JOIN region r ON r.id = c.region_id
    WHERE ${callsWanted(filter, now)}
      ${after === undefined ? Prisma.empty : Prisma.sql`AND (c.published_at, c.id) < (${after.at}, ${after.id}::uuid)`}
    ORDER BY c.published_at DESC, c.id DESC LIMIT ${atMost(pageRows + 1)}`
  const page = pageOf(rows, (row) => ({ key: row.published_at.toISOString(), id: row.id }))
  return {
    calls: page.rows.map((row) => ({
      callNo: row.call_no,
      title: row.title,
      method: row.method,
      field: row.field,
      state: row.state,
      isClosed: row.bid_deadline_at.getTime() <= now.getTime(),
      isSuspended: row.suspended_at !== null,
      budgetFen: row.budget_fen,
      deadlineAt: row.bid_deadline_at.toISOString(),
      left: timeLeft(row.bid_deadline_at, now) ?? null,
      bodyName: row.body_name,
      regionName: row.region_name,
    })),
    next: page.next,
  }
}

/** What the list is narrowed by, of `c` (public_call) and its region `r`. */
export const callsWanted = ({ group, field, region }: Omit<CallFilter, 'after'>, now: Date): Prisma.Sql =>
  Prisma.sql`c.published_at IS NOT NULL AND ${inGroup(group, now)}
      ${field === undefined ? Prisma.empty : Prisma.sql`AND c.field = ${field}::service_field`}
      ${region === undefined ? Prisma.empty : Prisma.sql`AND r.path LIKE (SELECT path FROM region WHERE code = ${region}) || '%'`}`

/**
 * A call past its deadline takes no more bids: it is with the reviewers, though its envelopes may not be open yet. A suspended one
 * is not: its deadline moves when it goes on.
 */
function inGroup(group: CallGroup | undefined, now: Date): Prisma.Sql {
  if (group === undefined) return Prisma.sql`true`
  if (group === 'open')
    return Prisma.sql`c.state = 'PUBLISHED' AND (c.bid_deadline_at > ${now} OR c.suspended_at IS NOT NULL)`
  const states = Prisma.join(callGroups[group].map((state) => Prisma.sql`${state}::call_state`))
  return group === 'decided'
    ? Prisma.sql`c.state IN (${states})`
    : Prisma.sql`(c.state IN (${states}) OR (c.state = 'PUBLISHED' AND c.bid_deadline_at <= ${now} AND c.suspended_at IS NULL))`
}
