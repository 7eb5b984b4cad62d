import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { bodyName, handedOn } from './piece.ts'

const sql = Prisma.sql

/** What a body's people wait for of suppliers, tenants, experts and each other. Experts are counted here and never named. */
export function handedOnByBodies(ctx: Context): Prisma.Sql[] {
  if (ctx.actor.bodies.length === 0) return []
  return [...ofCalls(ctx), ...ofSuppliers(ctx), ...ofClosings(ctx), ...ofColleagues(ctx), ...ofPlace(ctx)]
}

function ofCalls(ctx: Context): Prisma.Sql[] {
  const either = bodiesWhere(ctx.actor, 'OFFICER', 'APPROVER')
  if (either.length === 0) return []
  return [
    handedOn(
      'drawAtExperts',
      {
        id: sql`c.id`,
        title: sql`c.title`,
        as: 'expert',
        since: sql`max(d.drawn_at)`,
        dueAt: sql`min(l.due_at)`,
        count: sql`count(*)`,
      },
      sql`draw_place l JOIN panel_draw d ON d.id = l.draw_id JOIN call c ON c.id = d.call_id
        WHERE c.body_id = ${among(either)} AND l.state = 'CALLED' AND l.due_at >= ${ctx.now} GROUP BY c.id ORDER BY min(l.due_at) LIMIT 20`,
    ),
    handedOn(
      'adviceAtBidder',
      {
        id: sql`c.id`,
        of: sql`x.id`,
        title: sql`c.title`,
        as: 'supplier',
        name: sql`o.name`,
        since: sql`min(a.advised_at)`,
      },
      sql`project_advice a JOIN bid x ON x.id = a.bid_id JOIN call c ON c.id = x.call_id JOIN organization o ON o.id = x.organization_id
        WHERE c.body_id = ${among(either)} AND a.asks_change AND a.answered_at IS NULL AND x.state <> 'LOST' AND c.state IN ('NOTICED', 'AWARDED')
        GROUP BY c.id, x.id, o.id ORDER BY min(a.advised_at) LIMIT 20`,
    ),
  ]
}

function ofSuppliers(ctx: Context): Prisma.Sql[] {
  const officer = bodiesWhere(ctx.actor, 'OFFICER')
  const finance = bodiesWhere(ctx.actor, 'FINANCE')
  const reviewer = bodiesWhere(ctx.actor, 'OFFICER', 'EVALUATOR')
  const supplier = { as: 'supplier', name: sql`o.name` } as const
  const from = sql`project p JOIN organization o ON o.id = p.organization_id`
  const pieces: Prisma.Sql[] = []
  if (officer.length > 0)
    pieces.push(
      handedOn(
        'reportReturnedAtOther',
        {
          ...supplier,
          id: sql`m.id`,
          title: sql`p.title`,
          part: sql`m.title`,
          dueOn: sql`m.due_on`,
          since: sql`(SELECT max(r.decided_at) FROM report r WHERE r.milestone_id = m.id)`,
        },
        sql`${from} JOIN milestone m ON m.project_id = p.id
          WHERE p.body_id = ${among(officer)} AND p.state = 'ACTIVE' AND m.state = 'RETURNED' ORDER BY m.due_on, m.id LIMIT 20`,
      ),
      handedOn(
        'quarterlyAtSupplier',
        { ...supplier, id: sql`p.id`, title: sql`p.title`, dueOn: sql`min(w.due_on)` },
        sql`${from} CROSS JOIN LATERAL quarters_owed(p.id, today()) w LEFT JOIN quarterly_report q ON q.project_id = p.id AND q.quarter_on = w.quarter_on
          WHERE p.body_id = ${among(officer)} AND p.state = 'ACTIVE' AND (q.state IS NULL OR q.state IN ('DRAFT', 'WITH_LEAD'))
          GROUP BY p.id, o.id ORDER BY min(w.due_on), p.id LIMIT 20`,
      ),
      handedOn(
        'evaluationToConfirmByOther',
        {
          id: sql`e.id`,
          title: sql`p.title`,
          as: 'approver',
          name: bodyName(ctx),
          since: sql`e.submitted_at`,
        },
        sql`evaluation e JOIN project p ON p.id = e.project_id JOIN body b ON b.id = p.body_id
          WHERE e.state = 'SUBMITTED' AND p.body_id = ${among(officer)}
            AND NOT (p.body_id = ${among(bodiesWhere(ctx.actor, 'APPROVER'))} AND e.commissioned_by_id <> ${ctx.actor.accountId ?? null}::uuid)
          ORDER BY e.submitted_at LIMIT 20`,
      ),
    )
  if (finance.length > 0)
    pieces.push(
      handedOn(
        'receiptAtOther',
        { ...supplier, id: sql`t.id`, title: sql`p.title`, part: sql`m.title`, since: sql`t.released_at` },
        sql`${from} JOIN tranche t ON t.project_id = p.id JOIN milestone m ON m.id = t.milestone_id
          WHERE p.body_id = ${among(finance)} AND t.state = 'RELEASED' AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.tranche_id = t.id) ORDER BY t.released_at LIMIT 20`,
      ),
    )
  if (reviewer.length > 0)
    pieces.push(
      handedOn(
        'expenseAtSupplier',
        { ...supplier, id: sql`e.id`, title: sql`p.title`, part: sql`e.purpose`, since: sql`e.reviewed_at` },
        sql`${from} JOIN expense e ON e.project_id = p.id WHERE p.body_id = ${among(reviewer)} AND e.state = 'QUESTIONED' ORDER BY e.reviewed_at, e.id LIMIT 20`,
      ),
    )
  return pieces
}

