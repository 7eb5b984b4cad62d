import { bodiesWhere } from '#app/domain/shared/actor.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

const piece = (kind: string, where: Prisma.Sql) => Prisma.sql`
  SELECT ${kind}::text AS kind, true AS mine, a.id::text AS id, '' AS of, a.title AS title, '' AS part, NULL::timestamptz AS due_at, a.due_on::text AS due_on,
    NULL::int AS count FROM assignment a WHERE ${where}`
const isFinished = (bodies: readonly string[] | 'lead') => Prisma.sql`
  coalesce((SELECT n.is_finished FROM assignment_note n WHERE n.assignment_id = a.id AND ${
    bodies === 'lead' ? Prisma.sql`n.body_id = a.lead_id` : Prisma.sql`n.body_id = ANY (${bodies}::uuid[])`
  } ORDER BY n.written_at DESC, n.id DESC LIMIT 1), false)`

/** Tasks to issue, to work on, and to close. */
export function assignmentsWaiting({ actor }: Context): Prisma.Sql[] {
  const officer = bodiesWhere(actor, 'OFFICER')
  const approver = bodiesWhere(actor, 'APPROVER')
  const pieces: Prisma.Sql[] = []
  if (approver.length > 0)
    pieces.push(
      piece(
        'assignmentToIssue',
        Prisma.sql`a.body_id = ANY (${approver}::uuid[]) AND a.state = 'PROPOSED' AND a.proposed_by_id <> ${actor.accountId}::uuid`,
      ),
      piece(
        'assignmentToClose',
        Prisma.sql`a.body_id = ANY (${approver}::uuid[]) AND a.state = 'ISSUED' AND ${isFinished('lead')}`,
      ),
    )
  if (officer.length > 0)
    pieces.push(
      piece(
        'assignmentToWork',
        Prisma.sql`a.state = 'ISSUED' AND (a.lead_id = ANY (${officer}::uuid[]) OR EXISTS (SELECT 1 FROM assignment_co c WHERE c.assignment_id = a.id AND c.body_id = ANY (${officer}::uuid[])))
          AND NOT ${isFinished(officer)}`,
      ),
    )
  return pieces
}
