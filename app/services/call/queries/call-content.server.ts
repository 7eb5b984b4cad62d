import { publicCallEvents } from '#app/domain/call/public-events.ts'
import type { ReasonsRule } from '#app/domain/panel/score-sheet.ts'
import type { EndCode } from '#app/domain/call/end-codes.ts'
import type { FormItem } from '#app/domain/call/form-item.ts'
import type { CallState } from '#app/domain/call/lifecycle.ts'
import type { DocumentKind } from '#app/domain/organization/document.ts'
import type { CallFees } from '#app/domain/fee/fees.ts'
import type { MatchingRule } from '#app/domain/cofunding/matching.ts'
import type { Grading, PostSize, PriceItem } from '#app/domain/post-price/price.ts'
import type { Keyholder } from '#app/domain/call/keyholders.ts'
import type {
  AwardMode,
  CallMethod,
  ConditionKind,
  ConditionUse,
  CriterionKind,
  FundingKind,
  Instrument,
  Reservation,
  ServiceField,
} from '#app/domain/call/terms.ts'
import type { SingleSourceGround } from '#app/domain/single-source/schema.ts'
import type { Citation } from '#app/domain/rule-book/cite.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

type Row = {
  id: string
  version: number
  body_id: string
  fund_id: string | null
  fund_name: string | null
  call_no: string | null
  title: string
  method: CallMethod
  instrument: Instrument
  funding_kind: FundingKind
  field: ServiceField
  summary: string
  requirement: string
  beneficiaries: string
  budget_fen: string
  ceiling_fen: string
  bid_deadline_at: Date
  starts_on: string
  ends_on: string
  quorum: number
  state: CallState
  state_reason: string
  end_code: EndCode | null
  suspended_at: Date | null
  unanswered: number
  copied_from: OriginRow | null
  retender_of: OriginRow | null
  retender: OriginRow | null
  index_no: string
  doc_no: string
  rule_book_code: string | null
  rule_book_version: number | null
  region_id: string
  region_name: string
  body_name: string
  drafted_by_id: string
  submitted_by_id: string | null
  published_by_id: string | null
  drafted_by: string
  submitted_by: string | null
  published_by: string | null
  created_at: Date
  submitted_at: Date | null
  published_at: Date | null
  concluded_at: Date | null
  result_published: boolean
  projects: { projectNo: string; title: string }[]
  criteria: {
    title: string
    guidance: string
    anchors: string
    kind: CriterionKind
    points: string
    answerLimit: number
  }[]
  scoring: {
    isBlind: boolean
    reasons: ReasonsRule
    allowsDiscussion: boolean
    dropHigh: number | null
    dropLow: number | null
  } | null
  milestones: {
    title: string
    deliverable: string
    indicator: string
    unit: string
    target: number
    dueOn: string
    trancheBps: number
  }[]
  key_threshold: number
  keyholders: Keyholder[]
  reservation: Reservation
  negative_list_checked: boolean
  bid_bond_fen: string
  performance_bond_bps: number
  award_mode: AwardMode
  conditions: {
    use: ConditionUse
    kind: ConditionKind
    text: string
    figure?: number | null
    form?: string | null
    regionId?: string | null
  }[]
  departures: DepartureRow[]
  documents: { id: string; fileId: string; title: string; name: string; size: number }[]
  events: { type: string; at: string }[]
  single_source: SingleSourceRow | null
  is_rehearsal: boolean
  invitees: string[]
  form_items: FormItem[]
  required_documents: DocumentKind[]
  allows_consortium: boolean
  matching: MatchingRule | null
  fees: CallFees
  posts: (Grading & PostSize & { title: string; ruleId: string })[]
  /** The standard that they are priced by; null where none is named. */
  post_standard: { sourceZh: string; sourceEn: string; isConfirmed: boolean; items: PriceItem[] } | null
}
type SingleSourceRow = {
  ground: SingleSourceGround
  originalFen: string | null
  opinions: number
  organizationId: string
  organization: string
  noticedAt: string | null
}
type OriginRow = { id: string; callNo: string | null; title: string }
type DepartureRow = {
  finding: string
  code: string
  data: Record<string, string | number>
  citation: Citation | null
  reason: string
  by: string
  at: string
}
export type CallContentRow = Row

