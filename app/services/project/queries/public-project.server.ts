import type { CofundingKind } from '#app/domain/cofunding/matching.ts'
import type { AmendmentKind } from '#app/domain/amendment/authority.ts'
import type { TerminationCode } from '#app/domain/halt/schema.ts'
import type { MilestoneState, TrancheState } from '#app/domain/milestone/lifecycle.ts'
import type { CallFees, ServiceView } from '#app/domain/fee/fees.ts'
import type { PartyKind } from '#app/domain/project/parties.ts'
import type { ContractState, ProjectState } from '#app/domain/project/lifecycle.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { type MoneyView, moneyView, spentOf } from './money.ts'
import type { TotalsText } from './sheet.server.ts'

export type PublicMilestone = {
  position: number
  title: string
  deliverable: string
  dueOn: string
  /** A report that was sent back is a matter between the two sides: the milestone is simply not reported yet. */
  state: Exclude<MilestoneState, 'RETURNED'>
  submittedAt: string | null
  acceptedAt: string | null
  releasedAt: string | null
  trancheFen: string
  trancheState: TrancheState
  /** `actual` is that of the accepted report; null until there is one. */
  indicators: { name: string; unit: string; target: number; actual: number | null }[]
  evidence: { fileId: string; title: string; name: string; size: number; isPicture: boolean }[]
}

/**
 * What anyone may read of a project, and nothing else: every column is named here one by one. No person's name or address, no
 * reason or note of an official, no report text, no evidence that is not marked public and accepted.
 */
export type PublicCofunding = {
  kind: CofundingKind
  giver: string
  amountFen: string
  isAgreed: boolean
  isNamed: boolean
  cameFen: string
}
export type PublicProject = {
  projectNo: string
  title: string
  summary: string
  state: ProjectState
  field: string
  instrument: string
  fundingKind: string
  startsOn: string
  endsOn: string
  endedAt: string | null
  regionCode: string
  regionName: string
  bodyName: string
  organizationId: string
  organizationName: string
  contractNo: string
  /** As signed first, and what supplements added. */
  amountFen: string
  addedFen: string
  contractState: ContractState
  contentSha256: string | null
  signedAt: string | null
  /** The award was taken back before anybody signed; what the buyer wrote of it is between the two sides. */
  revoked: { code: string; at: string } | null
  call: {
    callNo: string
    title: string
    indexNo: string
    docNo: string
    publishedAt: string
    openedAt: string | null
    bidCount: number
    resultPublishedAt: string | null
    total: string | null
  }
  createdAt: string
  money: MoneyView
  /** What the money is for; how it was reckoned stays between the two sides. */
  budgetLines: { item: string; kind: string | null; amountFen: string }[]
  /** What others bring besides public money, and what of it the office confirmed. */
  cofunding: PublicCofunding[]
  /** Services with their fees, as signed; whom the call is for; and fees that were reported and received, fen. */
  services: ServiceView[]
  fees: CallFees
  feesTakenFen: string
  /** Who signed besides the two sides; who signed for each is not told. */
  parties: {
    kind: PartyKind
    name: string
    creditCode: string | null
    duty: string
    signedAt: string | null
    isOnline: boolean
  }[]
  /** Changes of the contract in force, each with the hash of its whole content. */
  amendments: { number: number; kind: AmendmentKind; reason: string; contentSha256: string; settledAt: string }[]
  /** That it stands still or ended early, and since when; null where neither. */
  halt: {
    kind: 'SUSPENSION' | 'TERMINATION'
    code: TerminationCode | null
    expectedOn: string | null
    decidedAt: string
    returnedFen: string
  } | null
  /** The project whose rest this one goes on with, and the one that goes on with this one's. */
  continues: string | null
  continuedBy: string | null
  milestones: PublicMilestone[]
  /** Held so far, as the supplier wrote them down. */
  activities: { sessions: number; people: number }
}

