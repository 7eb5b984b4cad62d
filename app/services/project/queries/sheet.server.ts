import type { CofundingKind } from '#app/domain/cofunding/matching.ts'
import type { AmendmentKind, AmendmentSide, Authority } from '#app/domain/amendment/authority.ts'
import type { AmendmentState } from '#app/domain/amendment/lifecycle.ts'
import type { HaltState } from '#app/domain/halt/lifecycle.ts'
import type { TerminationCode } from '#app/domain/halt/schema.ts'
import type { Finding } from '#app/domain/milestone/review.ts'
import type { Counting, EvidenceKind } from '#app/domain/milestone/terms.ts'
import type { MilestoneState, ReportState, TrancheState } from '#app/domain/milestone/lifecycle.ts'
import type { CallFees, ServiceView } from '#app/domain/fee/fees.ts'
import type { PartyKind } from '#app/domain/project/parties.ts'
import type { ContractState, ObjectionState, ProjectState } from '#app/domain/project/lifecycle.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Fen as text. */
export type TotalsText = { postedDebit: string; postedCredit: string; pendingDebit: string; pendingCredit: string }

export type EvidenceView = {
  id: string
  fileId: string
  title: string
  name: string
  size: number
  kind: EvidenceKind
  criterionId: string | null
  isPicture: boolean
  sha256: string
  isPublic: boolean
}
export type ReportView = {
  id: string
  number: number
  state: ReportState
  version: number
  narrative: string
  submittedAt: string | null
  submittedByName: string | null
  submittedById: string | null
  decidedAt: string | null
  decidedByName: string | null
  decisionReason: string
  findings: Finding[]
  appeal: { reason: string; filedAt: string; isUpheld: boolean | null; answer: string; decidedAt: string | null } | null
  isLeadAsked: boolean
  decidedById: string | null
  /** By indicator id. */
  figures: Record<string, number>
  evidence: EvidenceView[]
}
export type MilestoneView = {
  id: string
  position: number
  /** The position of the milestone whose rest this one asks for. */
  supplements: number | null
  title: string
  deliverable: string
  dueOn: string
  state: MilestoneState
  /** Accepted in part: of how much, and what became of the rest. */
  split: {
    fromFen: string
    acceptedFen: string
    remainderId: string
    remainderPosition: number
    isCancelled: boolean
    reason: string
  } | null
  requiredEvidence: EvidenceKind[]
  criteria: { id: string; position: number; text: string; isRetired: boolean }[]
  indicators: { id: string; name: string; unit: string; target: number; counting: Counting }[]
  reports: ReportView[]
  acceptance: { acceptedAt: string; acceptedByName: string; note: string } | null
  tranche: {
    id: string
    amountFen: string
    state: TrancheState
    releasedAt: string | null
    requestedById: string | null
    requestedByName: string | null
    verifiedById: string | null
    verifiedByName: string | null
    releasedByName: string | null
    holdEntryId: string | null
    /** What an approver decided of it after the project's early end. */
    verdict: { isOwed: boolean; reason: string; decidedByName: string; decidedAt: string } | null
    /** Stops it: 'failed' or 'open' (evaluation_block()). */
    evaluationBlock: 'failed' | 'open' | null
  }
}
/** Fen as text. */
export type BudgetLineView = { position: number; item: string; basis: string; kind: string | null; amountFen: string }
export type CofundingView = {
  kind: CofundingKind
  giver: string
  amountFen: string
  isAgreed: boolean
  valuation: string
  isNamed: boolean
}
/** One link of the chain of a contract's versions. */
export type AmendmentRow = {
  id: string
  number: number
  kind: AmendmentKind
  side: AmendmentSide
  authority: Authority
  state: AmendmentState
  reason: string
  contentSha256: string
  offeredAt: string | null
  settledAt: string | null
}
/** Why a project stands still or ended; names are of the body's own people. */
export type HaltView = {
  id: string
  kind: 'SUSPENSION' | 'TERMINATION'
  state: HaltState
  version: number
  code: TerminationCode | null
  reason: string
  expectedOn: string | null
  proposedById: string
  proposedByName: string
  proposedAt: string
  decidedByName: string | null
  decidedAt: string | null
  decisionReason: string
  endedAt: string | null
  returnedFen: string
}
export type ObjectionView = {
  id: string
  state: ObjectionState
  version: number
  reason: string
  raisedAt: string
  raisedByName: string
  answer: string
  answeredAt: string | null
  answeredByName: string | null
  closedAt: string | null
}
export type ContractView = {
  id: string
  contractNo: string
  state: ContractState
  version: number
  terms: string
  contentSha256: string | null
  returnReason: string
  offeredAt: string | null
  offeredByName: string | null
  signedAt: string | null
  signedByName: string | null
}
/** Who signs besides the two sides. `isOnline`: it is on the platform; else an official vouches for its paper. */
/** A paper signed with the contract; `isReplaced`: an earlier version, or one that was taken out. */
export type AnnexView = {
  id: string
  title: string
  versionNo: number
  sha256: string
  addedAt: string
  isReplaced: boolean
  file: { id: string; name: string; size: number }
}
export type PartyView = {
  id: string
  kind: PartyKind
  name: string
  creditCode: string | null
  duty: string
  signer: string
  isOnline: boolean
  signedAt: string | null
  file: { id: string; name: string; size: number; sha256: string } | null
}
/** The whole file of one project, for people who work on it; the public's page is another query with its own short list. */
export type ProjectSheet = {
  id: string
  projectNo: string
  title: string
  summary: string
  state: ProjectState
  version: number
  field: string
  instrument: string
  startsOn: string
  endsOn: string
  /** As signed first. */
  amountFen: string
  /** By supplements since. */
  addedFen: string
  /** What supplements may still add; null where the regime knows none. */
  supplementLeftFen: string | null
  awardId: string
  callNo: string | null
  bodyId: string
  bodyNameZh: string
  bodyNameEn: string
  organizationId: string
  organizationName: string
  organizationState: 'ACTIVE' | 'SUSPENDED'
  /** The award was taken back before anybody signed: nothing is promised, nothing was paid. */
  revocation: { code: string; note: string; at: string } | null
  contract: ContractView
  parties: PartyView[]
  annexes: AnnexView[]
  services: ServiceView[]
  /** Whether the call lets anything be taken, and what. */
  callFees: CallFees
  budgetLines: BudgetLineView[]
  /** What others bring, and what of it was confirmed. */
  cofunding: CofundingView[]
  amendments: AmendmentRow[]
  halts: HaltView[]
  milestones: MilestoneView[]
  objections: ObjectionView[]
  callTotals: TotalsText
  awardTotals: TotalsText
}

