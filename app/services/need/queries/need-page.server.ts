import type { MeetingState } from '#app/domain/meeting/lifecycle.ts'
import type { CallState } from '#app/domain/call/lifecycle.ts'
import type { ServiceField } from '#app/domain/call/terms.ts'
import type { NeedState, NeedStepKind } from '#app/domain/need/lifecycle.ts'
import type { AssemblyBasis, CommitteeKind, DeclineCode } from '#app/domain/need/schema.ts'
import type { Context } from '#app/services/shared/context.server.ts'

export type NeedTurnView = { round: number; to: NeedState; reason: string; at: string }
export type NeedStepView = {
  id: string
  round: number
  step: NeedStepKind
  heldOn: string
  basis: AssemblyBasis
  entitled: number
  present: number
  votesFor: number
  votesAgainst: number
  abstained: number
  passed: boolean
  summary: string
  meetingId: string | null
  meetingTitle: string | null
  rule: {
    quorum: { num: number; den: number; strict: boolean }
    majority: { num: number; den: number; strict: boolean }
    source: string
    isConfirmed: boolean
  }
}
export type NeedProject = {
  projectNo: string
  title: string
  organizationName: string
  state: string
  signedAt: string | null
  amountFen: string
  releasedFen: string
  milestonesDone: number
  milestonesAll: number
  people: number
  endedAt: string | null
}
export type NeedCallView = {
  callNo: string
  title: string
  state: CallState
  publishedAt: string
  budgetFen: string
  awardedAt: string | null
  projects: NeedProject[]
}
export type NeedMeeting = { id: string; title: string; kindName: string; state: MeetingState; startsAt: string }
export type NeedView = {
  id: string
  needNo: string
  state: NeedState
  title: string
  what: string
  whyNow: string
  beneficiaries: string
  people: number
  field: ServiceField
  regionName: string
  regionCode: string
  raisedAs: 'RESIDENT' | 'COMMITTEE'
  raisedForName: string | null
  raisedAt: string
  bodyName: string | null
  committeeKind: CommitteeKind | null
  stateReason: string
  declineCode: DeclineCode | null
  round: number
  supporters: number
  petitions: { people: number; collected: string; at: string }[]
  turns: NeedTurnView[]
  steps: NeedStepView[]
  photos: string[]
  /** Calls that anybody may read. */
  calls: NeedCallView[]
  meetings: NeedMeeting[]
  version: number
}

