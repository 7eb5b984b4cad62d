import { assignmentPolicy } from '#app/domain/assignment/policy.ts'
import type { AssignmentReportState } from '#app/domain/assignment/report-lifecycle.ts'
import { quarterOf } from '#app/domain/quarterly/quarters.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A quarter of a task: its report, null where nobody has begun; `dueOn` null while the quarter runs, and where the task is closed. */
export type ReportQuarter = {
  quarterOn: string
  dueOn: string | null
  isRunning: boolean
  state: AssignmentReportState | null
  isLate: boolean
  /** Null where the reader may not open it. */
  reportId: string | null
}
export type ReportQuarters = {
  rows: ReportQuarter[]
  mayWrite: boolean
  quarterDays: number
  isConfirmed: boolean
}

/** Every quarter of a task and how its lead's report stands; overdue is reckoned. One statement. The caller decides whether the task may be read. */
export async function readReportQuarters(ctx: Context, assignmentId: string): Promise<ReportQuarters> {
  const today = dayOf(ctx.now)
  const rows = await ctx.db.$queryRaw<
    (Omit<ReportQuarter, 'isRunning'> & {
      leadId: string
      officeId: string
      quarterDays: number
      isConfirmed: boolean
    })[]
  >`
    WITH a AS (SELECT * FROM assignment WHERE id = ${assignmentId}::uuid AND issued_at IS NOT NULL),
    quarter AS (SELECT o.quarter_on, o.due_on FROM a CROSS JOIN LATERAL assignment_quarters_owed(a.id, ${today}::date) o
      UNION SELECT ${quarterOf(today)}::date, NULL FROM a WHERE a.state = 'ISSUED'
      UNION SELECT r.quarter_on, NULL FROM a JOIN assignment_report r ON r.assignment_id = a.id WHERE a.state <> 'ISSUED')
    SELECT q.quarter_on::text AS "quarterOn", q.due_on::text AS "dueOn", r.state::text AS state, r.id::text AS "reportId",
      coalesce(q.due_on < ${today}::date, false) AND coalesce(r.state IN ('DRAFT', 'WITH_LEAD'), true) AS "isLate", a.lead_id::text AS "leadId", a.body_id::text AS "officeId",
      u.quarter_days AS "quarterDays", u.is_confirmed AS "isConfirmed"
    FROM a CROSS JOIN quarter q CROSS JOIN LATERAL (SELECT * FROM assignment_report_rule WHERE valid_from <= ${today}::date ORDER BY valid_from DESC LIMIT 1) u
      LEFT JOIN assignment_report r ON r.assignment_id = a.id AND r.quarter_on = q.quarter_on ORDER BY q.quarter_on DESC`
  const [first] = rows
  const isOf = (action: 'read' | 'writeReport', bodyId: string | undefined) =>
    bodyId !== undefined && may(assignmentPolicy, action, ctx.actor, { bodyId })
  const isLead = isOf('read', first?.leadId)
  return {
    rows: rows.map(({ quarterOn, dueOn, state, isLate, reportId }) => ({
      quarterOn,
      dueOn,
      isRunning: quarterOn === quarterOf(today),
      state,
      isLate,
      reportId:
        isLead || (isOf('read', first?.officeId) && (state === 'WITH_OFFICE' || state === 'RECEIVED'))
          ? reportId
          : null,
    })),
    mayWrite: isOf('writeReport', first?.leadId),
    quarterDays: first?.quarterDays ?? 0,
    isConfirmed: first?.isConfirmed ?? true,
  }
}

export type LeadReport = {
  id: string
  assignmentId: string
  assignmentTitle: string
  leadName: string
  officeName: string
  quarterOn: string
  state: AssignmentReportState
  version: number
  done: string
  problems: string
  plans: string
  authorName: string
  signedByName: string | null
  signedAt: string | null
  receivedByName: string | null
  receivedAt: string | null
  returnReason: string
  may: { write: boolean; signOff: boolean; receive: boolean }
}

type Raw = Omit<LeadReport, 'may'> & { leadId: string; officeId: string; authorId: string; signedById: string | null }

/** One report: for the lead's people always, for the office from its signing on. Null: not the reader's. One statement. */
export async function readLeadReport(ctx: Context, id: string): Promise<LeadReport | null> {
  const name = Prisma.raw(ctx.locale === 'en' ? 'name_en' : 'name_zh')
  const [row] = await ctx.db.$queryRaw<Raw[]>`
    SELECT r.id::text, a.id::text AS "assignmentId", a.title AS "assignmentTitle", l.${name} AS "leadName", b.${name} AS "officeName", r.quarter_on::text AS "quarterOn",
      r.state::text AS state, r.version, r.done, r.problems, r.plans, w.name AS "authorName", s.name AS "signedByName", to_json(r.signed_at)#>>'{}' AS "signedAt",
      v.name AS "receivedByName", to_json(r.received_at)#>>'{}' AS "receivedAt", r.return_reason AS "returnReason", a.lead_id::text AS "leadId", a.body_id::text AS "officeId",
      r.author_id::text AS "authorId", r.signed_by_id::text AS "signedById"
    FROM assignment_report r JOIN assignment a ON a.id = r.assignment_id JOIN body l ON l.id = a.lead_id JOIN body b ON b.id = a.body_id
      JOIN account w ON w.id = r.author_id LEFT JOIN account s ON s.id = r.signed_by_id LEFT JOIN account v ON v.id = r.received_by_id WHERE r.id = ${id}::uuid`
  if (row === undefined) return null
  const { leadId, officeId, authorId, signedById, ...page } = row
  const reads = (bodyId: string) => may(assignmentPolicy, 'read', ctx.actor, { bodyId })
  const isSigned = page.state === 'WITH_OFFICE' || page.state === 'RECEIVED'
  if (!reads(leadId) && !(isSigned && reads(officeId))) return null
  return {
    ...page,
    may: {
      write: page.state === 'DRAFT' && may(assignmentPolicy, 'writeReport', ctx.actor, { bodyId: leadId }),
      signOff:
        page.state === 'WITH_LEAD' && may(assignmentPolicy, 'signReport', ctx.actor, { bodyId: leadId, authorId }),
      receive:
        page.state === 'WITH_OFFICE' &&
        may(assignmentPolicy, 'receiveReport', ctx.actor, { bodyId: officeId, authorId, signedById }),
    },
  }
}