function ofClosings(ctx: Context): Prisma.Sql[] {
  const officer = bodiesWhere(ctx.actor, 'OFFICER')
  const approver = bodiesWhere(ctx.actor, 'APPROVER')
  const supervisor = bodiesWhere(ctx.actor, 'SUPERVISOR')
  const auditor = bodiesWhere(ctx.actor, 'OFFICER', 'EVALUATOR', 'SUPERVISOR')
  const supplier = { as: 'supplier', name: sql`o.name`, id: sql`p.id`, title: sql`p.title` } as const
  const from = sql`project p JOIN organization o ON o.id = p.organization_id`
  return [
    handedOn(
      'finalReportAtSupplier',
      { ...supplier, since: sql`p.ended_at` },
      sql`${from} LEFT JOIN final_report r ON r.project_id = p.id WHERE p.body_id = ${among(officer)} AND coalesce(r.state, 'DRAFT') = 'DRAFT'
        AND (p.state = 'COMPLETED' OR p.state = 'TERMINATED' AND p.started_at IS NOT NULL) ORDER BY p.ended_at, p.id LIMIT 20`,
    ),
    handedOn(
      'findingAtSupplier',
      { ...supplier, dueOn: sql`min(f.answer_due_on)`, since: sql`min(a.recorded_at)`, count: sql`count(*)` },
      sql`${from} JOIN audit a ON a.project_id = p.id JOIN audit_finding f ON f.audit_id = a.id
        WHERE p.body_id = ${among(auditor)} AND f.state = 'OPEN' GROUP BY p.id, o.id ORDER BY min(f.answer_due_on) LIMIT 20`,
    ),
    handedOn(
      'handoverAtOrganization',
      {
        id: sql`p.id`,
        title: sql`p.title`,
        as: 'organization',
        name: sql`o.name`,
        dueOn: sql`h.answer_by`,
        since: sql`h.asked_at`,
      },
      sql`handover h JOIN project p ON p.id = h.project_id JOIN bid x ON x.id = h.bid_id JOIN organization o ON o.id = x.organization_id
        WHERE h.state = 'ASKED' AND h.answer_by >= today() AND p.body_id = ${among(approver)} ORDER BY h.answer_by LIMIT 20`,
    ),
    handedOn(
      'objectionAtOther',
      {
        id: sql`p.id`,
        title: sql`p.title`,
        as: sql`CASE j.state WHEN 'OPEN' THEN 'officer' ELSE 'supervisor' END`,
        name: bodyName(ctx),
        since: sql`CASE j.state WHEN 'OPEN' THEN j.raised_at ELSE j.answered_at END`,
      },
      sql`objection j JOIN project p ON p.id = j.project_id JOIN body b ON b.id = p.body_id
        WHERE j.state = 'OPEN' AND p.body_id = ${among(supervisor)} AND p.body_id <> ALL (${officer}::uuid[]) ORDER BY j.raised_at LIMIT 20`,
    ),
  ]
}

