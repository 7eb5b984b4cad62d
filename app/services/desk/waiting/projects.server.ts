import { bodiesWhere, organizationsWhere } from '#app/domain/shared/actor.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Contracts, reports, payments and objections, by whose move is next (app/domain/project and app/domain/milestone). */
export function projectsWaiting({ actor, now }: Context): Prisma.Sql[] {
  const officer = bodiesWhere(actor, 'OFFICER')
  const approver = bodiesWhere(actor, 'APPROVER')
  const either = [...new Set([...officer, ...approver])]
  const finance = bodiesWhere(actor, 'FINANCE')
  const supervisor = bodiesWhere(actor, 'SUPERVISOR')
  const member = organizationsWhere(actor, 'OWNER', 'EDITOR', 'CERTIFIER')
  const certifier = organizationsWhere(actor, 'CERTIFIER')
  if ([either, finance, supervisor, member].every((ids) => ids.length === 0)) return []
  return [
    Prisma.sql`
      SELECT CASE WHEN NOT x.mine THEN 'contractAtOther' WHEN k.state = 'OFFERED' THEN 'contractToSign'
          WHEN k.terms = '' THEN 'contractToDraft' ELSE 'contractToOffer' END AS kind,
        x.mine, p.id::text AS id, '' AS of, p.title, '' AS part, NULL::timestamptz AS due_at, NULL::text AS due_on, NULL::int AS count
      FROM project p JOIN contract k ON k.id = p.contract_id CROSS JOIN LATERAL (SELECT CASE
        WHEN k.state = 'OFFERED' THEN p.organization_id = ANY (${certifier}::uuid[])
        WHEN k.terms = '' THEN p.body_id = ANY (${officer}::uuid[])
        ELSE p.body_id = ANY (${approver}::uuid[]) END AS mine) x
      WHERE p.state = 'PREPARING' AND k.state IN ('DRAFT', 'OFFERED') AND (x.mine
        OR (k.state = 'OFFERED' AND p.body_id = ANY (${either}::uuid[]))
        OR (k.state = 'DRAFT' AND p.organization_id = ANY (${member}::uuid[])))
      ORDER BY p.id LIMIT 100`,
    Prisma.sql`
      SELECT CASE WHEN m.state = 'REPORTED' THEN CASE WHEN x.mine THEN 'reportToDecide' ELSE 'reportInReview' END
          WHEN r.id IS NOT NULL THEN 'reportToSubmit' ELSE 'reportDue' END,
        x.mine, CASE WHEN x.mine THEN m.id ELSE p.id END::text, '', p.title, m.title, NULL::timestamptz,
        CASE WHEN x.mine THEN m.due_on::text END, NULL::int
      FROM milestone m JOIN project p ON p.id = m.project_id
      LEFT JOIN report r ON r.milestone_id = m.id AND r.state = 'DRAFT'
      CROSS JOIN LATERAL (SELECT CASE WHEN m.state = 'REPORTED' THEN p.body_id = ANY (${officer}::uuid[])
        ELSE p.organization_id = ANY (${member}::uuid[]) END AS mine) x
      WHERE p.state = 'ACTIVE' AND (
        (m.state = 'REPORTED' AND (x.mine OR p.organization_id = ANY (${member}::uuid[])))
        OR (m.state IN ('PLANNED', 'RETURNED') AND x.mine
          AND (r.id IS NOT NULL OR m.state = 'RETURNED'
            OR m.due_on <= (${now}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date + 30)))
      ORDER BY x.mine DESC, m.due_on LIMIT 100`,
    Prisma.sql`
      SELECT CASE WHEN x.mine THEN 'trancheToRelease' WHEN p.organization_id = ANY (${member}::uuid[]) THEN 'paymentComing'
          ELSE 'paymentToCome' END,
        x.mine, CASE WHEN x.mine THEN t.id ELSE p.id END::text, '', p.title, m.title, NULL::timestamptz, NULL::text, NULL::int
      FROM tranche t JOIN milestone m ON m.id = t.milestone_id JOIN project p ON p.id = t.project_id
      CROSS JOIN LATERAL (SELECT p.body_id = ANY (${finance}::uuid[]) AS mine) x
      WHERE t.state = 'CLAIMABLE'
        AND (x.mine OR p.organization_id = ANY (${member}::uuid[]) OR p.body_id = ANY (${either}::uuid[]))
      ORDER BY x.mine DESC, t.id LIMIT 100`,
    Prisma.sql`
      SELECT CASE WHEN j.state = 'OPEN' THEN 'objectionToAnswer' ELSE 'objectionToClose' END,
        true, p.id::text, '', p.title, '', NULL::timestamptz, NULL::text, NULL::int
      FROM objection j JOIN project p ON p.id = j.project_id
      WHERE (j.state = 'OPEN' AND p.body_id = ANY (${officer}::uuid[]))
        OR (j.state = 'ANSWERED' AND p.body_id = ANY (${supervisor}::uuid[]))
      ORDER BY j.id LIMIT 50`,
    Prisma.sql`
      SELECT 'commentsToModerate', true, p.id::text, '', p.title, '', NULL::timestamptz, NULL::text, count(*)::int
      FROM service_comment k JOIN service_session s ON s.id = k.session_id JOIN project p ON p.id = s.project_id
      WHERE k.state = 'WAITING' AND p.body_id = ANY (${officer}::uuid[])
      GROUP BY p.id ORDER BY p.id LIMIT 50`,
  ]
}
