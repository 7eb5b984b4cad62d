import { bodiesWhere, organizationsWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Objections and complaints: whoever answers them, soonest due first, and whoever waits for the answer. */
export function remediesWaiting({ actor }: Context): Prisma.Sql[] {
  const answering = bodiesWhere(actor, 'OFFICER', 'APPROVER')
  const deciding = bodiesWhere(actor, 'SUPERVISOR')
  const member = organizationsWhere(actor, 'OWNER', 'EDITOR', 'CERTIFIER')
  if (actor.accountId === undefined) return []
  return [
    Prisma.sql`
      SELECT CASE WHEN r.kind = 'COMPLAINT' AND c.body_id = ${among(deciding)} THEN 'complaintToDecide'
          WHEN r.kind <> 'COMPLAINT' AND c.body_id = ${among(answering)} THEN 'remedyToAnswer' ELSE 'remedyAtOther' END AS kind,
        CASE WHEN r.kind = 'COMPLAINT' THEN c.body_id = ${among(deciding)}
          ELSE c.body_id = ${among(answering)} END AS mine,
        r.id::text AS id, '' AS of, c.title, r.subject AS part,
        (r.answer_due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AS due_at, NULL::text AS due_on, NULL::int AS count
      FROM remedy r JOIN call c ON c.id = r.call_id
      WHERE r.state = 'FILED' AND (r.filed_by_id = ${actor.accountId}::uuid OR r.organization_id = ${among(member)}
        OR c.body_id = ${among([...answering, ...deciding])})
      ORDER BY r.answer_due_on NULLS LAST LIMIT 50`,
  ]
}

/**
 * Notices that stand, those that are over and wait for the award, places that a revoked award left free while nobody else stands or
 * its money still lies in the call's budget; budgets under review; improvements that wait to be accepted.
 */
export function noticesWaiting({ actor, now }: Context): Prisma.Sql[] {
  const approver = bodiesWhere(actor, 'APPROVER')
  const either = bodiesWhere(actor, 'OFFICER', 'APPROVER')
  if (either.length === 0) return []
  return [
    Prisma.sql`
      SELECT CASE WHEN n.ends_at > ${now} THEN 'noticeRunning' WHEN c.is_rehearsal THEN 'rehearsalToEnd'
          WHEN x.is_held THEN 'awardHeld' ELSE 'awardToMake' END AS kind,
        n.ends_at <= ${now} AND NOT x.is_held AND c.body_id = ${among(approver)} AS mine, c.id::text AS id, '' AS of, c.title, '' AS part,
        CASE WHEN n.ends_at > ${now} THEN n.ends_at END AS due_at, NULL::text AS due_on, NULL::int AS count
      FROM result_notice n JOIN call c ON c.id = n.call_id CROSS JOIN LATERAL (SELECT EXISTS (
        SELECT 1 FROM remedy r WHERE r.call_id = c.id AND r.state = 'FILED' AND r.kind <> 'INQUIRY' AND r.stage <> 'DOCUMENTS'
          AND (r.suspends_until IS NULL OR r.suspends_until > ${now})) AS is_held) x
      WHERE n.state = 'OPEN' AND c.body_id = ${among(either)} ORDER BY n.ends_at LIMIT 50`,
    Prisma.sql`
      SELECT 'placeToFill', c.body_id = ${among(approver)}, c.id::text, '', c.title, '', NULL::timestamptz, NULL::text, NULL::int
      FROM call c CROSS JOIN LATERAL ledger_total('call:' || c.id || ':budget') l
      WHERE c.state = 'AWARDED' AND c.body_id = ${among(either)} 
        AND (l.posted_credit > l.posted_debit OR NOT EXISTS (SELECT 1 FROM award a WHERE a.call_id = c.id AND a.revoked_at IS NULL))
        AND EXISTS (SELECT 1 FROM award a WHERE a.call_id = c.id AND a.revoked_at IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM result_notice n WHERE n.call_id = c.id AND n.state IN ('PROPOSED', 'OPEN'))
      ORDER BY c.id LIMIT 50`,
    Prisma.sql`
      SELECT 'budgetAtOther', false, c.id::text, b.id::text, c.title, '', v.due_at, NULL::text, NULL::int
      FROM budget_review v JOIN bid b ON b.id = v.bid_id JOIN call c ON c.id = b.call_id
      WHERE c.body_id = ${among(either)} AND c.state = 'OPENED' AND b.state = 'OPENED'
        AND v.state = 'OFFERED' AND v.due_at > ${now}
      ORDER BY v.due_at LIMIT 50`,
    Prisma.sql`
      SELECT 'adviceToAccept', true, c.id::text, b.id::text, c.title, '', NULL::timestamptz, NULL::text, NULL::int
      FROM project_advice a JOIN bid b ON b.id = a.bid_id JOIN call c ON c.id = b.call_id
      WHERE c.body_id = ${among(either)} AND c.state IN ('NOTICED', 'AWARDED')
        AND a.answered_at IS NOT NULL AND a.accepted_at IS NULL
      ORDER BY a.answered_at LIMIT 50`,
  ]
}
