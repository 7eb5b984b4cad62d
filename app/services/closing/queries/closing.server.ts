import type { FinalReportState, FindingState } from '#app/domain/closing/lifecycle.ts'
import { closingPolicy } from '#app/domain/closing/policy.ts'
import { reachedInAll } from '#app/domain/closing/reached.ts'
import type { Obstacle, Opinion, Severity } from '#app/domain/closing/schema.ts'
import type { ProjectState } from '#app/domain/project/lifecycle.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { AccountForReturns } from '#app/services/clawback/queries/return-account.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { unwritten } from '../final-report.server.ts'

/** Fen as text; of a closed project as it was approved. */
export type SettlementView = {
  paidFen: string
  spentFen: string
  returnedFen: string
  writtenOffFen: string
  keptFen: string
  openFen: string
}
export type FileView = { id: string; name: string; size: number }
export type FindingView = {
  id: string
  number: number
  state: FindingState
  version: number
  severity: Severity
  text: string
  amountFen: string
  answerDueOn: string
  isOverdue: boolean
  answer: string
  answerFile: FileView | null
  settlement: string
}
export type AuditView = {
  id: string
  firm: string
  auditorName: string
  opinion: Opinion
  summary: string
  auditedOn: string
  file: FileView | null
  findings: FindingView[]
}
export type FinalReportView = {
  state: FinalReportState
  version: number
  narrative: string
  assets: string
  results: string
  submittedByName: string | null
  submittedAt: string | null
  returnReason: string
  proposedByName: string | null
  proposedAt: string | null
  proposalNote: string
  approvedAt: string | null
  retainUntil: string | null
}
export type ClosingPage = {
  id: string
  projectNo: string
  title: string
  state: ProjectState
  /** It ended before its time. */
  isEndedEarly: boolean
  /** Over, at its end or before, and not closed yet. */
  isSettling: boolean
  settlement: SettlementView
  /** Of what was ordered back, how much has not come yet; fen. */
  owedFen: string
  /** Where what comes back is paid to; null: the body has not said yet. */
  account: AccountForReturns | null
  rule: {
    unspent: 'RETURN' | 'KEEP'
    needsAudit: boolean
    archiveYears: number
    source: string
    isConfirmed: boolean
  } | null
  obstacles: { code: Obstacle; count: number }[]
  reached: ReturnType<typeof reachedInAll>
  /** Null until somebody began it; a draft is its writers' own. */
  report: FinalReportView | null
  documents: FileView[]
  audits: AuditView[]
  today: string
  may: Record<
    | 'write'
    | 'submit'
    | 'giveBack'
    | 'audit'
    | 'answerFinding'
    | 'settleFinding'
    | 'propose'
    | 'approve'
    | 'withdraw'
    | 'proposeReturn',
    boolean
  >
}

type Raw = Omit<ClosingPage, 'isSettling' | 'rule' | 'reached' | 'report' | 'audits' | 'today' | 'may'> & {
  bodyId: string
  organizationId: string
  isStarted: boolean
  rule: {
    unspent: 'RETURN' | 'KEEP'
    needsAudit: boolean
    archiveYears: number
    sourceZh: string
    sourceEn: string
    isConfirmed: boolean
  } | null
  indicators: { name: string; unit: string; target: number; actual: number | null }[]
  report: (FinalReportView & { proposedById: string | null }) | null
  audits: (Omit<AuditView, 'findings'> & { findings: Omit<FindingView, 'isOverdue'>[] })[]
}

