import { closingPolicy } from '#app/domain/closing/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'

export const documentKinds = [
  'CONTRACT',
  'PAPER',
  'AMENDMENT',
  'EVIDENCE',
  'VOUCHER',
  'CLOSING',
  'AUDIT',
  'FINDING',
] as const
export type ArchivedDocument = {
  kind: (typeof documentKinds)[number]
  name: string
  addedOn: string
  sha256: string
  /** Null for what is kept as text: a contract. */
  fileId: string | null
}
export type Archive = {
  id: string
  projectNo: string
  title: string
  retainUntil: string | null
  documents: ArchivedDocument[]
}

/** Everything that is kept of a project, with its digests; for the body. One statement. */
export async function readArchive(ctx: Context, projectId: string): Promise<Archive | null> {
  const [row] = await ctx.db.$queryRaw<{ page: Archive & { bodyId: string } }[]>`
    WITH p AS (SELECT * FROM project WHERE id = ${projectId}::uuid), d AS (
      SELECT 1 AS place, 'CONTRACT' AS kind, k.contract_no AS name, k.signed_at AS at, k.content_sha256 AS sha256, NULL::uuid AS file_id
        FROM p JOIN contract k ON k.id = p.contract_id WHERE k.state = 'SIGNED'
      UNION ALL SELECT 1, 'PAPER', f.name, y.signed_at, f.sha256, f.id
        FROM p JOIN contract_party y ON y.contract_id = p.contract_id JOIN file f ON f.id = y.file_id
      UNION ALL SELECT 2, 'PAPER', f.name, s.signed_at, f.sha256, f.id
        FROM p JOIN amendment a ON a.contract_id = p.contract_id JOIN amendment_signature s ON s.amendment_id = a.id JOIN file f ON f.id = s.file_id
      UNION ALL SELECT 2, 'AMENDMENT', k.contract_no || '-' || a.number, a.settled_at, a.content_sha256, NULL
        FROM p JOIN contract k ON k.id = p.contract_id JOIN amendment a ON a.contract_id = k.id WHERE a.state = 'SIGNED'
      UNION ALL SELECT 3, 'EVIDENCE', f.name, f.created_at, f.sha256, f.id
        FROM p JOIN milestone m ON m.project_id = p.id JOIN report r ON r.milestone_id = m.id AND r.state <> 'DRAFT'
          JOIN evidence e ON e.report_id = r.id JOIN file f ON f.id = e.file_id
      UNION ALL SELECT 4, 'VOUCHER', f.name, f.created_at, f.sha256, f.id
        FROM p JOIN expense e ON e.project_id = p.id JOIN expense_batch b ON b.id = e.batch_id AND b.state = 'CERTIFIED' JOIN file f ON f.id = e.file_id
      UNION ALL SELECT 5, 'CLOSING', f.name, f.created_at, f.sha256, f.id
        FROM p JOIN final_report r ON r.project_id = p.id AND r.state <> 'DRAFT' JOIN closing_document c ON c.project_id = p.id JOIN file f ON f.id = c.file_id
      UNION ALL SELECT 6, 'AUDIT', f.name, f.created_at, f.sha256, f.id FROM p JOIN audit a ON a.project_id = p.id JOIN file f ON f.id = a.file_id
      UNION ALL SELECT 7, 'FINDING', f.name, f.created_at, f.sha256, f.id
        FROM p JOIN audit a ON a.project_id = p.id JOIN audit_finding g ON g.audit_id = a.id JOIN file f ON f.id = g.answer_file_id)
    SELECT jsonb_build_object('id', p.id, 'projectNo', p.project_no, 'title', p.title, 'bodyId', p.body_id,
      'retainUntil', (SELECT retain_until FROM final_report WHERE project_id = p.id),
      'documents', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'name', name, 'addedOn', (at AT TIME ZONE 'Asia/Shanghai')::date,
          'sha256', sha256, 'fileId', file_id) ORDER BY place, at, name), '[]') FROM d)) AS page
    FROM p`
  if (row === undefined || !may(closingPolicy, 'read', ctx.actor, { bodyId: row.page.bodyId })) return null
  const { id, projectNo, title, retainUntil, documents } = row.page
  return { id, projectNo, title, retainUntil, documents }
}
