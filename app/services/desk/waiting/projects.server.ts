import { bodiesWhere, organizationsWhere } from '#app/domain/shared/actor.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { among } from '#app/services/shared/among.ts'
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
  const payee = organizationsWhere(actor, 'OWNER', 'CERTIFIER')
  if ([either, finance, supervisor, member].every((ids) => ids.length === 0)) return []
  return [
    Prisma.sql`
      SELECT CASE WHEN NOT x.mine THEN 'contractAtOther' WHEN k.state = 'OFFERED' THEN 'contractToSign'
          WHEN k.terms = '' THEN 'contractToDraft' ELSE 'contractToOffer' END AS kind,
        x.mine, p.id::text AS id, '' AS of, p.title, '' AS part, NULL::timestamptz AS due_at, NULL::text AS due_on, NULL::int AS count
      FROM project p JOIN contract k ON k.id = p.contract_id CROSS JOIN LATERAL (SELECT CASE
        WHEN k.state = 'OFFERED' THEN p.organization_id = ${among(certifier)}
          AND NOT EXISTS (SELECT 1 FROM contract_party y WHERE y.contract_id = k.id AND y.signed_at IS NULL)
        WHEN k.terms = '' THEN p.body_id = ${among(officer)}
        ELSE p.body_id = ${among(approver)} END AS mine) x
      WHERE p.state = 'PREPARING' AND k.state IN ('DRAFT', 'OFFERED') AND (x.mine
        OR (k.state = 'OFFERED' AND p.body_id = ${among(either)})
        OR (k.state = 'DRAFT' AND p.organization_id = ${among(member)}))
      ORDER BY p.id LIMIT 100`,
    Prisma.sql`
      SELECT 'partyToSign', true, y.id::text, '', p.title, '', NULL::timestamptz, NULL::text, NULL::int
      FROM contract_party y JOIN contract k ON k.id = y.contract_id JOIN project p ON p.contract_id = k.id
      WHERE k.state = 'OFFERED' AND y.signed_at IS NULL AND (y.organization_id = ${among(certifier)} OR y.body_id = ${among(approver)})
      ORDER BY y.id LIMIT 50`,
    Prisma.sql`
      SELECT 'partyToSignAmendment', true, y.id::text, '', p.title, '', NULL::timestamptz, NULL::text, NULL::int
      FROM amendment a JOIN contract_party y ON y.contract_id = a.contract_id JOIN project p ON p.contract_id = a.contract_id
      WHERE a.state = 'OFFERED' AND (y.organization_id = ${among(certifier)} OR y.body_id = ${among(approver)})
        AND y.id IN (SELECT amendment_parties_unsigned(a.id)) AND p.state IN ('ACTIVE', 'SUSPENDED') ORDER BY y.id LIMIT 50`,
    Prisma.sql`
      SELECT CASE WHEN m.state = 'REPORTED' THEN CASE WHEN x.mine THEN 'reportToDecide' ELSE 'reportInReview' END
          WHEN r.id IS NOT NULL THEN 'reportToSubmit' ELSE 'reportDue' END,
        x.mine, CASE WHEN x.mine THEN m.id ELSE p.id END::text, '', p.title, m.title, NULL::timestamptz,
        CASE WHEN x.mine THEN m.due_on::text END, NULL::int
      -- Few are in review at a time, and an organization has few: neither is looked for among all there are.
      FROM (SELECT y.id FROM milestone y WHERE y.state = 'REPORTED' UNION ALL
        SELECT y.id FROM project o JOIN milestone y ON y.project_id = o.id
        WHERE o.organization_id = ${among(member)} AND o.state = 'ACTIVE' AND y.state IN ('PLANNED', 'RETURNED')) near
      JOIN milestone m ON m.id = near.id JOIN project p ON p.id = m.project_id
      LEFT JOIN report r ON r.milestone_id = m.id AND r.state = 'DRAFT'
      CROSS JOIN LATERAL (SELECT CASE WHEN m.state = 'REPORTED' THEN p.body_id = ${among(officer)}
        ELSE p.organization_id = ${among(member)} END AS mine) x
      WHERE p.state = 'ACTIVE' AND (
        (m.state = 'REPORTED' AND (x.mine OR p.organization_id = ${among(member)}))
        OR (m.state IN ('PLANNED', 'RETURNED') AND x.mine
          AND (r.id IS NOT NULL OR m.state = 'RETURNED'
            OR m.due_on <= (${now}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date + 30)))
      ORDER BY x.mine DESC, m.due_on LIMIT 100`,
    Prisma.sql`
      SELECT CASE WHEN x.mine THEN 'trancheToRelease' WHEN p.organization_id = ${among(member)} THEN 'paymentComing'
          ELSE 'paymentToCome' END,
        x.mine, CASE WHEN x.mine THEN t.id ELSE p.id END::text, '', p.title, m.title, NULL::timestamptz, NULL::text, NULL::int
      FROM tranche t JOIN milestone m ON m.id = t.milestone_id JOIN project p ON p.id = t.project_id
      CROSS JOIN LATERAL (SELECT p.body_id = ${among(finance)} AS mine) x
      WHERE t.state = 'CLAIMABLE' AND p.state <> 'SUSPENDED'
        AND (x.mine OR p.organization_id = ${among(member)} OR p.body_id = ${among(either)})
      ORDER BY x.mine DESC, t.id LIMIT 100`,
    Prisma.sql`
      SELECT CASE WHEN p.body_id = ${among(finance)} THEN 'paymentMissing' ELSE 'paymentToConfirm' END,
        true, t.id::text, '', p.title, m.title, NULL::timestamptz, NULL::text, NULL::int
      FROM tranche t JOIN milestone m ON m.id = t.milestone_id JOIN project p ON p.id = t.project_id
      LEFT JOIN LATERAL (SELECT r.state FROM receipt r WHERE r.tranche_id = t.id ORDER BY r.said_at DESC, r.id DESC LIMIT 1) said ON TRUE
      WHERE t.state = 'RELEASED' AND ((said.state IS NULL AND p.organization_id = ${among(payee)})
        OR (said.state = 'MISSING' AND p.body_id = ${among(finance)}))
      ORDER BY t.released_at LIMIT 50`,
    Prisma.sql`
      SELECT 'paymentToApprove', true, t.id::text, '', p.title, m.title, NULL::timestamptz, NULL::text, NULL::int
      FROM tranche t JOIN milestone m ON m.id = t.milestone_id JOIN project p ON p.id = t.project_id
      WHERE t.state = 'CLAIMABLE' AND p.body_id = ${among(approver)} AND ${actor.accountId ?? null}::uuid NOT IN (t.requested_by_id, t.verified_by_id)
        AND EXISTS (SELECT 1 FROM caps_exceeded(t.id, ${now}::timestamptz) c WHERE c.effect = 'APPROVAL') AND NOT EXISTS (SELECT 1 FROM payment_approval g WHERE g.tranche_id = t.id)
      ORDER BY t.id LIMIT 50`,
    // The earliest quarter that is over and of which nothing was handed on.
    Prisma.sql`
      SELECT 'quarterlyToWrite', true, p.id::text, '', p.title, '', NULL::timestamptz, min(o.due_on)::text, NULL::int
      FROM project p CROSS JOIN LATERAL quarters_owed(p.id, ${dayOf(now)}::date) o LEFT JOIN quarterly_report q ON q.project_id = p.id AND q.quarter_on = o.quarter_on
      WHERE p.state = 'ACTIVE' AND p.organization_id = ${among(member)} AND (q.state IS NULL OR q.state = 'DRAFT')
      GROUP BY p.id, p.title ORDER BY min(o.due_on), p.id LIMIT 50`,
    Prisma.sql`
      SELECT CASE q.state WHEN 'WITH_LEAD' THEN 'quarterlyToSign' ELSE 'quarterlyToReceive' END, true, q.id::text, '', p.title, '',
        NULL::timestamptz, NULL::text, NULL::int
      FROM quarterly_report q JOIN project p ON p.id = q.project_id
      WHERE (q.state = 'WITH_LEAD' AND p.organization_id = ${among(certifier)}) OR (q.state = 'WITH_OFFICE' AND p.body_id = ${among(officer)})
      ORDER BY q.quarter_on, q.id LIMIT 50`,
    Prisma.sql`
      SELECT 'appealToDecide', true, m.id::text, '', p.title, m.title, NULL::timestamptz, NULL::text, NULL::int
      FROM report_appeal a JOIN report r ON r.id = a.report_id JOIN milestone m ON m.id = r.milestone_id JOIN project p ON p.id = m.project_id
      WHERE a.decided_at IS NULL AND p.body_id = ${among(approver)} ORDER BY a.report_id LIMIT 50`,
    Prisma.sql`
      SELECT 'yearToClose', true, f.id::text, y.year::text, f.name, '', NULL::timestamptz, NULL::text, NULL::int
      FROM fund_year_close y JOIN fund f ON f.id = y.fund_id
      WHERE y.closed_at IS NULL AND y.withdrawn_at IS NULL AND f.body_id = ${among(approver)} AND y.proposed_by_id <> ${actor.accountId ?? null}::uuid
      ORDER BY y.id LIMIT 20`,
    Prisma.sql`
      SELECT CASE WHEN w.id IS NULL THEN 'payoutToDeclare' ELSE 'payoutToConfirm' END, true, o.id::text, '', o.name, '', NULL::timestamptz, NULL::text, NULL::int
      FROM organization o LEFT JOIN payout_account w ON w.organization_id = o.id AND w.confirmed_at IS NULL AND w.withdrawn_at IS NULL
      WHERE o.id = ${among(payee)} AND CASE WHEN w.id IS NOT NULL THEN w.declared_by_id <> ${actor.accountId ?? null}::uuid
        ELSE payout_account_of(o.id) IS NULL AND EXISTS (SELECT 1 FROM project p WHERE p.organization_id = o.id AND p.state IN ('PREPARING', 'ACTIVE')) END
      ORDER BY o.id LIMIT 20`,
    Prisma.sql`
      SELECT CASE WHEN NOT x.mine THEN 'amendmentAtOther' WHEN a.state = 'DRAFT' THEN 'amendmentToSend' ELSE 'amendmentToAnswer' END,
        x.mine, a.id::text, '', p.title, '', NULL::timestamptz, NULL::text, NULL::int
      FROM amendment a JOIN project p ON p.contract_id = a.contract_id CROSS JOIN LATERAL (SELECT CASE
        -- Further parties sign before the other side does; what they sign on paper, an officer keeps.
        WHEN a.state = 'OFFERED' AND EXISTS (SELECT 1 FROM amendment_parties_unsigned(a.id) u) THEN p.body_id = ${among(officer)}
          AND EXISTS (SELECT 1 FROM amendment_parties_unsigned(a.id) u JOIN contract_party y ON y.id = u WHERE y.organization_id IS NULL AND y.body_id IS NULL)
        WHEN (a.state = 'DRAFT') = (a.side = 'SUPPLIER') THEN p.organization_id = ${among(certifier)}
        WHEN a.state = 'OFFERED' AND a.authority = 'APPROVAL' THEN p.body_id = ${among(either)}
        ELSE p.body_id = ${among(approver)} END AS mine) x
      WHERE p.state IN ('ACTIVE', 'SUSPENDED') AND a.state IN ('DRAFT', 'OFFERED') AND (x.mine OR (a.state = 'OFFERED'
        AND CASE a.side WHEN 'BUYER' THEN p.body_id = ${among(either)} ELSE p.organization_id = ${among(member)} END))
      ORDER BY a.id LIMIT 100`,
    Prisma.sql`
      SELECT 'appropriationToConfirm', true, '', '', '', '', NULL::timestamptz, NULL::text, count(*)::int
      FROM appropriation_proposal a JOIN fund f ON f.id = a.fund_id
      WHERE a.confirmed_at IS NULL AND a.withdrawn_at IS NULL AND f.body_id = ${among(approver)}
        AND a.proposed_by_id <> ${actor.accountId ?? null}::uuid HAVING count(*) > 0`,
    Prisma.sql`
      SELECT 'haltToDecide', true, p.id::text, '', p.title, '', NULL::timestamptz, NULL::text, NULL::int
      FROM halt h JOIN project p ON p.id = h.project_id
      WHERE h.state = 'PROPOSED' AND p.body_id = ${among(approver)} AND h.proposed_by_id <> ${actor.accountId ?? null}::uuid
      ORDER BY h.id LIMIT 50`,
    Prisma.sql`
      SELECT CASE WHEN j.state = 'OPEN' THEN 'objectionToAnswer' ELSE 'objectionToClose' END,
        true, p.id::text, '', p.title, '', NULL::timestamptz, NULL::text, NULL::int
      FROM objection j JOIN project p ON p.id = j.project_id
      WHERE (j.state = 'OPEN' AND p.body_id = ${among(officer)})
        OR (j.state = 'ANSWERED' AND p.body_id = ${among(supervisor)})
      ORDER BY j.id LIMIT 50`,
    Prisma.sql`
      SELECT 'commentsToModerate', true, p.id::text, '', p.title, '', NULL::timestamptz, NULL::text, count(*)::int
      FROM service_comment k JOIN service_session s ON s.id = k.session_id JOIN project p ON p.id = s.project_id
      WHERE k.state = 'WAITING' AND p.body_id = ${among(officer)}
      GROUP BY p.id ORDER BY p.id LIMIT 50`,
  ]
}