/** A project's account and what is left to be done before it is closed; for everybody who may read its file. One statement. */
export async function readClosing(ctx: Context, projectId: string): Promise<ClosingPage | null> {
  const [row] = await ctx.db.$queryRaw<{ page: Raw }[]>`
    SELECT jsonb_build_object('id', p.id, 'projectNo', p.project_no, 'title', p.title, 'state', p.state, 'bodyId', p.body_id,
      'organizationId', p.organization_id, 'isStarted', p.started_at IS NOT NULL, 'isEndedEarly', project_ended_early(p.id),
      'settlement', (SELECT jsonb_build_object('paidFen', paid_fen::text, 'spentFen', spent_fen::text, 'returnedFen', returned_fen::text,
        'writtenOffFen', written_off_fen::text, 'keptFen', kept_fen::text, 'openFen', open_fen::text) FROM settlement_of(p.id)),
      'owedFen', (SELECT coalesce(sum(c.amount_fen - coalesce((SELECT sum(s.amount_fen) FROM clawback_settlement s WHERE s.clawback_id = c.id), 0)), 0)::text
        FROM clawback c WHERE c.project_id = p.id AND c.state = 'ORDERED'),
      'account', (SELECT jsonb_build_object('holder', holder, 'bank', bank, 'number', number) FROM return_account WHERE id = return_account_of(p.body_id)),
      'rule', (SELECT jsonb_build_object('unspent', unspent, 'needsAudit', needs_audit, 'archiveYears', archive_years, 'sourceZh', source_zh,
        'sourceEn', source_en, 'isConfirmed', is_confirmed) FROM closing_rule_of(p.id)),
      'obstacles', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', code, 'count', count)), '[]') FROM closing_obstacles(p.id)),
      'indicators', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', i.name, 'unit', i.unit, 'target', i.target, 'actual', f.actual)
          ORDER BY m.position, i.position), '[]')
        FROM milestone m JOIN indicator i ON i.milestone_id = m.id LEFT JOIN acceptance a ON a.milestone_id = m.id
          LEFT JOIN figure f ON f.indicator_id = i.id AND f.report_id = a.report_id WHERE m.project_id = p.id),
      'report', (SELECT jsonb_build_object('state', r.state, 'version', r.version, 'narrative', r.narrative, 'assets', r.assets, 'results', r.results,
          'submittedByName', (SELECT name FROM account WHERE id = r.submitted_by_id), 'submittedAt', r.submitted_at, 'returnReason', r.return_reason,
          'proposedById', r.proposed_by_id, 'proposedByName', (SELECT name FROM account WHERE id = r.proposed_by_id), 'proposedAt', r.proposed_at,
          'proposalNote', r.proposal_note, 'approvedAt', r.approved_at, 'retainUntil', r.retain_until)
        FROM final_report r WHERE r.project_id = p.id),
      'documents', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size) ORDER BY d.id), '[]')
        FROM closing_document d JOIN file f ON f.id = d.file_id WHERE d.project_id = p.id),
      'audits', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'firm', a.firm,
          'auditorName', (SELECT name FROM account WHERE id = a.recorded_by_id), 'opinion', a.opinion, 'summary', a.summary, 'auditedOn', a.audited_on,
          'file', (SELECT jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size) FROM file f WHERE f.id = a.file_id),
          'findings', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'number', g.number, 'state', g.state, 'version', g.version,
              'severity', g.severity, 'text', g.text, 'amountFen', g.amount_fen::text, 'answerDueOn', g.answer_due_on, 'answer', g.answer,
              'answerFile', (SELECT jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size) FROM file f WHERE f.id = g.answer_file_id),
              'settlement', g.settlement) ORDER BY g.number), '[]') FROM audit_finding g WHERE g.audit_id = a.id)) ORDER BY a.id), '[]')
        FROM audit a WHERE a.project_id = p.id)) AS page
    FROM project p WHERE p.id = ${projectId}::uuid`
  if (row === undefined || !may(closingPolicy, 'read', ctx.actor, row.page)) return null
  const { bodyId, organizationId, isStarted, rule, indicators, report, audits, ...page } = row.page
  const allowed = (step: keyof typeof closingPolicy) =>
    may(closingPolicy, step, ctx.actor, { bodyId, organizationId, proposedById: report?.proposedById ?? undefined })
  const isOwn = allowed('write')
  const today = dayOf(ctx.now)
  const isOpen = page.state === 'COMPLETED' || (page.state === 'TERMINATED' && isStarted)
  const isSettled = page.obstacles.length === 0
  const isDraft = report === null || report.state === 'DRAFT'
  return {
    ...page,
    isSettling: isOpen,
    rule: rule === null ? null : { ...rule, source: ctx.locale === 'en' ? rule.sourceEn : rule.sourceZh },
    reached: reachedInAll(indicators),
    report:
      report === null || (report.state === 'DRAFT' && !isOwn)
        ? isOwn
          ? { ...emptyReport, version: unwritten }
          : null
        : report,
    documents: isDraft && !isOwn ? [] : page.documents,
    audits: audits.map((audit) => ({
      ...audit,
      findings: audit.findings.map((finding) => ({
        ...finding,
        isOverdue: finding.state === 'OPEN' && finding.answerDueOn < today,
      })),
    })),
    today,
    may: {
      write: isOpen && isDraft && isOwn,
      submit: isOpen && isDraft && allowed('submit'),
      giveBack: report?.state === 'SUBMITTED' && allowed('giveBack'),
      audit: isStarted && page.state !== 'CLOSED' && allowed('audit'),
      answerFinding: page.state !== 'CLOSED' && allowed('answerFinding'),
      settleFinding: page.state !== 'CLOSED' && allowed('settleFinding'),
      propose: report?.state === 'SUBMITTED' && isSettled && allowed('propose'),
      approve: report?.state === 'PROPOSED' && allowed('approve'),
      withdraw: report?.state === 'PROPOSED' && allowed('propose'),
      proposeReturn: isOpen && BigInt(page.settlement.openFen) > 0n && allowed('propose'),
    },
  }
}

const emptyReport: Omit<FinalReportView, 'version'> = {
  state: 'DRAFT',
  narrative: '',
  assets: '',
  results: '',
  submittedByName: null,
  submittedAt: null,
  returnReason: '',
  proposedByName: null,
  proposedAt: null,
  proposalNote: '',
  approvedAt: null,
  retainUntil: null,
}
