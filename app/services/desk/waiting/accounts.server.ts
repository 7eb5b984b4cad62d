import { bodiesWhere, organizationsWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Spending, money to return and closings, by whose move is next (app/domain/claim, clawback and closing). */
export function accountsWaiting({ actor }: Context): Prisma.Sql[] {
  const officer = bodiesWhere(actor, 'OFFICER')
  const approver = bodiesWhere(actor, 'APPROVER')
  const finance = bodiesWhere(actor, 'FINANCE')
  const reviewer = bodiesWhere(actor, 'OFFICER', 'EVALUATOR')
  const auditor = bodiesWhere(actor, 'OFFICER', 'EVALUATOR', 'SUPERVISOR')
  const member = organizationsWhere(actor, 'OWNER', 'EDITOR', 'CERTIFIER')
  const certifier = organizationsWhere(actor, 'CERTIFIER')
  const payer = organizationsWhere(actor, 'OWNER', 'CERTIFIER')
  if ([approver, finance, auditor, member].every((ids) => ids.length === 0)) return []
  const self = actor.accountId ?? null
  return [
    Prisma.sql`
      SELECT 'spendingToCertify', true, p.id::text, '', p.title, '', NULL::timestamptz, NULL::text, NULL::int
      FROM expense_batch b JOIN project p ON p.id = b.project_id
      WHERE b.state = 'SUBMITTED' AND b.submitted_by_id IS DISTINCT FROM ${self}::uuid AND p.organization_id = ${among(certifier)}
      ORDER BY b.id LIMIT 50`,
    Prisma.sql`
      SELECT CASE WHEN e.state = 'QUESTIONED' THEN 'expenseToExplain' ELSE 'expenseToDecide' END,
        true, e.id::text, '', p.title, e.purpose, NULL::timestamptz, NULL::text, NULL::int
      FROM expense e JOIN project p ON p.id = e.project_id
      WHERE (e.state = 'QUESTIONED' AND p.organization_id = ${among(member)})
        OR (e.state = 'ANSWERED' AND p.body_id = ${among(reviewer)}) ORDER BY e.id LIMIT 50`,
    Prisma.sql`
      SELECT CASE WHEN c.state = 'PROPOSED' THEN 'clawbackToDecide' WHEN x.objected THEN 'clawbackObjected'
          WHEN x.owes THEN 'clawbackToReturn' ELSE 'clawbackComing' END,
        c.state = 'PROPOSED' OR x.objected OR x.owes, p.id::text, '', p.title, '', NULL::timestamptz,
        CASE WHEN c.state = 'ORDERED' AND NOT x.objected THEN c.due_on::text END, NULL::int
      FROM clawback c JOIN project p ON p.id = c.project_id CROSS JOIN LATERAL (SELECT
        c.state = 'ORDERED' AND c.response IS NOT DISTINCT FROM 'OBJECTED' AND c.answer = '' AND p.body_id = ${among(approver)} AS objected,
        p.organization_id = ${among(payer)} AS owes) x
      WHERE (c.state = 'PROPOSED' AND p.body_id = ${among(approver)} AND c.proposed_by_id IS DISTINCT FROM ${self}::uuid)
        OR (c.state = 'ORDERED' AND (x.objected OR x.owes OR p.body_id = ${among(finance)})) ORDER BY c.id LIMIT 50`,
    Prisma.sql`
      SELECT CASE WHEN w.id IS NULL THEN 'returnAccountToEnter' ELSE 'returnAccountToConfirm' END, true, b.id::text, '', b.name_zh, '',
        NULL::timestamptz, NULL::text, NULL::int
      FROM body b LEFT JOIN return_account w ON w.body_id = b.id AND w.confirmed_at IS NULL AND w.withdrawn_at IS NULL
      WHERE (w.id IS NOT NULL AND b.id = ${among(approver)} AND w.declared_by_id IS DISTINCT FROM ${self}::uuid)
        OR (w.id IS NULL AND b.id = ${among(finance)} AND return_account_of(b.id) IS NULL
          AND EXISTS (SELECT 1 FROM clawback c JOIN project p ON p.id = c.project_id WHERE p.body_id = b.id AND c.state = 'ORDERED')) ORDER BY b.id LIMIT 20`,
    Prisma.sql`
      SELECT CASE WHEN coalesce(r.state, 'DRAFT') = 'DRAFT' THEN 'finalReportDue' WHEN r.state = 'SUBMITTED' THEN 'finalReportToCheck'
          ELSE 'closingToApprove' END,
        true, p.id::text, '', p.title, '', NULL::timestamptz, NULL::text, NULL::int
      FROM project p LEFT JOIN final_report r ON r.project_id = p.id
      WHERE (p.state = 'COMPLETED' OR p.state = 'TERMINATED' AND p.started_at IS NOT NULL) AND CASE coalesce(r.state, 'DRAFT') WHEN 'DRAFT' THEN p.organization_id = ${among(member)}
        WHEN 'SUBMITTED' THEN p.body_id = ${among(officer)}
        ELSE p.body_id = ${among(approver)} AND r.proposed_by_id IS DISTINCT FROM ${self}::uuid END
      ORDER BY p.id LIMIT 50`,
    Prisma.sql`
      SELECT DISTINCT 'owedToDecide', true, p.id::text, '', p.title, '', NULL::timestamptz, NULL::text, NULL::int
      FROM tranche t JOIN project p ON p.id = t.project_id
      WHERE t.state = 'CLAIMABLE' AND p.state = 'TERMINATED' AND p.body_id = ${among(approver)}
        AND ${self}::uuid NOT IN (t.requested_by_id, t.verified_by_id)
        AND NOT EXISTS (SELECT 1 FROM tranche_verdict v WHERE v.tranche_id = t.id) AND evaluation_block(t.id) IS NOT NULL LIMIT 50`,
    Prisma.sql`
      SELECT CASE h.state WHEN 'ASKED' THEN 'handoverToAnswer' ELSE 'handoverToNotice' END, true,
        CASE h.state WHEN 'ASKED' THEN h.id ELSE p.id END::text, '', p.title, '', NULL::timestamptz,
        CASE h.state WHEN 'ASKED' THEN h.answer_by::text END, NULL::int
      FROM handover h JOIN project p ON p.id = h.project_id JOIN bid b ON b.id = h.bid_id
      WHERE (h.state = 'ASKED' AND h.answer_by >= today() AND b.organization_id = ${among(payer)})
        OR (h.state = 'ACCEPTED' AND p.body_id = ${among(approver)}
          AND NOT EXISTS (SELECT 1 FROM result_notice n WHERE n.id = h.notice_id AND n.state <> 'WITHDRAWN')) ORDER BY h.id LIMIT 50`,
    Prisma.sql`
      SELECT CASE WHEN f.state = 'OPEN' THEN 'findingToAnswer' ELSE 'findingToSettle' END,
        true, p.id::text, '', p.title, '', NULL::timestamptz, CASE WHEN f.state = 'OPEN' THEN f.answer_due_on::text END, NULL::int
      FROM audit_finding f JOIN audit a ON a.id = f.audit_id JOIN project p ON p.id = a.project_id
      WHERE (f.state = 'OPEN' AND p.organization_id = ${among(member)})
        OR (f.state = 'ANSWERED' AND p.body_id = ${among(auditor)}) ORDER BY f.id LIMIT 50`,
  ]
}
