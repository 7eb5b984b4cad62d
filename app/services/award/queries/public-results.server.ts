import type { ResultState } from '#app/domain/award/result-states.ts'
import type { RemedyState } from '#app/domain/remedy/lifecycle.ts'
import { pageOf, pageRows, readInstantCursor } from '#app/domain/shared/cursor.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { instantText, readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type PublicResult = {
  id: string
  callNo: string
  title: string
  body: { zh: string; en: string }
  /** The first in rank of whom the notice names; `awards`: how many it names. */
  organizationName: string
  awards: number
  amountFen: string
  state: ResultState
  publishedAt: string
  /** Its last day. */
  endsOn: string
  projectNo: string | null
  /** Objections and complaints that anyone may read of, and how many of them wait for an answer. */
  objections: number
  openObjections: number
}
export type ResultFilter = { state: ResultState | undefined; region: string | undefined; after: string | null }

type Row = Omit<PublicResult, 'body' | 'state'> & { bodyZh: string; bodyEn: string; isOpen: boolean }

/** Whom a notice names, without those whose award was taken back. */
const standing = Prisma.sql`(SELECT m.* FROM noticed_award m WHERE NOT EXISTS (
  SELECT 1 FROM award x WHERE x.notice_id = m.notice_id AND x.bid_id = m.bid_id AND x.revoked_at IS NOT NULL))`

/** Notices `n` with their call `c`, body `b`, region `g`, the first in rank `f` and its organization `o`, and the project `p` that came of it. */
export const resultsFrom = Prisma.sql`result_notice n JOIN public_call c ON c.id = n.call_id JOIN body b ON b.id = c.body_id JOIN region g ON g.id = c.region_id
    CROSS JOIN LATERAL (
      SELECT m.bid_id, m.amount_fen FROM ${standing} m JOIN result_notice q ON q.id = m.notice_id
      JOIN bid_result r ON r.bid_id = m.bid_id AND r.result_id = q.result_id WHERE m.notice_id = n.id ORDER BY r.rank, m.bid_id LIMIT 1
    ) f JOIN bid i ON i.id = f.bid_id JOIN organization o ON o.id = i.organization_id
    LEFT JOIN award a ON a.notice_id = n.id AND a.bid_id = f.bid_id AND a.revoked_at IS NULL LEFT JOIN project p ON p.award_id = a.id`

/** What a result sums up, of `n` and `c`. */
export const resultSums = {
  amount: Prisma.sql`(SELECT sum(m.amount_fen) FROM ${standing} m WHERE m.notice_id = n.id)::text`,
  awards: Prisma.sql`(SELECT count(*)::int FROM ${standing} m WHERE m.notice_id = n.id)`,
  objections: Prisma.sql`(SELECT count(*)::int FROM remedy y WHERE y.call_id = c.id AND y.kind <> 'INQUIRY')`,
  openObjections: Prisma.sql`(SELECT count(*)::int FROM remedy y WHERE y.call_id = c.id AND y.kind <> 'INQUIRY' AND y.state = 'FILED')`,
}

/** Each call once, by its latest notice that still stands for somebody. */
export const resultsWanted = ({ state, region }: Omit<ResultFilter, 'after'>): Prisma.Sql =>
  Prisma.sql`n.state IN ('OPEN', 'CLOSED') AND c.state IN ('NOTICED', 'AWARDED') AND EXISTS (SELECT 1 FROM ${standing} m WHERE m.notice_id = n.id)
      AND NOT EXISTS (
        SELECT 1 FROM result_notice later WHERE later.call_id = n.call_id AND later.number > n.number
          AND later.state IN ('OPEN', 'CLOSED') AND EXISTS (SELECT 1 FROM ${standing} m WHERE m.notice_id = later.id))
      ${state === undefined ? Prisma.empty : Prisma.sql`AND n.state = ${state === 'onNotice' ? 'OPEN' : 'CLOSED'}::result_notice_state`}
      ${region === undefined ? Prisma.empty : Prisma.sql`AND g.path LIKE (SELECT path FROM region WHERE code = ${region}) || '%'`}`

type Results = { results: PublicResult[]; next: string | undefined }