/** A call with all its parts, in one statement. What of it a page shows, and to whom, its own query decides. */
export async function readCallContent(
  { db, locale }: Pick<Context, 'db' | 'locale'>,
  by: { id: string } | { callNo: string },
): Promise<Row | undefined> {
  const isEnglish = locale === 'en'
  const which = 'id' in by ? Prisma.sql`c.id = ${by.id}::uuid` : Prisma.sql`c.call_no = ${by.callNo}`
  const [row] = await db.$queryRaw<Row[]>`
    SELECT c.id, c.version, c.body_id, c.fund_id, f.name AS fund_name, c.call_no, c.title, c.method, c.instrument, c.funding_kind, c.field, c.summary,
      c.requirement, c.beneficiaries, c.budget_fen::text, c.ceiling_fen::text, c.bid_deadline_at, c.starts_on::text, c.ends_on::text,
      c.quorum::int, c.key_threshold::int, c.state, c.state_reason, c.end_code, c.suspended_at, c.index_no, c.is_rehearsal,
      ARRAY(SELECT x.organization_id::text FROM call_invitee x WHERE x.call_id = c.id) AS invitees,
      (SELECT count(*)::int FROM call_question x WHERE x.call_id = c.id AND x.answered_at IS NULL) AS unanswered, c.doc_no, c.rule_book_code, c.rule_book_version, c.reservation, c.negative_list_checked,
      c.bid_bond_fen::text, c.allows_consortium, matching_of(c.id) AS matching, call_fees_of(c.id) AS fees, posts_of(c.id) AS posts,
      (SELECT json_build_object('sourceZh', x.source_zh, 'sourceEn', x.source_en, 'isConfirmed', x.is_confirmed, 'items', post_price_items(x.id))
        FROM post_price_rule x WHERE x.id = (SELECT y.rule_id FROM call_post y WHERE y.call_id = c.id ORDER BY y.position LIMIT 1)) AS post_standard, c.performance_bond_bps, c.award_mode, c.region_id, c.drafted_by_id, c.submitted_by_id, c.published_by_id,
      CASE WHEN ${isEnglish} THEN r.name_en ELSE r.name_zh END AS region_name,
      CASE WHEN ${isEnglish} THEN b.name_en ELSE b.name_zh END AS body_name,
      d.name AS drafted_by, s.name AS submitted_by, p.name AS published_by,
      c.created_at, c.submitted_at, c.published_at, c.concluded_at,
      (SELECT json_build_object('id', x.id, 'callNo', x.call_no, 'title', x.title) FROM call x WHERE x.id = c.copied_from_id) AS copied_from,
      (SELECT json_build_object('id', x.id, 'callNo', x.call_no, 'title', x.title) FROM call x WHERE x.id = c.retender_of_id) AS retender_of,
      (SELECT json_build_object('id', x.id, 'callNo', x.call_no, 'title', x.title) FROM call x WHERE x.retender_of_id = c.id AND x.state <> 'CANCELLED') AS retender,
      (SELECT coalesce(json_agg(json_build_object('type', x.type, 'at', x.occurred_at) ORDER BY x.occurred_at, x.id), '[]')
        FROM event x WHERE x.call_id = c.id AND x.is_public AND x.type = ANY(${[...publicCallEvents]}::text[])) AS events,
      EXISTS (SELECT 1 FROM current_result x WHERE x.call_id = c.id AND x.published_at IS NOT NULL) AS result_published,
      (SELECT coalesce(json_agg(json_build_object('projectNo', x.project_no, 'title', x.title) ORDER BY x.project_no), '[]')
        FROM project x WHERE x.call_id = c.id AND x.state <> 'PREPARING') AS projects,
      (SELECT coalesce(json_agg(json_build_object('title', x.title, 'guidance', x.guidance, 'anchors', x.anchors, 'kind', x.kind,
        'points', trim_scale(x.max_points)::text, 'answerLimit', x.answer_limit) ORDER BY x.position), '[]') FROM criterion x WHERE x.call_id = c.id) AS criteria,
      (SELECT json_build_object('isBlind', x.is_blind, 'reasons', x.reasons, 'allowsDiscussion', x.allows_discussion,
        'dropHigh', x.drop_high, 'dropLow', x.drop_low) FROM call_scoring x WHERE x.call_id = c.id) AS scoring,
      (SELECT coalesce(json_agg(json_build_object('title', x.title, 'deliverable', x.deliverable, 'indicator', x.indicator, 'unit', x.unit,
        'target', x.target, 'dueOn', x.due_on, 'trancheBps', x.tranche_bps) ORDER BY x.position), '[]') FROM call_milestone x WHERE x.call_id = c.id) AS milestones,
      (SELECT coalesce(json_agg(json_build_object('name', x.name, 'isEscrow', x.is_escrow, 'hasKey', x.has_key, 'isNameable', x.is_nameable)
        ORDER BY x.is_escrow, x.name, x.account_id), '[]') FROM keyholders_of(c.id) x) AS keyholders,
      (SELECT coalesce(json_agg(json_build_object('use', x.use, 'kind', x.kind, 'text', x.text, 'figure', coalesce(x.grade, x.years), 'form', x.form, 'regionId', x.region_id) ORDER BY x.position), '[]')
        FROM call_condition x WHERE x.call_id = c.id) AS conditions,
      (SELECT coalesce(json_agg(json_build_object('finding', x.finding, 'code', x.code, 'data', x.data, 'citation', x.citation,
        'reason', x.reason, 'by', y.name, 'at', x.at) ORDER BY x.finding), '[]') FROM call_departure x JOIN account y ON y.id = x.by_id WHERE x.call_id = c.id) AS departures,
      (SELECT json_build_object('ground', x.ground, 'originalFen', x.original_fen::text, 'organizationId', x.organization_id, 'organization', y.name,
        'noticedAt', x.noticed_at, 'opinions', (SELECT count(*)::int FROM single_source_opinion z WHERE z.call_id = x.call_id))
        FROM single_source x JOIN organization y ON y.id = x.organization_id WHERE x.call_id = c.id) AS single_source,
      (SELECT coalesce(json_agg(json_build_object('id', x.id, 'fileId', x.file_id, 'title', x.title, 'name', y.name, 'size', y.size) ORDER BY x.position), '[]')
        FROM call_document x JOIN file y ON y.id = x.file_id WHERE x.call_id = c.id) AS documents,
      (SELECT coalesce(json_agg(json_build_object('code', x.code, 'kind', x.kind, 'title', x.title, 'hint', x.hint, 'isRequired', x.is_required,
        'maxChars', x.max_chars, 'options', x.options, 'columns', x.columns, 'rowsMax', x.rows_max, 'shownIf', CASE WHEN x.shown_if_code IS NULL
        THEN NULL ELSE json_build_object('code', x.shown_if_code, 'answer', x.shown_if_answer) END) ORDER BY x.position), '[]')
        FROM form_item x WHERE x.call_id = c.id) AS form_items,
      (SELECT coalesce(json_agg(x.kind ORDER BY x.kind), '[]') FROM required_document x WHERE x.call_id = c.id) AS required_documents
    FROM call c JOIN body b ON b.id = c.body_id JOIN region r ON r.id = c.region_id JOIN account d ON d.id = c.drafted_by_id
      LEFT JOIN fund f ON f.id = c.fund_id LEFT JOIN account s ON s.id = c.submitted_by_id LEFT JOIN account p ON p.id = c.published_by_id
    WHERE ${which}`
  return row
}

