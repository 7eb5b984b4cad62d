import type { ProjectState } from '#app/domain/project/lifecycle.ts'
import { type BoardGroup, rankOf, type Risk, riskOf, risks } from '#app/domain/project/risk.ts'
import { pageOf, pageRows, readCursor } from '#app/domain/shared/cursor.ts'
import type { FoundWarning } from '#app/domain/warning/find-warnings.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'
import {
  projectColumns,
  type ProjectRow,
  projectTables,
  type RawProjectRow,
  toProjectRow,
} from './project-list.server.ts'

export type WarningLine = Pick<FoundWarning, 'code' | 'level' | 'figures'> & { id: string }
export type BoardRow = ProjectRow & { risk: Risk; warnings: WarningLine[] }
export type RiskBoard = {
  rows: BoardRow[]
  nextCursor: string | null
  /** How many projects of the group stand at each risk. */
  counts: Record<Risk, number>
}

const states: Record<BoardGroup, readonly ProjectState[]> = {
  open: ['PREPARING', 'ACTIVE', 'SUSPENDED', 'COMPLETED'],
  ended: ['CLOSED', 'TERMINATED'],
}
const ranks = /^[0-3]$/

/**
 * The projects of these bodies, those first that most need somebody: by the gravest open warning; an open objection and a project that is
 * suspended count as grave, for no money moves. Two statements.
 */
export async function readRiskBoard(
  ctx: Context,
  bodyIds: readonly string[],
  { group, risk, after }: { group: BoardGroup; risk?: Risk | undefined; after: string | null },
): Promise<RiskBoard> {
  const cursor = readCursor(after)
  const from = cursor !== undefined && ranks.test(cursor.key) ? cursor : undefined
  const ranked = Prisma.sql`ranked AS (
    SELECT p.id, greatest(
      coalesce((SELECT max(CASE v.level WHEN 'HIGH' THEN 3 WHEN 'MEDIUM' THEN 2 ELSE 1 END) FROM warning v
        WHERE v.project_id = p.id AND v.ended_at IS NULL AND v.closed_at IS NULL), 0),
      CASE WHEN p.state = 'SUSPENDED' OR EXISTS (SELECT 1 FROM objection j WHERE j.project_id = p.id AND j.state <> 'CLOSED') THEN 3 ELSE 0 END) AS rank
    FROM project p WHERE p.body_id = ${among(bodyIds)} AND p.state = ANY(${[...states[group]]}::project_state[]))`
  const wanted = [
    risk === undefined ? Prisma.sql`TRUE` : Prisma.sql`x.rank = ${rankOf(risk)}`,
    from === undefined ? Prisma.sql`TRUE` : Prisma.sql`(x.rank, x.id) < (${Number(from.key)}, ${from.id}::uuid)`,
  ]
  const [raw, counted] = await Promise.all([
    ctx.db.$queryRaw<(RawProjectRow & { rank: number; warnings: WarningLine[] })[]>`
      WITH ${ranked} SELECT x.rank, ${projectColumns},
        (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'code', v.code, 'level', v.level, 'figures', v.figures)
            ORDER BY CASE v.level WHEN 'HIGH' THEN 1 WHEN 'MEDIUM' THEN 2 ELSE 3 END, v.since, v.id), '[]')
          FROM warning v WHERE v.project_id = p.id AND v.ended_at IS NULL AND v.closed_at IS NULL) AS warnings
      FROM (SELECT x.id, x.rank FROM ranked x WHERE ${Prisma.join(wanted, ' AND ')} ORDER BY x.rank DESC, x.id DESC
        LIMIT ${atMost(pageRows + 1)}) x JOIN project p ON p.id = x.id ${projectTables}
      ORDER BY x.rank DESC, p.id DESC`,
    ctx.db.$queryRaw<{ rank: number; count: number }[]>`
      WITH ${ranked} SELECT rank, count(*)::int AS count FROM ranked GROUP BY rank`,
  ])
  const { rows, next } = pageOf(raw, (row) => ({ key: String(row.rank), id: row.id }))
  const countAt = (rank: number) => counted.find((row) => row.rank === rank)?.count ?? 0
  return {
    rows: rows.map(({ rank, warnings, ...row }) => ({ ...toProjectRow(ctx, row), risk: riskOf(rank), warnings })),
    nextCursor: next ?? null,
    counts: Object.fromEntries(risks.map((each) => [each, countAt(rankOf(each))])) as Record<Risk, number>,
  }
}
