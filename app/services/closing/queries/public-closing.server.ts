import type { Opinion } from '#app/domain/closing/schema.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Fen as text. Null while the project is not closed. */
export type PublicClosing = {
  closedAt: string
  retainUntil: string
  paidFen: string
  spentFen: string
  returnedFen: string
  writtenOffFen: string
  keptFen: string
  audits: { firm: string; opinion: Opinion; auditedOn: string; findingCount: number }[]
} | null

/** What anyone may read of a closing: sums, and the audits' results; no person, no words of a finding. */
export const publicClosing = (projectNo: string): Reading<PublicClosing> =>
  reading(
    Prisma.sql`
    SELECT jsonb_build_object('closedAt', r.approved_at, 'retainUntil', r.retain_until, 'paidFen', r.paid_fen::text, 'spentFen', r.spent_fen::text,
      'returnedFen', r.returned_fen::text, 'writtenOffFen', r.written_off_fen::text, 'keptFen', r.kept_fen::text,
      'audits', (SELECT coalesce(jsonb_agg(jsonb_build_object('firm', a.firm, 'opinion', a.opinion, 'auditedOn', a.audited_on,
          'findingCount', (SELECT count(*) FROM audit_finding WHERE audit_id = a.id)) ORDER BY a.id), '[]') FROM audit a WHERE a.project_id = p.id)) AS page
    FROM project p JOIN final_report r ON r.project_id = p.id WHERE p.project_no = ${projectNo} AND p.state = 'CLOSED'`,
    ([row]: { page: NonNullable<PublicClosing> }[]) => row?.page ?? null,
  )

export const readPublicClosing = ({ db }: Context, projectNo: string) => readOne(db, publicClosing(projectNo))
