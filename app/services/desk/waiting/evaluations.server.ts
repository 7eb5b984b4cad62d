import { bodiesWhere, organizationsWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Third-party evaluations, by whose move is next (app/domain/evaluation/policy.ts). */
export function evaluationsWaiting({ actor, now }: Context): Prisma.Sql[] {
  const evaluator = bodiesWhere(actor, 'EVALUATOR')
  const officer = bodiesWhere(actor, 'OFFICER')
  const approver = bodiesWhere(actor, 'APPROVER')
  const replier = organizationsWhere(actor, 'OWNER', 'CERTIFIER')
  const me = actor.accountId ?? null
  const today = Prisma.sql`(${now}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date`
  const pieces: Prisma.Sql[] = []
  if (evaluator.length > 0)
    pieces.push(Prisma.sql`
      SELECT CASE WHEN s.state = 'INVITED' THEN 'evaluationToDeclare' ELSE 'evaluationToWrite' END AS kind, true AS mine, e.id::text AS id,
        '' AS of, p.title, '' AS part, NULL::timestamptz AS due_at, e.due_on::text AS due_on, NULL::int AS count
      FROM evaluation_seat s JOIN evaluation e ON e.id = s.evaluation_id JOIN project p ON p.id = e.project_id
      WHERE s.account_id = ${me}::uuid AND s.state IN ('INVITED', 'STANDS') AND e.state IN ('COMMISSIONED', 'RETURNED')
        AND p.body_id = ${among(evaluator)} ORDER BY e.due_on LIMIT 50`)
  if (officer.length > 0)
    pieces.push(
      Prisma.sql`
      SELECT CASE WHEN x.nobody THEN 'evaluationToStaff' ELSE 'evaluationAtEvaluators' END, x.nobody, e.id::text, '', p.title, '',
        NULL::timestamptz, e.due_on::text, NULL::int
      FROM evaluation e JOIN project p ON p.id = e.project_id CROSS JOIN LATERAL (SELECT NOT EXISTS (
        SELECT 1 FROM evaluation_seat s WHERE s.evaluation_id = e.id AND s.state IN ('INVITED', 'STANDS')) AS nobody) x
      WHERE e.state IN ('COMMISSIONED', 'RETURNED') AND p.body_id = ${among(officer)} ORDER BY e.due_on LIMIT 50`,
      // Only the newest confirmed one of its kind, while no other follows it.
      Prisma.sql`
      SELECT 'evaluationToRepeat', true, p.id::text, '', p.title, '', NULL::timestamptz, NULL::text, NULL::int
      FROM evaluation e JOIN project p ON p.id = e.project_id
      WHERE e.state = 'CONFIRMED' AND NOT e.passes AND (e.fixed_at IS NOT NULL OR e.fix_due_on < ${today})
        AND p.state <> 'TERMINATED' AND p.body_id = ${among(officer)} AND NOT EXISTS (SELECT 1 FROM evaluation n
          WHERE n.project_id = e.project_id AND n.kind = e.kind AND n.number > e.number AND n.state <> 'CANCELLED')
      ORDER BY e.id LIMIT 50`,
    )
  if (approver.length > 0)
    pieces.push(Prisma.sql`
      SELECT 'evaluationToConfirm', x.mine, e.id::text, '', p.title, '', NULL::timestamptz,
        CASE WHEN NOT x.mine THEN e.reply_due_on::text END, NULL::int
      FROM evaluation e JOIN project p ON p.id = e.project_id CROSS JOIN LATERAL (SELECT e.reply_due_on < ${today}
        OR EXISTS (SELECT 1 FROM evaluation_reply r WHERE r.evaluation_id = e.id AND r.round = e.round) AS mine) x
      WHERE e.state = 'SUBMITTED' AND p.body_id = ${among(approver)} AND e.commissioned_by_id <> ${me}::uuid
      ORDER BY e.reply_due_on LIMIT 50`)
  if (replier.length > 0)
    pieces.push(Prisma.sql`
      SELECT CASE WHEN e.state = 'SUBMITTED' THEN 'evaluationToReply' ELSE 'evaluationToFix' END, true, e.id::text, '', p.title, '',
        NULL::timestamptz, CASE WHEN e.state = 'SUBMITTED' THEN e.reply_due_on ELSE e.fix_due_on END::text, NULL::int
      FROM evaluation e JOIN project p ON p.id = e.project_id
      WHERE p.organization_id = ${among(replier)} AND p.state <> 'TERMINATED' AND (
        (e.state = 'SUBMITTED' AND e.reply_due_on >= ${today}
          AND NOT EXISTS (SELECT 1 FROM evaluation_reply r WHERE r.evaluation_id = e.id AND r.round = e.round))
        OR (e.state = 'CONFIRMED' AND NOT e.passes AND e.fixed_at IS NULL AND NOT EXISTS (SELECT 1 FROM evaluation n
          WHERE n.project_id = e.project_id AND n.kind = e.kind AND n.number > e.number AND n.state <> 'CANCELLED')))
      ORDER BY e.id LIMIT 50`)
  return pieces
}