export type CallContent = ReturnType<typeof contentOf>

/** What the call asks for, as every reader of it may see it. */
export const contentOf = (row: Row) => ({
  title: row.title,
  method: row.method,
  instrument: row.instrument,
  matching: row.matching,
  fees: row.fees,
  posts: row.posts.map(({ title, level, grades, headcount, months, monthlyFen }) => ({
    ...{ title, level, grades },
    ...{ headcount, months, monthlyFen },
  })),
  postStandard: row.post_standard,
  fundingKind: row.funding_kind,
  field: row.field,
  regionName: row.region_name,
  bodyName: row.body_name,
  summary: row.summary,
  requirement: row.requirement,
  beneficiaries: row.beneficiaries,
  budgetFen: row.budget_fen,
  ceilingFen: row.ceiling_fen,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  quorum: row.quorum,
  criteria: row.criteria,
  scoring: row.scoring,
  milestones: row.milestones,
  conditions: row.conditions,
  reservation: row.reservation,
  bidBondFen: row.bid_bond_fen,
  performanceBondBps: row.performance_bond_bps,
  awardMode: row.award_mode,
  formItems: row.form_items,
  requiredDocuments: row.required_documents,
  allowsConsortium: row.allows_consortium,
  /** The one organization that is invited; null where anybody may bid. */
  invited: row.single_source === null ? null : row.single_source.organization,
  documents: row.documents.map(({ fileId, title, name, size }) => ({ fileId, title, name, size })),
})