type Raw = Omit<PublicProject, 'regionName' | 'bodyName' | 'money'> & {
  regionZh: string
  regionEn: string
  bodyZh: string
  bodyEn: string
  callTotals: TotalsText
  awardTotals: TotalsText
  settlement: { spentFen: string; returnedFen: string }
}

export const publicProject = (ctx: Context, projectNo: string): Reading<PublicProject | null> =>
  reading(
    Prisma.sql`
    SELECT jsonb_build_object('projectNo', p.project_no, 'title', p.title, 'summary', p.summary, 'state', p.state, 'field', p.field,
      'instrument', p.instrument, 'fundingKind', p.funding_kind, 'startsOn', p.starts_on, 'endsOn', p.ends_on, 'endedAt', p.ended_at, 'createdAt', p.created_at,
      'regionCode', g.code, 'regionZh', g.name_zh, 'regionEn', g.name_en, 'bodyZh', b.name_zh, 'bodyEn', b.name_en,
      'organizationId', o.id, 'organizationName', o.name, 'contractNo', k.contract_no, 'amountFen', p.amount_fen::text, 'addedFen', supplements_of(p.award_id)::text, 'contractState', k.state,
      'contentSha256', CASE WHEN k.state = 'SIGNED' THEN k.content_sha256 END, 'signedAt', k.signed_at,
      'call', jsonb_build_object('callNo', c.call_no, 'title', c.title, 'indexNo', c.index_no, 'docNo', c.doc_no,
        'publishedAt', c.published_at, 'openedAt', c.opened_at,
        'bidCount', (SELECT count(*) FROM bid WHERE call_id = c.id AND opened_at IS NOT NULL),
        'resultPublishedAt', s.published_at,
        'total', CASE WHEN s.published_at IS NOT NULL THEN (SELECT coalesce(calibrated_total, total)::text FROM bid_result WHERE bid_id = w.bid_id AND result_id = s.id) END),
      'callTotals', (SELECT jsonb_build_object('postedDebit', posted_debit::text, 'postedCredit', posted_credit::text,
        'pendingDebit', pending_debit::text, 'pendingCredit', pending_credit::text)
        FROM call_total(p.call_id)),
      'revoked', CASE WHEN w.revoked_at IS NOT NULL THEN jsonb_build_object('code', w.revocation_code, 'at', w.revoked_at) END,
      'awardTotals', (SELECT jsonb_build_object('postedDebit', posted_debit::text, 'postedCredit', posted_credit::text,
        'pendingDebit', pending_debit::text, 'pendingCredit', pending_credit::text)
        FROM award_total(p.award_id)),
      'settlement', (SELECT jsonb_build_object('spentFen', (spent_fen + kept_fen)::text, 'returnedFen', returned_fen::text) FROM settlement_of(p.id)),
      'budgetLines', CASE WHEN k.state = 'SIGNED' THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('item', l.item, 'kind', l.kind, 'amountFen', l.amount_fen::text)
          ORDER BY l.position), '[]') FROM budget_line l WHERE l.project_id = p.id) ELSE '[]' END,
      'cofunding', CASE WHEN k.state = 'SIGNED' THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', f.kind, 'giver', f.giver, 'amountFen', f.amount_fen::text,
          'isAgreed', f.is_agreed, 'isNamed', f.is_named, 'cameFen', (SELECT coalesce(sum(r.amount_fen), 0) FROM cofunding_receipt r
            WHERE r.cofunding_id = f.id AND r.state = 'CONFIRMED')::text) ORDER BY f.position), '[]') FROM cofunding f WHERE f.project_id = p.id) ELSE '[]' END,
      'services', CASE WHEN k.state = 'SIGNED' THEN service_items_of(p.id) ELSE '[]' END, 'fees', call_fees_of(p.call_id), 'feesTakenFen', fees_taken(p.id)::text,
      'parties', CASE WHEN k.state = 'SIGNED' THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', y.kind, 'name', y.name, 'creditCode', y.credit_code,
          'duty', y.duty, 'signedAt', y.signed_at, 'isOnline', y.organization_id IS NOT NULL OR y.body_id IS NOT NULL) ORDER BY y.position), '[]')
        FROM contract_party y WHERE y.contract_id = k.id) ELSE '[]' END,
      'halt', (SELECT jsonb_build_object('kind', h.kind, 'code', h.code, 'expectedOn', h.expected_on, 'decidedAt', h.decided_at,
          'returnedFen', h.returned_fen::text) FROM halt h WHERE h.project_id = p.id AND h.state = 'STANDING'),
      'amendments', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', d.number, 'kind', d.kind, 'reason', d.reason,
          'contentSha256', d.content_sha256, 'settledAt', d.settled_at) ORDER BY d.number), '[]')
        FROM amendment d WHERE d.contract_id = k.id AND d.state = 'SIGNED'),
      'continues', (SELECT f.project_no FROM handover h JOIN project f ON f.id = h.project_id WHERE h.award_id = p.award_id),
      'continuedBy', (SELECT n.project_no FROM handover h JOIN project n ON n.award_id = h.award_id JOIN award v ON v.id = n.award_id
        WHERE h.project_id = p.id AND v.revoked_at IS NULL),
      'activities', (SELECT jsonb_build_object('sessions', count(*), 'people', coalesce(sum(v.attendance), 0)) FROM service_session v
        WHERE v.project_id = p.id AND v.held_on <= today() AND NOT EXISTS (SELECT 1 FROM activity_withdrawal x WHERE x.session_id = v.id)),
      'milestones', (SELECT coalesce(jsonb_agg(jsonb_build_object('position', m.position, 'title', m.title,
          'deliverable', m.deliverable, 'dueOn', m.due_on,
          'state', CASE WHEN m.state = 'RETURNED' THEN 'PLANNED' ELSE m.state END, 'acceptedAt', a.accepted_at,
          'submittedAt', CASE WHEN m.state IN ('REPORTED', 'ACCEPTED') THEN
            (SELECT max(submitted_at) FROM report WHERE milestone_id = m.id) END,
          'releasedAt', t.released_at, 'trancheFen', t.amount_fen::text, 'trancheState', t.state,
          'indicators', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', i.name, 'unit', i.unit, 'target', i.target,
              'actual', f.actual) ORDER BY i.position), '[]')
            FROM indicator i LEFT JOIN figure f ON f.indicator_id = i.id AND f.report_id = a.report_id WHERE i.milestone_id = m.id),
          'evidence', (SELECT coalesce(jsonb_agg(jsonb_build_object('fileId', e.file_id, 'title', e.title, 'name', x.name,
              'size', x.size, 'isPicture', x.media_type LIKE 'image/%') ORDER BY e.id), '[]')
            FROM evidence e JOIN file x ON x.id = e.file_id WHERE e.report_id = a.report_id AND e.is_public)
        ) ORDER BY m.position), '[]')
        FROM milestone m JOIN tranche t ON t.milestone_id = m.id LEFT JOIN acceptance a ON a.milestone_id = m.id
        WHERE m.project_id = p.id)) AS page
    FROM project p JOIN call c ON c.id = p.call_id JOIN award w ON w.id = p.award_id JOIN contract k ON k.id = p.contract_id
      JOIN body b ON b.id = p.body_id JOIN organization o ON o.id = p.organization_id JOIN region g ON g.id = p.region_id
      LEFT JOIN result_notice n ON n.id = w.notice_id LEFT JOIN result s ON s.id = n.result_id
    WHERE p.project_no = ${projectNo}`,
    ([row]: { page: Raw }[]) => {
      if (row === undefined) return null
      const { regionZh, regionEn, bodyZh, bodyEn, callTotals, awardTotals, settlement, ...page } = row.page
      const isEn = ctx.locale === 'en'
      return {
        ...page,
        regionName: isEn ? regionEn : regionZh,
        bodyName: isEn ? bodyEn : bodyZh,
        money: { ...moneyView(callTotals, awardTotals), ...spentOf(settlement) },
      }
    },
  )

export const readPublicProject = (ctx: Context, projectNo: string) => readOne(ctx.db, publicProject(ctx, projectNo))