/** The latest first. */
export function publicResults({ after, ...filter }: ResultFilter): Reading<Results> {
  const cursor = readInstantCursor(after)
  return reading(
    Prisma.sql`
    SELECT n.id, c.call_no AS "callNo", c.title, b.name_zh AS "bodyZh", b.name_en AS "bodyEn", o.name AS "organizationName",
      ${resultSums.amount} AS "amountFen", n.noticed_at AS "publishedAt", n.ends_on AS "endsOn", n.state = 'OPEN' AS "isOpen",
      p.project_no AS "projectNo", ${resultSums.awards} AS awards, ${resultSums.objections} AS objections,
      ${resultSums.openObjections} AS "openObjections"
    FROM ${resultsFrom} WHERE ${resultsWanted(filter)}
      ${cursor === undefined ? Prisma.empty : Prisma.sql`AND (n.noticed_at, n.id) < (${cursor.at}, ${cursor.id}::uuid)`}
    ORDER BY n.noticed_at DESC, n.id DESC LIMIT ${atMost(pageRows + 1)}`,
    resultsOf,
  )
}

export const readPublicResults = ({ db }: Pick<Context, 'db'>, filter: ResultFilter) =>
  readOne(db, publicResults(filter))

function resultsOf(rows: Row[]): Results {
  const page = pageOf(rows, (row) => ({ key: instantText(row.publishedAt), id: row.id }))
  return {
    results: page.rows.map(({ bodyZh, bodyEn, publishedAt, isOpen, ...row }) => ({
      ...row,
      body: { zh: bodyZh, en: bodyEn },
      publishedAt: instantText(publishedAt),
      state: isOpen ? 'onNotice' : 'confirmed',
    })),
    next: page.next,
  }
}

export type PublicObjection = {
  id: string
  callNo: string
  callTitle: string
  body: { zh: string; en: string }
  kind: 'OBJECTION' | 'NAMED_OBJECTION' | 'COMPLAINT' | 'INQUIRY'
  stage: 'DOCUMENTS' | 'PROCESS' | 'RESULT'
  state: RemedyState
  subject: string
  /** Null: a person, who is not named in public. */
  filer: string | null
  filedAt: string
  dueOn: string | null
  isOverdue: boolean
  outcome: 'UPHELD' | 'PARTLY' | 'DISMISSED' | null
  answeredAt: string | null
}
type ObjectionRow = Omit<PublicObjection, 'body' | 'filedAt' | 'dueOn' | 'isOverdue' | 'answeredAt'> & {
  bodyZh: string
  bodyEn: string
  filedAt: Date
  dueOn: Date | null
  answeredAt: Date | null
}

/** What is narrowed by, of `y` (remedy) and its call `c`. */
export const objectionsWanted = (state: RemedyState | undefined): Prisma.Sql =>
  Prisma.sql`c.published_at IS NOT NULL AND (y.kind <> 'INQUIRY' OR y.state = 'ANSWERED')
      ${state === undefined ? Prisma.empty : Prisma.sql`AND y.state = ${state}::remedy_state`}`

/** What was filed about any call, the latest first; an inquiry once it is answered. One statement. */
export async function readPublicObjections(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { state, after }: { state: RemedyState | undefined; after: string | null },
): Promise<{ objections: PublicObjection[]; next: string | undefined }> {
  const cursor = readInstantCursor(after)
  const rows = await db.$queryRaw<ObjectionRow[]>`
    SELECT y.id, c.call_no AS "callNo", c.title AS "callTitle", b.name_zh AS "bodyZh", b.name_en AS "bodyEn", y.kind, y.stage, y.state,
      y.subject, CASE WHEN y.organization_id IS NULL THEN NULL ELSE y.filer_name END AS filer, y.filed_at AS "filedAt",
      y.answer_due_on AS "dueOn", y.outcome, y.answered_at AS "answeredAt"
    FROM remedy y JOIN public_call c ON c.id = y.call_id JOIN body b ON b.id = c.body_id
    WHERE ${objectionsWanted(state)}
      ${cursor === undefined ? Prisma.empty : Prisma.sql`AND (y.filed_at, y.id) < (${cursor.at}, ${cursor.id}::uuid)`}
    ORDER BY y.filed_at DESC, y.id DESC LIMIT ${atMost(pageRows + 1)}`
  const page = pageOf(rows, (row) => ({ key: row.filedAt.toISOString(), id: row.id }))
  const today = dayOf(now)
  return {
    objections: page.rows.map(({ bodyZh, bodyEn, filedAt, dueOn, answeredAt, ...row }) => {
      const due = dueOn === null ? null : dayOfDate(dueOn)
      return {
        ...row,
        body: { zh: bodyZh, en: bodyEn },
        filedAt: filedAt.toISOString(),
        dueOn: due,
        isOverdue: row.state === 'FILED' && due !== null && due < today,
        answeredAt: answeredAt?.toISOString() ?? null,
      }
    }),
    next: page.next,
  }
}
