import type { Context } from '#app/services/shared/context.server.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Totals of each budget line, fen as text; what is certified and recognized. Null while nothing is. */
export type PublicSpending = { lines: { item: string; budgetFen: string; spentFen: string }[] } | null

/** What anyone may read of a project's spending: sums by line, no payee, no voucher. */
export const publicSpending = (projectNo: string): Reading<PublicSpending> =>
  reading(
    Prisma.sql`
    WITH p AS (SELECT id, amount_fen FROM project WHERE project_no = ${projectNo}),
    x AS (SELECT e.line_no, e.amount_fen FROM expense e JOIN expense_batch b ON b.id = e.batch_id JOIN p ON p.id = e.project_id
      WHERE b.state = 'CERTIFIED' AND e.state <> 'DISALLOWED'),
    l AS (SELECT position, item, b.amount_fen FROM budget_line b JOIN p ON p.id = b.project_id
      UNION ALL SELECT NULL, '', amount_fen FROM p WHERE NOT EXISTS (SELECT 1 FROM budget_line WHERE project_id = p.id))
    SELECT l.item, l.amount_fen::text AS "budgetFen",
      coalesce((SELECT sum(x.amount_fen) FROM x WHERE x.line_no IS NOT DISTINCT FROM l.position), 0)::text AS "spentFen"
    FROM l WHERE EXISTS (SELECT 1 FROM x) ORDER BY l.position`,
    (lines: NonNullable<PublicSpending>['lines']) => (lines.length === 0 ? null : { lines }),
  )

export const readPublicSpending = ({ db }: Context, projectNo: string) => readOne(db, publicSpending(projectNo))