/** What one person entered and another of the body has to confirm: nobody decides on their own. */
function ofColleagues(ctx: Context): Prisma.Sql[] {
  const self = ctx.actor.accountId ?? null
  const approver = { as: 'approver', name: bodyName(ctx) } as const
  const project = { ...approver, id: sql`p.id`, title: sql`p.title` }
  const from = sql`project p JOIN body b ON b.id = p.body_id`
  const entered = (
    kind: Parameters<typeof handedOn>[0],
    table: string,
    { by = 'entered_by_id', at = 'entered_at', open = 'e.confirmed_at IS NULL AND e.withdrawn_at IS NULL' } = {},
  ) =>
    handedOn(
      kind,
      { ...approver, since: Prisma.raw(`min(e.${at})`), count: sql`count(*)` },
      Prisma.sql`${Prisma.raw(table)} e JOIN body b ON b.id = e.body_id WHERE ${Prisma.raw(`e.${by}`)} = ${self}::uuid AND ${Prisma.raw(open)} GROUP BY b.id LIMIT 20`,
    )
  return [
    handedOn(
      'haltAtOther',
      { ...project, since: sql`h.proposed_at` },
      sql`${from} JOIN halt h ON h.project_id = p.id WHERE h.state = 'PROPOSED' AND h.proposed_by_id = ${self}::uuid ORDER BY h.proposed_at LIMIT 20`,
    ),
    handedOn(
      'clawbackToDecideByOther',
      { ...project, since: sql`w.proposed_at` },
      sql`${from} JOIN clawback w ON w.project_id = p.id WHERE w.state = 'PROPOSED' AND w.proposed_by_id = ${self}::uuid ORDER BY w.proposed_at LIMIT 20`,
    ),
    handedOn(
      'closingAtOther',
      { ...project, since: sql`r.proposed_at` },
      sql`${from} JOIN final_report r ON r.project_id = p.id WHERE r.state = 'PROPOSED' AND r.proposed_by_id = ${self}::uuid ORDER BY r.proposed_at LIMIT 20`,
    ),
    handedOn(
      'yearAtOther',
      { ...approver, id: sql`f.id`, of: sql`y.year`, title: sql`f.name`, since: sql`y.proposed_at` },
      sql`fund_year_close y JOIN fund f ON f.id = y.fund_id JOIN body b ON b.id = f.body_id
        WHERE y.closed_at IS NULL AND y.withdrawn_at IS NULL AND y.proposed_by_id = ${self}::uuid ORDER BY y.proposed_at LIMIT 20`,
    ),
    handedOn(
      'appropriationAtOther',
      { ...approver, title: sql`f.name`, since: sql`min(a.proposed_at)`, count: sql`count(*)` },
      sql`appropriation_proposal a JOIN fund f ON f.id = a.fund_id JOIN body b ON b.id = f.body_id
        WHERE a.confirmed_at IS NULL AND a.withdrawn_at IS NULL AND a.proposed_by_id = ${self}::uuid GROUP BY f.id, b.id ORDER BY min(a.proposed_at) LIMIT 20`,
    ),
    handedOn(
      'returnAccountAtOther',
      { ...approver, since: sql`w.declared_at` },
      sql`return_account w JOIN body b ON b.id = w.body_id WHERE w.declared_by_id = ${self}::uuid AND w.confirmed_at IS NULL AND w.withdrawn_at IS NULL LIMIT 20`,
    ),
    handedOn(
      'donationAppealAtOther',
      { ...approver, id: sql`a.id`, title: sql`a.title`, since: sql`a.submitted_at` },
      sql`appeal a JOIN body b ON b.id = a.body_id WHERE a.state = 'SUBMITTED' AND a.submitted_by_id = ${self}::uuid ORDER BY a.submitted_at LIMIT 20`,
    ),
    handedOn(
      'ratingAtApprover',
      { ...approver, id: sql`a.id`, title: sql`o.name`, since: sql`a.assessed_at` },
      sql`rating_application a JOIN organization o ON o.id = a.organization_id JOIN body b ON b.id = a.body_id
        WHERE a.state = 'ASSESSED' AND a.assessor_id = ${self}::uuid ORDER BY a.assessed_at LIMIT 20`,
    ),
    handedOn(
      'evaluationHandedIn',
      { ...approver, id: sql`e.id`, title: sql`p.title`, since: sql`e.submitted_at` },
      sql`evaluation_seat s JOIN evaluation e ON e.id = s.evaluation_id JOIN project p ON p.id = e.project_id JOIN body b ON b.id = p.body_id
        WHERE s.account_id = ${self}::uuid AND s.state = 'STANDS' AND e.state = 'SUBMITTED' ORDER BY e.submitted_at LIMIT 20`,
    ),
    entered('creditAtOther', 'credit_event', { by: 'recorded_by_id', at: 'recorded_at' }),
    entered('hubAtOther', 'hub_designation', {
      by: 'recorded_by_id',
      at: 'recorded_at',
      open: 'e.confirmed_at IS NULL AND e.ended_on IS NULL',
    }),
    entered('organizationEndAtOther', 'organization_end', { by: 'recorded_by_id', at: 'recorded_at' }),
    entered('gradeAtOther', 'rating_decision'),
    entered('recognitionAtOther', 'recognition'),
    entered('regionalAtOther', 'regional_figure'),
    entered('admissionAtOther', 'supplier_admission'),
    entered('showcaseAtOther', 'showcase'),
    entered('transferAtOther', 'function_transfer'),
    entered('taskAtOther', 'task_admission', {
      by: 'applied_by_id',
      at: 'applied_at',
      open: 'e.decided_at IS NULL AND e.withdrawn_at IS NULL',
    }),
  ]
}

