import { bodiesWhere, organizationsWhere } from '#app/domain/shared/actor.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Ratings, agreements, yearly reports and suppliers' lists: what waits for the registry, the buyer and the organization. */
export function standingWaiting({ actor, now }: Context): Prisma.Sql[] {
  const { accountId } = actor
  if (accountId === undefined) return []
  const today = dayOf(now)
  const officer = bodiesWhere(actor, 'OFFICER')
  const approver = bodiesWhere(actor, 'APPROVER')
  const own = organizationsWhere(actor, 'OWNER', 'EDITOR', 'CERTIFIER')
  const answering = organizationsWhere(actor, 'OWNER', 'CERTIFIER')
  const nothing = Prisma.sql`NULL::timestamptz AS due_at, NULL::text AS due_on, NULL::int AS count`
  const counted = (
    kind: string,
  ) => Prisma.sql`${kind}::text AS kind, true AS mine, '' AS id, '' AS of, '' AS title, '' AS part, NULL::timestamptz AS due_at,
    NULL::text AS due_on, count(*)::int AS count`
  const pieces: Prisma.Sql[] = []
  if (officer.length > 0)
    pieces.push(
      Prisma.sql`
        SELECT 'ratingToWork'::text AS kind, true AS mine, a.id::text AS id, '' AS of, o.name AS title, '' AS part, ${nothing}
        FROM rating_application a JOIN organization o ON o.id = a.organization_id WHERE a.body_id = ${among(officer)} AND a.state IN ('SUBMITTED', 'ACCEPTED', 'VISITED')
        ORDER BY a.applied_at LIMIT 20`,
      Prisma.sql`SELECT ${counted('annualToReview')} FROM annual_report r WHERE r.body_id = ${among(officer)} AND r.state = 'SUBMITTED' HAVING count(*) > 0`,
    )
  if (approver.length > 0)
    pieces.push(
      Prisma.sql`
        SELECT 'ratingToDecide'::text, true, a.id::text, '', o.name, '', ${nothing}
        FROM rating_application a JOIN organization o ON o.id = a.organization_id WHERE a.body_id = ${among(approver)} AND a.state = 'ASSESSED' AND a.assessor_id <> ${accountId}::uuid
        ORDER BY a.applied_at LIMIT 20`,
      Prisma.sql`
        SELECT ${counted('ratingEntered')} FROM (
          SELECT d.id FROM rating_decision d WHERE d.body_id = ${among(approver)} AND d.confirmed_at IS NULL AND d.withdrawn_at IS NULL AND d.entered_by_id <> ${accountId}::uuid
          UNION ALL SELECT v.id FROM rating_revocation v JOIN rating_decision d ON d.id = v.decision_id WHERE d.body_id = ${among(approver)} AND v.confirmed_at IS NULL AND v.entered_by_id <> ${accountId}::uuid) x HAVING count(*) > 0`,
      Prisma.sql`
        SELECT ${counted('recognitionEntered')} FROM recognition g LEFT JOIN recognition_end e ON e.recognition_id = g.id WHERE g.body_id = ${among(approver)} AND g.withdrawn_at IS NULL
          AND ((g.confirmed_at IS NULL AND g.entered_by_id <> ${accountId}::uuid) OR (e.id IS NOT NULL AND e.confirmed_at IS NULL AND e.entered_by_id <> ${accountId}::uuid)) HAVING count(*) > 0`,
      Prisma.sql`SELECT ${counted('regionalEntered')} FROM regional_figure f WHERE f.body_id = ${among(approver)} AND f.confirmed_at IS NULL AND f.withdrawn_at IS NULL
        AND f.entered_by_id <> ${accountId}::uuid HAVING count(*) > 0`,
      Prisma.sql`SELECT ${counted('annualToConclude')} FROM annual_report r WHERE r.body_id = ${among(approver)} AND r.state = 'REVIEWED' HAVING count(*) > 0`,
      Prisma.sql`
        SELECT ${counted('admissionToDecide')} FROM supplier_admission a LEFT JOIN supplier_exit x ON x.admission_id = a.id AND x.decided_at IS NULL
        WHERE a.body_id = ${among(approver)} AND a.withdrawn_at IS NULL AND ((a.confirmed_at IS NULL AND a.entered_by_id <> ${accountId}::uuid)
          OR (x.id IS NOT NULL AND x.entered_by_id <> ${accountId}::uuid AND (x.replied_at IS NOT NULL OR x.reply_until < ${today}::date))) HAVING count(*) > 0`,
    )
  const ending = bodiesWhere(actor, 'OFFICER', 'APPROVER')
  const complained = bodiesWhere(actor, 'OFFICER', 'APPROVER', 'SUPERVISOR')
  if (complained.length > 0)
    pieces.push(Prisma.sql`
      SELECT 'ratingToEnd'::text, true, a.id::text, '', o.name, '', NULL::timestamptz, NULL::text, NULL::int
      FROM rating_application a JOIN organization o ON o.id = a.organization_id
      CROSS JOIN LATERAL (SELECT count(*) AS open, count(*) FILTER (WHERE c.filed_by_id <> ${accountId}::uuid) AS mine
        FROM rating_complaint c WHERE c.application_id = a.id AND c.answered_at IS NULL) w
      WHERE a.body_id = ${among(complained)} AND a.state = 'NOTICED' AND ${accountId}::uuid NOT IN (a.assessor_id, a.decided_by_id)
        AND (w.mine > 0 OR (w.open = 0 AND a.notice_until < ${today}::date AND a.body_id = ${among(ending)})) ORDER BY a.notice_until LIMIT 20`)
  if (own.length > 0)
    pieces.push(Prisma.sql`
      SELECT 'annualToHandIn'::text, true, r.id::text, '', o.name, r.year::text, NULL::timestamptz, r.due_on::text, NULL::int
      FROM annual_report r JOIN organization o ON o.id = r.organization_id WHERE r.organization_id = ${among(own)} AND r.state IN ('OPEN', 'RETURNED') ORDER BY r.due_on LIMIT 20`)
  if (answering.length > 0)
    pieces.push(Prisma.sql`
      SELECT 'exitToAnswer'::text, true, a.organization_id::text, '', o.name, '', NULL::timestamptz, x.reply_until::text, NULL::int
      FROM supplier_exit x JOIN supplier_admission a ON a.id = x.admission_id JOIN organization o ON o.id = a.organization_id
      WHERE a.organization_id = ${among(answering)} AND x.decided_at IS NULL AND x.replied_at IS NULL AND x.reply_until >= ${today}::date ORDER BY x.reply_until LIMIT 20`)
  return pieces
}
