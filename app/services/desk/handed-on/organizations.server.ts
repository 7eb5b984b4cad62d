import { organizationsWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { bodyName, handedOn } from './piece.ts'

const sql = Prisma.sql

/**
 * What an organization's people wait for. Of a bid under review no more is told than that the buyer has it: who reviews, and how
 * far they are, stays with them until the result is public.
 */
export function handedOnByOrganizations(ctx: Context): Prisma.Sql[] {
  const member = organizationsWhere(ctx.actor, 'OWNER', 'EDITOR', 'CERTIFIER')
  if (member.length === 0) return []
  return [...bids(ctx, member), ...projects(ctx, member), ...closings(ctx, member), ...standing(ctx, member)]
}

function bids(ctx: Context, member: string[]): Prisma.Sql[] {
  return [
    handedOn(
      'partnershipAtOther',
      {
        id: sql`b.id`,
        title: sql`c.title`,
        as: 'partner',
        name: sql`o.name`,
        since: sql`p.named_at`,
        dueAt: sql`c.bid_deadline_at`,
      },
      sql`bid_partner p JOIN bid b ON b.id = p.bid_id JOIN call c ON c.id = b.call_id JOIN organization o ON o.id = p.organization_id
        WHERE b.organization_id = ${among(member)} AND p.confirmed_at IS NULL AND b.state = 'DRAFT' AND c.state = 'PUBLISHED' AND c.bid_deadline_at > ${ctx.now}
        ORDER BY p.named_at LIMIT 20`,
    ),
    handedOn(
      'ownQuestionAtOther',
      {
        id: sql`c.call_no`,
        title: sql`c.title`,
        as: 'buyer',
        name: bodyName(ctx),
        since: sql`min(k.asked_at)`,
        dueAt: sql`c.bid_deadline_at`,
        count: sql`count(*)`,
      },
      sql`call_question k JOIN call c ON c.id = k.call_id JOIN body b ON b.id = c.body_id
        WHERE k.organization_id = ${among(member)} AND k.answered_at IS NULL AND c.state = 'PUBLISHED' AND c.bid_deadline_at > ${ctx.now} AND c.call_no IS NOT NULL
        GROUP BY c.id, b.id ORDER BY min(k.asked_at) LIMIT 20`,
    ),
    handedOn(
      'adviceAtOther',
      { id: sql`x.id`, title: sql`c.title`, as: 'buyer', name: bodyName(ctx), since: sql`min(a.answered_at)` },
      sql`project_advice a JOIN bid x ON x.id = a.bid_id JOIN call c ON c.id = x.call_id JOIN body b ON b.id = c.body_id
        WHERE x.organization_id = ${among(member)} AND a.answered_at IS NOT NULL AND a.accepted_at IS NULL AND x.state <> 'LOST' AND c.state IN ('NOTICED', 'AWARDED')
        GROUP BY x.id, c.id, b.id ORDER BY min(a.answered_at) LIMIT 20`,
    ),
  ]
}

function projects(ctx: Context, member: string[]): Prisma.Sql[] {
  const self = ctx.actor.accountId ?? null
  const certifier = organizationsWhere(ctx.actor, 'CERTIFIER')
  return [
    handedOn(
      'quarterlyAtOther',
      {
        id: sql`q.id`,
        title: sql`p.title`,
        as: sql`CASE q.state WHEN 'WITH_LEAD' THEN 'certifier' ELSE 'officer' END`,
        name: sql`CASE q.state WHEN 'WITH_LEAD' THEN o.name ELSE ${bodyName(ctx)} END`,
        since: sql`CASE q.state WHEN 'WITH_LEAD' THEN q.sent_up_at ELSE q.signed_at END`,
      },
      sql`quarterly_report q JOIN project p ON p.id = q.project_id JOIN body b ON b.id = p.body_id JOIN organization o ON o.id = p.organization_id
        WHERE p.organization_id = ${among(member)}
          AND (q.state = 'WITH_OFFICE' OR (q.state = 'WITH_LEAD' AND p.organization_id <> ALL (${certifier}::uuid[]))) ORDER BY q.quarter_on, q.id LIMIT 20`,
    ),
    handedOn(
      'reportAppealAtOther',
      {
        id: sql`m.id`,
        title: sql`p.title`,
        part: sql`m.title`,
        as: 'approver',
        name: bodyName(ctx),
        since: sql`a.filed_at`,
      },
      sql`report_appeal a JOIN report r ON r.id = a.report_id JOIN milestone m ON m.id = r.milestone_id JOIN project p ON p.id = m.project_id JOIN body b ON b.id = p.body_id
        WHERE p.organization_id = ${among(member)} AND a.decided_at IS NULL ORDER BY a.filed_at LIMIT 20`,
    ),
    handedOn(
      'spendingAtColleague',
      { id: sql`p.id`, title: sql`p.title`, as: 'certifier', name: sql`o.name`, since: sql`min(e.submitted_at)` },
      sql`expense_batch e JOIN project p ON p.id = e.project_id JOIN organization o ON o.id = p.organization_id
        WHERE e.state = 'SUBMITTED' AND p.organization_id = ${among(member)}
          AND NOT (p.organization_id = ${among(certifier)} AND e.submitted_by_id IS DISTINCT FROM ${self}::uuid)
        GROUP BY p.id, o.id ORDER BY min(e.submitted_at) LIMIT 20`,
    ),
    handedOn(
      'expenseAtOther',
      {
        id: sql`e.id`,
        title: sql`p.title`,
        part: sql`e.purpose`,
        as: 'buyer',
        name: bodyName(ctx),
        since: sql`e.answered_at`,
      },
      sql`expense e JOIN project p ON p.id = e.project_id JOIN body b ON b.id = p.body_id
        WHERE e.state = 'ANSWERED' AND p.organization_id = ${among(member)} ORDER BY e.answered_at LIMIT 20`,
    ),
    handedOn(
      'evaluationAtOther',
      { id: sql`e.id`, title: sql`p.title`, as: 'approver', name: bodyName(ctx), since: sql`r.replied_at` },
      sql`evaluation e JOIN evaluation_reply r ON r.evaluation_id = e.id AND r.round = e.round JOIN project p ON p.id = e.project_id JOIN body b ON b.id = p.body_id
        WHERE e.state = 'SUBMITTED' AND p.organization_id = ${among(member)} ORDER BY r.replied_at LIMIT 20`,
    ),
  ]
}

function closings(ctx: Context, member: string[]): Prisma.Sql[] {
  return [
    handedOn(
      'clawbackAtOther',
      { id: sql`p.id`, title: sql`p.title`, as: 'approver', name: bodyName(ctx), since: sql`w.responded_at` },
      sql`clawback w JOIN project p ON p.id = w.project_id JOIN body b ON b.id = p.body_id
        WHERE w.state = 'ORDERED' AND w.response = 'OBJECTED' AND w.answer = '' AND p.organization_id = ${among(member)} ORDER BY w.responded_at LIMIT 20`,
    ),
    handedOn(
      'finalReportAtOther',
      { id: sql`p.id`, title: sql`p.title`, as: 'buyer', name: bodyName(ctx), since: sql`r.submitted_at` },
      sql`final_report r JOIN project p ON p.id = r.project_id JOIN body b ON b.id = p.body_id
        WHERE r.state IN ('SUBMITTED', 'PROPOSED') AND p.organization_id = ${among(member)} ORDER BY r.submitted_at LIMIT 20`,
    ),
    handedOn(
      'findingAtOther',
      {
        id: sql`p.id`,
        title: sql`p.title`,
        as: 'buyer',
        name: bodyName(ctx),
        since: sql`min(f.answered_at)`,
        count: sql`count(*)`,
      },
      sql`audit_finding f JOIN audit a ON a.id = f.audit_id JOIN project p ON p.id = a.project_id JOIN body b ON b.id = p.body_id
        WHERE f.state = 'ANSWERED' AND p.organization_id = ${among(member)} GROUP BY p.id, b.id ORDER BY min(f.answered_at) LIMIT 20`,
    ),
    handedOn(
      'handoverAtOther',
      { id: sql`h.id`, title: sql`p.title`, as: 'approver', name: bodyName(ctx), since: sql`h.answered_at` },
      sql`handover h JOIN project p ON p.id = h.project_id JOIN bid x ON x.id = h.bid_id JOIN body b ON b.id = p.body_id
        WHERE h.state = 'ACCEPTED' AND x.organization_id = ${among(member)} ORDER BY h.answered_at LIMIT 20`,
    ),
  ]
}

function standing(ctx: Context, member: string[]): Prisma.Sql[] {
  const self = ctx.actor.accountId ?? null
  return [
    handedOn(
      'payoutAtColleague',
      { id: sql`o.id`, title: sql`o.name`, as: 'colleague', since: sql`w.declared_at` },
      sql`payout_account w JOIN organization o ON o.id = w.organization_id
        WHERE w.declared_by_id = ${self}::uuid AND w.organization_id = ${among(member)} AND w.confirmed_at IS NULL AND w.withdrawn_at IS NULL ORDER BY w.declared_at LIMIT 20`,
    ),
    handedOn(
      'membershipAtOther',
      { id: sql`x.own`, title: sql`o.name`, as: 'organization', name: sql`o.name`, since: sql`m.asked_at` },
      sql`hub_membership m CROSS JOIN LATERAL (SELECT CASE m.asked_by WHEN 'HUB' THEN m.hub_id ELSE m.member_id END AS own,
          CASE m.asked_by WHEN 'HUB' THEN m.member_id ELSE m.hub_id END AS other) x JOIN organization o ON o.id = x.other
        WHERE m.agreed_at IS NULL AND m.ended_at IS NULL AND x.own = ${among(member)} ORDER BY m.asked_at LIMIT 20`,
    ),
    handedOn(
      'ownershipAtOther',
      { id: sql`o.id`, title: sql`o.name`, as: 'colleague', name: sql`a.name`, since: sql`h.offered_at` },
      sql`ownership_handover h JOIN organization o ON o.id = h.organization_id JOIN account a ON a.id = h.to_id
        WHERE h.from_id = ${self}::uuid AND h.answered_at IS NULL ORDER BY h.offered_at LIMIT 20`,
    ),
    handedOn(
      'annualAtOther',
      {
        id: sql`r.id`,
        title: sql`o.name`,
        part: sql`r.year`,
        as: 'registry',
        name: bodyName(ctx),
        since: sql`r.submitted_at`,
      },
      sql`annual_report r JOIN organization o ON o.id = r.organization_id JOIN body b ON b.id = r.body_id
        WHERE r.organization_id = ${among(member)} AND r.state IN ('SUBMITTED', 'REVIEWED') ORDER BY r.submitted_at LIMIT 20`,
    ),
    handedOn(
      'ratingAtOther',
      { id: sql`o.id`, title: sql`o.name`, as: 'registry', name: bodyName(ctx), since: sql`a.applied_at` },
      sql`rating_application a JOIN organization o ON o.id = a.organization_id JOIN body b ON b.id = a.body_id
        WHERE a.organization_id = ${among(member)} AND a.state IN ('SUBMITTED', 'ACCEPTED', 'VISITED', 'ASSESSED') ORDER BY a.applied_at LIMIT 20`,
    ),
    handedOn(
      'creditRequestAtOther',
      {
        id: sql`o.id`,
        title: sql`o.name`,
        as: 'registry',
        name: bodyName(ctx),
        since: sql`q.filed_at`,
        dueOn: sql`q.due_on`,
      },
      sql`credit_request q JOIN credit_event v ON v.id = q.event_id JOIN organization o ON o.id = v.organization_id JOIN body b ON b.id = v.body_id
        WHERE v.organization_id = ${among(member)} AND q.decided_at IS NULL ORDER BY q.filed_at LIMIT 20`,
    ),
    handedOn(
      'exitAtOther',
      { id: sql`o.id`, title: sql`o.name`, as: 'approver', name: bodyName(ctx), since: sql`x.replied_at` },
      sql`supplier_exit x JOIN supplier_admission a ON a.id = x.admission_id JOIN organization o ON o.id = a.organization_id JOIN body b ON b.id = a.body_id
        WHERE a.organization_id = ${among(member)} AND x.replied_at IS NOT NULL AND x.decided_at IS NULL ORDER BY x.replied_at LIMIT 20`,
    ),
    handedOn(
      'volunteersAtColleague',
      { id: sql`c.id`, title: sql`c.title`, as: 'colleague', since: sql`max(s.recorded_at)`, count: sql`count(*)` },
      sql`callout c JOIN volunteer_signup s ON s.callout_id = c.id
        WHERE c.organization_id = ${among(member)} AND c.cancelled_at IS NULL AND s.cancelled_at IS NULL AND s.recorded_by_id = ${self}::uuid AND s.confirmed_at IS NULL
        GROUP BY c.id ORDER BY max(s.recorded_at) LIMIT 20`,
    ),
  ]
}
