import type { MilestoneState } from '#app/domain/milestone/lifecycle.ts'
import { isOverdue } from '#app/domain/milestone/progress.ts'
import type { ContractState, ProjectState } from '#app/domain/project/lifecycle.ts'
import { readIdCursor } from '#app/domain/shared/cursor.ts'
import { dayOf, toDay } from '#app/domain/shared/day.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type ProjectRow = {
  id: string
  projectNo: string
  title: string
  state: ProjectState
  contractState: ContractState
  bodyName: string
  organizationName: string
  amountFen: string
  releasedFen: string
  /** The award was taken back before anybody signed. */
  isRevoked: boolean
  openObjections: number
  next: { id: string; position: number; title: string; dueOn: string; state: MilestoneState; isOverdue: boolean } | null
}
export type ProjectList = { rows: ProjectRow[]; nextCursor: string | undefined }

export type RawProjectRow = Omit<ProjectRow, 'bodyName' | 'next'> & {
  bodyNameZh: string
  bodyNameEn: string
  next: Omit<NonNullable<ProjectRow['next']>, 'isOverdue'> | null
}

const pageSize = 20

/** What `toProjectRow` reads; `p` is the project. */
export const projectColumns = Prisma.sql`p.id, p.project_no AS "projectNo", p.title, p.state::text AS state, k.state::text AS "contractState",
  b.name_zh AS "bodyNameZh", b.name_en AS "bodyNameEn", o.name AS "organizationName", award_sum(p.award_id)::text AS "amountFen",
  l.posted_debit::text AS "releasedFen", w.revoked_at IS NOT NULL AS "isRevoked",
  (SELECT count(*)::int FROM objection j WHERE j.project_id = p.id AND j.state <> 'CLOSED') AS "openObjections",
  (SELECT jsonb_build_object('id', m.id, 'position', m.position, 'title', m.title, 'dueOn', m.due_on, 'state', m.state)
    FROM milestone m WHERE m.project_id = p.id AND m.state NOT IN ('ACCEPTED', 'CANCELLED') ORDER BY m.position LIMIT 1) AS next`
export const projectTables = Prisma.sql`JOIN contract k ON k.id = p.contract_id JOIN body b ON b.id = p.body_id
  JOIN organization o ON o.id = p.organization_id JOIN award w ON w.id = p.award_id CROSS JOIN LATERAL award_total(p.award_id) l`

export function toProjectRow({ locale, now }: Context, raw: RawProjectRow): ProjectRow {
  const { bodyNameZh, bodyNameEn, next, ...row } = raw
  return {
    ...row,
    bodyName: locale === 'en' ? bodyNameEn : bodyNameZh,
    next:
      next === null
        ? null
        : {
            ...next,
            isOverdue: row.state === 'ACTIVE' && isOverdue({ state: next.state, dueOn: toDay(next.dueOn) }, dayOf(now)),
          },
  }
}

/** Projects of these bodies or of these organizations, newest first; one statement. Ids are UUIDv7: their order is time's. */
export async function listProjects(
  ctx: Context,
  owners: { bodyIds: readonly string[] } | { organizationIds: readonly string[] },
  after: string | null,
): Promise<ProjectList> {
  const [column, ids] =
    'bodyIds' in owners ? [Prisma.sql`body_id`, owners.bodyIds] : [Prisma.sql`organization_id`, owners.organizationIds]
  const from = readIdCursor(after)
  const beyond = from === undefined ? Prisma.empty : Prisma.sql`AND y.id < ${from}::uuid`
  // The newest of each owner by themselves: or those of a small one are looked for among everybody's.
  const raw = await ctx.db.$queryRaw<RawProjectRow[]>`
    SELECT ${projectColumns} FROM (SELECT near.id FROM (SELECT DISTINCT unnest(${[...ids]}::uuid[]) AS id) owner
        CROSS JOIN LATERAL (SELECT y.id FROM project y WHERE y.${column} = owner.id ${beyond} ORDER BY y.id DESC LIMIT ${atMost(pageSize + 1)}) near
        ORDER BY near.id DESC LIMIT ${atMost(pageSize + 1)}) x
      JOIN project p ON p.id = x.id ${projectTables}
    ORDER BY p.id DESC`
  const rows = raw.slice(0, pageSize).map((row) => toProjectRow(ctx, row))
  return { rows, nextCursor: raw.length > pageSize ? rows.at(-1)?.id : undefined }
}