/** Everything of a need that anybody may read, whatever its state: who may read which state is for the callers. One statement. */
export async function readNeed(
  ctx: Pick<Context, 'db' | 'locale'>,
  by: { needNo: string } | { id: string },
): Promise<NeedView | null> {
  const isEn = ctx.locale === 'en'
  const no = 'needNo' in by ? by.needNo : null
  const id = 'id' in by ? by.id : null
  const [row] = await ctx.db.$queryRaw<{ page: NeedView }[]>`
    SELECT jsonb_build_object('id', n.id, 'needNo', n.need_no, 'state', n.state, 'title', n.title, 'what', n.what, 'whyNow', n.why_now,
      'beneficiaries', n.beneficiaries, 'people', n.people, 'field', n.field, 'regionCode', r.code,
      'regionName', CASE WHEN ${isEn} THEN r.name_en ELSE r.name_zh END, 'raisedAs', n.raised_as,
      'raisedForName', CASE WHEN ${isEn} THEN f.name_en ELSE f.name_zh END, 'raisedAt', n.raised_at,
      'bodyName', CASE WHEN ${isEn} THEN b.name_en ELSE b.name_zh END, 'committeeKind', n.committee_kind, 'stateReason', n.state_reason,
      'declineCode', n.decline_code, 'round', n.round, 'version', n.version,
      'supporters', 1 + (SELECT count(*) FROM need_support s WHERE s.need_id = n.id) + (SELECT coalesce(sum(p.people), 0) FROM need_petition p WHERE p.need_id = n.id),
      'petitions', (SELECT coalesce(jsonb_agg(jsonb_build_object('people', p.people, 'collected', p.collected, 'at', p.recorded_at) ORDER BY p.id), '[]')
        FROM need_petition p WHERE p.need_id = n.id),
      'turns', (SELECT coalesce(jsonb_agg(jsonb_build_object('round', t.round, 'to', t.to_state, 'reason', t.reason, 'at', t.turned_at) ORDER BY t.turned_at, t.id), '[]')
        FROM need_turn t WHERE t.need_id = n.id),
      'steps', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'round', s.round, 'step', s.step, 'heldOn', s.held_on, 'basis', s.basis, 'entitled', s.entitled,
          'present', s.present, 'votesFor', s.votes_for, 'votesAgainst', s.votes_against, 'abstained', s.abstained, 'passed', s.passed, 'summary', s.summary,
          'meetingId', m.id, 'meetingTitle', m.title,
          'rule', jsonb_build_object('quorum', jsonb_build_object('num', u.quorum_num, 'den', u.quorum_den, 'strict', u.quorum_strict),
            'majority', jsonb_build_object('num', u.majority_num, 'den', u.majority_den, 'strict', u.majority_strict),
            'source', CASE WHEN ${isEn} THEN u.source_en ELSE u.source_zh END, 'isConfirmed', u.is_confirmed)) ORDER BY s.recorded_at, s.id), '[]')
        FROM need_step s JOIN assembly_rule u ON u.committee_kind = n.committee_kind AND u.step = s.step AND u.basis = s.basis AND u.valid_from = s.rule_valid_from
          LEFT JOIN meeting m ON m.id = s.meeting_id WHERE s.need_id = n.id),
      'photos', (SELECT coalesce(jsonb_agg(h.file_id ORDER BY h.position), '[]') FROM need_photo h WHERE h.need_id = n.id),
      'meetings', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'title', m.title, 'state', m.state, 'startsAt', m.starts_at,
          'kindName', CASE WHEN ${isEn} THEN k.name_en ELSE k.name_zh END) ORDER BY m.starts_at, m.id), '[]')
        FROM meeting_subject x JOIN meeting m ON m.id = x.meeting_id JOIN meeting_kind k ON k.code = m.kind AND k.valid_from = m.kind_valid_from WHERE x.need_id = n.id),
      'calls', (SELECT coalesce(jsonb_agg(jsonb_build_object('callNo', c.call_no, 'title', c.title, 'state', c.state, 'publishedAt', c.published_at, 'budgetFen', c.budget_fen::text,
          'awardedAt', (SELECT min(a.decided_at) FROM award a WHERE a.call_id = c.id AND a.revoked_at IS NULL),
          'projects', (SELECT coalesce(jsonb_agg(jsonb_build_object('projectNo', p.project_no, 'title', p.title, 'organizationName', o.name, 'state', p.state,
              'signedAt', q.signed_at, 'amountFen', p.amount_fen::text,
              'releasedFen', (SELECT coalesce(sum(amount_fen), 0) FROM tranche t WHERE t.project_id = p.id AND t.state = 'RELEASED')::text,
              'milestonesDone', (SELECT count(*) FROM milestone m WHERE m.project_id = p.id AND m.state = 'ACCEPTED'),
              'milestonesAll', (SELECT count(*) FROM milestone m WHERE m.project_id = p.id AND m.state <> 'CANCELLED'),
              'people', (SELECT coalesce(sum(v.attendance), 0) FROM service_session v WHERE v.project_id = p.id AND v.held_on <= today()
                AND NOT EXISTS (SELECT 1 FROM activity_withdrawal x WHERE x.session_id = v.id)),
              'endedAt', p.ended_at) ORDER BY p.project_no), '[]')
            FROM project p JOIN organization o ON o.id = p.organization_id JOIN award a ON a.id = p.award_id AND a.revoked_at IS NULL
              LEFT JOIN contract q ON q.id = p.contract_id AND q.state = 'SIGNED' WHERE p.call_id = c.id)) ORDER BY c.published_at), '[]')
        FROM need_call x JOIN public_call c ON c.id = x.call_id WHERE x.need_id = n.id)) AS page
    FROM need n JOIN region r ON r.id = n.region_id LEFT JOIN body b ON b.id = n.body_id LEFT JOIN body f ON f.id = n.raised_for_id
    WHERE n.need_no = ${no} OR n.id = ${id}::uuid`
  return row?.page ?? null
}

export type PublicNeedPage = {
  /** Null where only its number and state are for anybody: not read yet, or declined. */
  need: NeedView | null
  needNo: string
  state: NeedState
  declineCode: DeclineCode | null
  raisedAt: string
  isOwn: boolean
  isSupporting: boolean
  maySupport: boolean
  isSignedIn: boolean
}

/** Its page for anybody. Before an official has read it, its words are for whoever raised it alone. */
export async function readPublicNeed(ctx: Context, needNo: string): Promise<PublicNeedPage | null> {
  const { db, actor } = ctx
  const own = await db.need.findUnique({
    where: { needNo },
    select: {
      id: true,
      raisedById: true,
      supports: { where: { accountId: actor.accountId ?? '00000000-0000-0000-0000-000000000000' } },
    },
  })
  const need = own === null ? null : await readNeed(ctx, { needNo })
  if (own === null || need === null) return null
  const isOwn = actor.accountId !== undefined && own.raisedById === actor.accountId
  const isOpen = need.state !== 'RECEIVED' && need.state !== 'DECLINED'
  return {
    need: isOpen || isOwn ? need : null,
    needNo,
    state: need.state,
    declineCode: need.declineCode,
    raisedAt: need.raisedAt,
    isOwn,
    isSupporting: own.supports.length > 0,
    maySupport: isOpen && !isOwn && need.state !== 'SET_ASIDE',
    isSignedIn: actor.accountId !== undefined,
  }
}