const totalsOf = (totals: Prisma.Sql) => Prisma.sql`(
  SELECT jsonb_build_object('postedDebit', posted_debit::text, 'postedCredit', posted_credit::text,
    'pendingDebit', pending_debit::text, 'pendingCredit', pending_credit::text)
  FROM ${totals})`

const nameOf = (id: Prisma.Sql) => Prisma.sql`(SELECT name FROM account WHERE id = ${id})`

const evidence = Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'fileId', e.file_id, 'title', e.title, 'name', f.name, 'size', f.size,
    'kind', e.kind, 'criterionId', e.criterion_id, 'isPicture', f.media_type LIKE 'image/%', 'sha256', f.sha256,
    'isPublic', e.is_public) ORDER BY e.id), '[]')
  FROM evidence e JOIN file f ON f.id = e.file_id WHERE e.report_id = r.id)`

const reports = Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'number', r.number, 'state', r.state, 'version', r.version,
    'narrative', r.narrative, 'submittedAt', r.submitted_at, 'submittedById', r.submitted_by_id,
    'submittedByName', ${nameOf(Prisma.sql`r.submitted_by_id`)}, 'decidedAt', r.decided_at,
    'decidedByName', ${nameOf(Prisma.sql`r.decided_by_id`)}, 'decisionReason', r.decision_reason,
    'figures', (SELECT coalesce(jsonb_object_agg(g.indicator_id, g.actual), '{}') FROM figure g WHERE g.report_id = r.id),
    'decidedById', r.decided_by_id,
    'findings', (SELECT coalesce(jsonb_agg(jsonb_build_object('part', n.part, 'partId', n.part_id, 'mark', n.mark, 'reason', n.reason)), '[]')
      FROM report_finding n WHERE n.report_id = r.id),
    'appeal', (SELECT jsonb_build_object('reason', q.reason, 'filedAt', q.filed_at, 'isUpheld', q.is_upheld, 'answer', q.answer, 'decidedAt', q.decided_at)
      FROM report_appeal q WHERE q.report_id = r.id),
    'isLeadAsked', EXISTS (SELECT 1 FROM escalation x WHERE x.report_id = r.id AND x.cause = 'ORGANIZATION'),
    'evidence', ${evidence}) ORDER BY r.number DESC), '[]')
  FROM report r WHERE r.milestone_id = m.id)`

