import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

const piece = (kind: string, where: Prisma.Sql) => Prisma.sql`
  SELECT ${kind}::text AS kind, true AS mine, a.id::text AS id, '' AS of, a.title AS title, '' AS part, NULL::timestamptz AS due_at, a.due_on::text AS due_on,
    NULL::int AS count FROM assignment a WHERE ${where}`
const isFinished = (bodies: readonly string[] | 'lead') => Prisma.sql`
  coalesce((SELECT n.is_finished FROM assignment_note n WHERE n.assignment_id = a.id AND ${
    bodies === 'lead' ? Prisma.sql`n.body_id = a.lead_id` : Prisma.sql`n.body_id = ${among(bodies)}`
  } ORDER BY n.written_at DESC, n.id DESC LIMIT 1), false)`

/** The earliest quarter for which a task's lead has handed nothing in. */
const owed = (kind: string, isMine: boolean, where: Prisma.Sql) => Prisma.sql`
  SELECT ${kind}::text AS kind, ${isMine}::boolean AS mine, a.id::text AS id, '' AS of, a.title AS title, '' AS part, NULL::timestamptz AS due_at, min(o.due_on)::text AS due_on,
    NULL::int AS count FROM assignment a CROSS JOIN LATERAL assignment_quarters_owed(a.id, today()) o
    LEFT JOIN assignment_report r ON r.assignment_id = a.id AND r.quarter_on = o.quarter_on
  WHERE a.state = 'ISSUED' AND (r.state IS NULL OR r.state = 'DRAFT') AND ${where} GROUP BY a.id, a.title`
const report = (kind: string, where: Prisma.Sql) => Prisma.sql`
  SELECT ${kind}::text AS kind, true AS mine, r.id::text AS id, '' AS of, a.title AS title, '' AS part, NULL::timestamptz AS due_at, NULL::text AS due_on,
    NULL::int AS count FROM assignment_report r JOIN assignment a ON a.id = r.assignment_id WHERE ${where}`

/** Tasks to issue, to work on, to close, to press for; and their leads' reports. */
export function assignmentsWaiting({ actor, now }: Context): Prisma.Sql[] {
  const officer = bodiesWhere(actor, 'OFFICER')
  const approver = bodiesWhere(actor, 'APPROVER')
  const pieces: Prisma.Sql[] = []
  if (approver.length > 0)
    pieces.push(
      piece(
        'assignmentToIssue',
        Prisma.sql`a.body_id = ${among(approver)} AND a.state = 'PROPOSED' AND a.proposed_by_id <> ${actor.accountId}::uuid`,
      ),
      piece(
        'assignmentToClose',
        Prisma.sql`a.body_id = ${among(approver)} AND a.state = 'ISSUED' AND ${isFinished('lead')}`,
      ),
    )
  if (officer.length > 0)
    pieces.push(
      piece(
        'assignmentToWork',
        Prisma.sql`a.state = 'ISSUED' AND (a.lead_id = ${among(officer)} OR EXISTS (SELECT 1 FROM assignment_co c WHERE c.assignment_id = a.id AND c.body_id = ${among(officer)}))
          AND NOT ${isFinished(officer)}`,
      ),
    )
  const all = [...new Set([...officer, ...approver])]
  if (officer.length > 0) pieces.push(owed('assignmentReportToWrite', true, Prisma.sql`a.lead_id = ${among(officer)}`))
  if (approver.length > 0)
    pieces.push(
      report(
        'assignmentReportToSign',
        Prisma.sql`r.state = 'WITH_LEAD' AND a.lead_id = ${among(approver)} AND r.author_id <> ${actor.accountId}::uuid`,
      ),
    )
  if (all.length > 0)
    pieces.push(
      report(
        'assignmentReportToReceive',
        Prisma.sql`r.state = 'WITH_OFFICE' AND a.body_id = ${among(all)} AND ${actor.accountId}::uuid NOT IN (r.author_id, r.signed_by_id)`,
      ),
      owed(
        'assignmentReportAwaited',
        false,
        Prisma.sql`a.body_id = ${among(all)} AND a.lead_id <> ALL (${all}::uuid[]) AND o.due_on < today()`,
      ),
      piece(
        'assignmentOverdue',
        Prisma.sql`a.body_id = ${among(all)} AND a.state = 'ISSUED' AND a.due_on < ${dayOf(now)}::date AND NOT ${isFinished('lead')}`,
      ),
    )
  return pieces
}
