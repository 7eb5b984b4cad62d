import { pageOf, readCursor } from '#app/domain/shared/cursor.ts'
import { dayOf, daysBetween, parseDay, toDay } from '#app/domain/shared/day.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A report that is late: of a milestone, of a quarter; or a review the body itself owes is not on this board. */
export type LateRow = {
  key: string
  kind: 'MILESTONE' | 'QUARTER'
  projectId: string
  projectTitle: string
  organizationName: string
  /** A milestone's title, or the first day of a quarter. */
  what: string
  milestoneId: string | null
  state: string
  dueOn: string
  daysLate: number
}
export type WaitingRow = { id: string; projectTitle: string; organizationName: string; quarterOn: string }
export type LateBoard = { rows: LateRow[]; next: string | undefined; waiting: WaitingRow[] }

const waitingMax = 50

/** Who is late with what, the longest late first, by cursor; and quarterly reports the body has to receive. Two statements. */
export async function readLateBoard(
  ctx: Context,
  bodyIds: readonly string[],
  after: string | null,
): Promise<LateBoard> {
  const today = dayOf(ctx.now)
  const cursor = readCursor(after)
  const from = cursor === undefined || parseDay(cursor.key) === undefined ? undefined : cursor
  const beyond =
    from === undefined ? Prisma.empty : Prisma.sql`AND (due_on, key) > (${from.key}::date, ${from.id}::uuid)`
  const raw = await ctx.db.$queryRaw<Omit<LateRow, 'daysLate'>[]>`
    WITH mine AS (SELECT p.*, o.name AS organization_name FROM project p JOIN organization o ON o.id = p.organization_id
        WHERE p.body_id = ${among(bodyIds)} AND p.state = 'ACTIVE'),
      late AS (
        SELECT m.id AS key, 'MILESTONE' AS kind, p.id AS project_id, p.title, p.organization_name, m.title AS what, m.id AS milestone_id,
          m.state::text AS state, m.due_on
        FROM mine p JOIN milestone m ON m.project_id = p.id WHERE m.state IN ('PLANNED', 'RETURNED') AND m.due_on < ${today}::date
        UNION ALL
        -- A quarter has no id of its own before somebody writes: made of its project and its day, always the same.
        SELECT md5(p.id::text || o.quarter_on)::uuid, 'QUARTER', p.id, p.title, p.organization_name, o.quarter_on::text, NULL,
          coalesce(q.state::text, 'NONE'), o.due_on
        FROM mine p CROSS JOIN LATERAL quarters_owed(p.id, ${today}::date) o LEFT JOIN quarterly_report q ON q.project_id = p.id AND q.quarter_on = o.quarter_on
        WHERE o.due_on < ${today}::date AND (q.state IS NULL OR q.state IN ('DRAFT', 'WITH_LEAD')))
    SELECT key::text, kind, project_id::text AS "projectId", title AS "projectTitle", organization_name AS "organizationName", what,
      milestone_id::text AS "milestoneId", state, due_on::text AS "dueOn"
    FROM late WHERE true ${beyond} ORDER BY due_on, key LIMIT 21`
  const waiting = await ctx.db.$queryRaw<WaitingRow[]>`
    SELECT q.id::text, p.title AS "projectTitle", o.name AS "organizationName", q.quarter_on::text AS "quarterOn"
    FROM quarterly_report q JOIN project p ON p.id = q.project_id JOIN organization o ON o.id = p.organization_id
    WHERE q.state = 'WITH_OFFICE' AND p.body_id = ${among(bodyIds)} ORDER BY q.signed_at LIMIT ${atMost(waitingMax)}`
  const page = pageOf(
    raw.map((row) => ({ ...row, daysLate: daysBetween(toDay(row.dueOn), today) })),
    ({ dueOn, key }) => ({ key: dueOn, id: key }),
  )
  return { ...page, waiting }
}