const milestones = Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'position', m.position, 'title', m.title, 'deliverable', m.deliverable,
    'dueOn', m.due_on, 'state', m.state, 'requiredEvidence', to_jsonb(m.required_evidence),
    'supplements', (SELECT o.position FROM milestone o WHERE o.id = m.supplements_id),
    'split', (SELECT jsonb_build_object('fromFen', x.from_fen::text, 'acceptedFen', x.accepted_fen::text, 'remainderId', x.remainder_id,
        'remainderPosition', o.position, 'isCancelled', x.is_cancelled, 'reason', x.reason)
      FROM tranche_split x JOIN acceptance a ON a.id = x.acceptance_id JOIN milestone o ON o.id = x.remainder_id WHERE a.milestone_id = m.id),
    'criteria', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'position', c.position, 'text', c.text, 'isRetired', c.is_retired)
      ORDER BY c.is_retired, c.position), '[]') FROM milestone_criterion c WHERE c.milestone_id = m.id),
    'indicators', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name, 'unit', i.unit, 'target', i.target,
        'counting', i.counting) ORDER BY i.position), '[]')
      FROM indicator i WHERE i.milestone_id = m.id),
    'reports', ${reports},
    'acceptance', (SELECT jsonb_build_object('acceptedAt', a.accepted_at, 'acceptedByName', ${nameOf(Prisma.sql`a.accepted_by_id`)}, 'note', a.note)
      FROM acceptance a WHERE a.milestone_id = m.id),
    'tranche', (SELECT jsonb_build_object('id', t.id, 'amountFen', t.amount_fen::text, 'state', t.state, 'releasedAt', t.released_at,
      'requestedById', t.requested_by_id, 'requestedByName', ${nameOf(Prisma.sql`t.requested_by_id`)},
      'verifiedById', t.verified_by_id, 'verifiedByName', ${nameOf(Prisma.sql`t.verified_by_id`)},
      'releasedByName', ${nameOf(Prisma.sql`t.released_by_id`)}, 'holdEntryId', t.hold_entry_id,
      'evaluationBlock', CASE WHEN t.state = 'CLAIMABLE' THEN evaluation_block(t.id) END,
      'verdict', (SELECT jsonb_build_object('isOwed', v.is_owed, 'reason', v.reason, 'decidedByName', ${nameOf(Prisma.sql`v.decided_by_id`)},
        'decidedAt', v.decided_at) FROM tranche_verdict v WHERE v.tranche_id = t.id))
      FROM tranche t WHERE t.milestone_id = m.id)) ORDER BY m.position), '[]')
  FROM milestone m WHERE m.project_id = p.id)`

const objections = Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'state', o.state, 'version', o.version, 'reason', o.reason,
    'raisedAt', o.raised_at, 'raisedByName', ${nameOf(Prisma.sql`o.raised_by_id`)}, 'answer', o.answer, 'answeredAt', o.answered_at,
    'answeredByName', ${nameOf(Prisma.sql`o.answered_by_id`)}, 'closedAt', o.closed_at) ORDER BY o.raised_at DESC), '[]')
  FROM objection o WHERE o.project_id = p.id)`

const budgetLines = Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('position', l.position, 'item', l.item, 'basis', l.basis, 'kind', l.kind, 'amountFen', l.amount_fen::text)
    ORDER BY l.position), '[]') FROM budget_line l WHERE l.project_id = p.id)`

const cofunding = Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('kind', f.kind, 'giver', f.giver, 'amountFen', f.amount_fen::text, 'isAgreed', f.is_agreed,
    'valuation', f.valuation, 'isNamed', f.is_named) ORDER BY f.position), '[]') FROM cofunding f WHERE f.project_id = p.id)`

const amendments = Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'number', a.number, 'kind', a.kind, 'side', a.side, 'authority', a.authority,
    'state', a.state, 'reason', a.reason, 'contentSha256', a.content_sha256, 'offeredAt', a.offered_at, 'settledAt', a.settled_at)
    ORDER BY a.number, a.id), '[]') FROM amendment a WHERE a.contract_id = k.id)`

const halts = Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'kind', h.kind, 'state', h.state, 'version', h.version, 'code', h.code,
    'reason', h.reason, 'expectedOn', h.expected_on, 'proposedById', h.proposed_by_id, 'proposedByName', ${nameOf(Prisma.sql`h.proposed_by_id`)},
    'proposedAt', h.proposed_at, 'decidedByName', ${nameOf(Prisma.sql`h.decided_by_id`)}, 'decidedAt', h.decided_at,
    'decisionReason', h.decision_reason, 'endedAt', h.ended_at, 'returnedFen', h.returned_fen::text) ORDER BY h.id DESC), '[]')
  FROM halt h WHERE h.project_id = p.id)`