/** Tasks with their leads, yearly reports with organizations, tenancies with tenants. */
function ofPlace(ctx: Context): Prisma.Sql[] {
  const self = ctx.actor.accountId ?? null
  const officer = bodiesWhere(ctx.actor, 'OFFICER')
  const staff = bodiesWhere(ctx.actor, 'OFFICER', 'APPROVER')
  if (staff.length === 0) return []
  const lead = { as: 'lead', name: bodyName(ctx, 'l'), title: sql`a.title` } as const
  const tenant = {
    as: 'tenant',
    id: sql`i.id`,
    title: sql`c.name_zh`,
    name: sql`coalesce(o.name, i.group_name)`,
  } as const
  const tenancies = sql`incubation i JOIN incubator c ON c.id = i.incubator_id LEFT JOIN organization o ON o.id = i.organization_id`
  return [
    handedOn(
      'assignmentToIssueByOther',
      { as: 'approver', name: bodyName(ctx), id: sql`a.id`, title: sql`a.title`, since: sql`a.proposed_at` },
      sql`assignment a JOIN body b ON b.id = a.body_id WHERE a.state = 'PROPOSED' AND a.proposed_by_id = ${self}::uuid ORDER BY a.proposed_at LIMIT 20`,
    ),
    handedOn(
      'assignmentAtLead',
      { ...lead, id: sql`a.id`, dueOn: sql`a.due_on`, since: sql`a.issued_at` },
      sql`assignment a JOIN body l ON l.id = a.lead_id WHERE a.state = 'ISSUED' AND a.body_id = ${among(staff)} AND a.lead_id <> ALL (${staff}::uuid[])
        AND a.due_on >= today() ORDER BY a.due_on LIMIT 20`,
    ),
    handedOn(
      'assignmentReportAtOther',
      {
        id: sql`r.id`,
        title: sql`a.title`,
        as: sql`CASE r.state WHEN 'WITH_LEAD' THEN 'approver' ELSE 'office' END`,
        name: sql`CASE r.state WHEN 'WITH_LEAD' THEN ${bodyName(ctx, 'l')} ELSE ${bodyName(ctx)} END`,
        since: sql`CASE r.state WHEN 'WITH_LEAD' THEN r.sent_up_at ELSE r.signed_at END`,
      },
      sql`assignment_report r JOIN assignment a ON a.id = r.assignment_id JOIN body b ON b.id = a.body_id JOIN body l ON l.id = a.lead_id
        WHERE r.state IN ('WITH_LEAD', 'WITH_OFFICE') AND (r.author_id = ${self}::uuid OR (r.state = 'WITH_OFFICE' AND r.signed_by_id = ${self}::uuid)) ORDER BY r.sent_up_at LIMIT 20`,
    ),
    handedOn(
      'annualAtOrganizations',
      {
        as: 'organization',
        dueOn: sql`min(r.due_on)`,
        since: sql`min(r.opened_at)`,
        count: sql`count(*)`,
      },
      sql`annual_report r WHERE r.body_id = ${among(officer)} AND r.state IN ('OPEN', 'RETURNED') HAVING count(*) > 0`,
    ),
    handedOn(
      'tenancyReturned',
      { ...tenant, since: sql`i.checked_at` },
      sql`${tenancies} WHERE c.body_id = ${among(staff)} AND i.state = 'RETURNED' ORDER BY i.checked_at LIMIT 20`,
    ),
    handedOn(
      'agreementAtTenant',
      { ...tenant, since: sql`max(a.offered_at)` },
      sql`${tenancies} JOIN incubation_agreement a ON a.incubation_id = i.id AND a.signed_at IS NULL AND a.withdrawn_at IS NULL
        WHERE c.body_id = ${among(staff)} GROUP BY i.id, c.id, o.id ORDER BY max(a.offered_at) LIMIT 20`,
    ),
    handedOn(
      'noticeAtTenant',
      { ...tenant, dueOn: sql`i.leave_by_on`, since: sql`i.notice_at` },
      sql`${tenancies} WHERE c.body_id = ${among(staff)} AND i.state = 'LEAVING' AND i.exit_replied_at IS NULL AND i.leave_by_on > today() ORDER BY i.leave_by_on LIMIT 20`,
    ),
  ]
}
