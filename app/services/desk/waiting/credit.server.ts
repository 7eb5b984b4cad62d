import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Credit records to confirm and applications to decide, counted; for those who may. */
export function creditWaiting({ actor }: Context): Prisma.Sql[] {
  const approver = bodiesWhere(actor, 'APPROVER')
  if (actor.accountId === undefined || approver.length === 0) return []
  return [
    Prisma.sql`
      SELECT 'creditToConfirm' AS kind, true AS mine, '' AS id, '' AS of, '' AS title, '' AS part, NULL::timestamptz AS due_at,
        NULL::text AS due_on, count(*)::int AS count
      FROM credit_event v WHERE v.body_id = ${among(approver)} AND v.confirmed_at IS NULL AND v.withdrawn_at IS NULL
        AND v.recorded_by_id <> ${actor.accountId}::uuid HAVING count(*) > 0`,
    Prisma.sql`
      SELECT 'creditToDecide', true, '', '', '', '', NULL::timestamptz, min(q.due_on)::text, count(*)::int
      FROM credit_request q JOIN credit_event v ON v.id = q.event_id WHERE v.body_id = ${among(approver)} AND q.decided_at IS NULL
        AND (q.kind = 'REPAIR' OR v.recorded_by_id <> ${actor.accountId}::uuid) HAVING count(*) > 0`,
  ]
}
