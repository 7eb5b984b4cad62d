import { likeBits } from '#app/domain/file/likeness.ts'
import { type Duplicate, duplicateView, type DuplicateView } from '#app/domain/milestone/duplicates.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/**
 * Evidence handed in twice, by the hash of its bytes, or a picture that looks like another: in the same report, in another milestone, in
 * another project. Earlier versions of the same milestone's report carry the same pieces on, and are no finding; what others are still
 * drafting is nobody's. One statement; who may see what is for `duplicateView`.
 */
const readDuplicates = (db: Db | Tx, which: Prisma.Sql): Promise<Duplicate[]> =>
  db.$queryRaw<{ row: Duplicate }[]>`
    WITH mine AS (
      SELECT e.id, e.title, e.report_id, r.milestone_id, f.sha256, x.likeness, x.bands
      FROM evidence e JOIN report r ON r.id = e.report_id JOIN milestone m ON m.id = r.milestone_id
        JOIN file f ON f.id = e.file_id LEFT JOIN picture x ON x.file_id = f.id
      WHERE ${which}
    ), alike AS (
      SELECT q.id AS mine_id, 'SAME' AS kind, f.id AS file_id FROM mine q JOIN file f ON f.sha256 = q.sha256
      UNION ALL
      SELECT q.id, 'ALIKE', x.file_id FROM mine q JOIN picture x ON x.bands && q.bands AND bit_count((x.likeness # q.likeness)::bit(64)) <= ${likeBits}
        JOIN file f ON f.id = x.file_id AND f.sha256 <> q.sha256
      -- One colour all over looks like any other one colour.
      WHERE q.likeness NOT IN (0, -1)
    )
    SELECT DISTINCT ON (q.id, a.kind, o.milestone_id) jsonb_build_object('evidenceId', q.id, 'title', q.title, 'kind', a.kind, 'other',
      jsonb_build_object('evidenceId', e.id, 'title', e.title, 'projectId', p.id, 'projectTitle', p.title, 'milestoneId', m.id,
        'position', m.position, 'bodyId', p.body_id, 'organizationId', p.organization_id)) AS row
    FROM mine q JOIN alike a ON a.mine_id = q.id JOIN evidence e ON e.file_id = a.file_id AND e.id <> q.id
      JOIN report o ON o.id = e.report_id JOIN milestone m ON m.id = o.milestone_id JOIN project p ON p.id = m.project_id
    WHERE o.id = q.report_id OR (o.milestone_id <> q.milestone_id AND o.state <> 'DRAFT')
    ORDER BY q.id, a.kind DESC, o.milestone_id, e.id LIMIT 200`.then((rows) => rows.map(({ row }) => row))

/** Of the newest version of every report of a project: for checks before money is paid. Not bounded by who asks. */
export const duplicatesOfProject = (db: Db | Tx, projectId: string): Promise<Duplicate[]> =>
  readDuplicates(
    db,
    Prisma.sql`m.project_id = ${projectId}::uuid AND r.state <> 'DRAFT'
      AND r.number = (SELECT max(number) FROM report WHERE milestone_id = m.id AND state <> 'DRAFT')`,
  )

/** Of one report, as this reader may see it. */
export async function readReportDuplicates(
  ctx: Context,
  report: { id: string; milestoneId: string; projectId: string },
): Promise<DuplicateView[]> {
  const found = await readDuplicates(ctx.db, Prisma.sql`r.id = ${report.id}::uuid`)
  return found.map((duplicate) =>
    duplicateView(duplicate, report, (standing) => may(projectPolicy, 'read', ctx.actor, standing)),
  )
}