const parties = Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', y.id, 'kind', y.kind, 'name', y.name, 'creditCode', y.credit_code, 'duty', y.duty,
    'signer', y.signer, 'isOnline', y.organization_id IS NOT NULL OR y.body_id IS NOT NULL, 'signedAt', y.signed_at,
    'file', (SELECT jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size, 'sha256', f.sha256) FROM file f WHERE f.id = y.file_id))
    ORDER BY y.position), '[]') FROM contract_party y WHERE y.contract_id = k.id)`

const annexes = Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'title', x.title, 'versionNo', x.version_no, 'sha256', x.sha256, 'addedAt', x.added_at,
    'isReplaced', x.replaced_at IS NOT NULL, 'file', jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size))
    ORDER BY x.replaced_at IS NOT NULL, x.title, x.version_no DESC), '[]') FROM contract_annex x JOIN file f ON f.id = x.file_id WHERE x.contract_id = k.id)`

export type SheetKey = { projectId: string } | { milestoneId: string } | { trancheId: string }

const which = (key: SheetKey): Prisma.Sql => {
  if ('projectId' in key) return Prisma.sql`p.id = ${key.projectId}::uuid`
  if ('milestoneId' in key)
    return Prisma.sql`p.id = (SELECT project_id FROM milestone WHERE id = ${key.milestoneId}::uuid)`
  return Prisma.sql`p.id = (SELECT project_id FROM tranche WHERE id = ${key.trancheId}::uuid)`
}

/** One statement; who may see it is for the caller to decide with the policy. */
export async function readSheet(db: Db, key: SheetKey): Promise<ProjectSheet | null> {
  const [row] = await db.$queryRaw<{ sheet: ProjectSheet }[]>`
    SELECT jsonb_build_object('id', p.id, 'projectNo', p.project_no, 'title', p.title, 'summary', p.summary, 'state', p.state,
      'version', p.version, 'field', p.field, 'instrument', p.instrument, 'startsOn', p.starts_on, 'endsOn', p.ends_on,
      'amountFen', p.amount_fen::text, 'addedFen', supplements_of(p.award_id)::text, 'supplementLeftFen', supplement_left(p.contract_id)::text, 'awardId', p.award_id, 'callNo', c.call_no, 'bodyId', b.id, 'bodyNameZh', b.name_zh,
      'bodyNameEn', b.name_en, 'organizationId', o.id, 'organizationName', o.name, 'organizationState', o.state,
      'contract', jsonb_build_object('id', k.id, 'contractNo', k.contract_no, 'state', k.state, 'version', k.version, 'terms', k.terms,
        'contentSha256', k.content_sha256, 'returnReason', k.return_reason, 'offeredAt', k.offered_at,
        'offeredByName', ${nameOf(Prisma.sql`k.offered_by_id`)}, 'signedAt', k.signed_at, 'signedByName', ${nameOf(Prisma.sql`k.signed_by_id`)}),
      'revocation', CASE WHEN w.revoked_at IS NOT NULL THEN
        jsonb_build_object('code', w.revocation_code, 'note', w.revocation_note, 'at', w.revoked_at) END,
      'parties', ${parties}, 'annexes', ${annexes}, 'services', service_items_of(p.id), 'callFees', call_fees_of(p.call_id), 'budgetLines', ${budgetLines}, 'cofunding', ${cofunding}, 'amendments', ${amendments}, 'halts', ${halts}, 'milestones', ${milestones}, 'objections', ${objections},
      'callTotals', ${totalsOf(Prisma.sql`call_total(p.call_id)`)},
      'awardTotals', ${totalsOf(Prisma.sql`award_total(p.award_id)`)}) AS sheet
    FROM project p JOIN call c ON c.id = p.call_id JOIN body b ON b.id = p.body_id JOIN organization o ON o.id = p.organization_id
      JOIN contract k ON k.id = p.contract_id JOIN award w ON w.id = p.award_id
    WHERE ${which(key)}`
  return row?.sheet ?? null
}
