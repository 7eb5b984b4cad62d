import type { CreditEventKind, CreditList } from '#app/domain/credit/event.ts'
import { creditPolicy } from '#app/domain/credit/policy.ts'
import type { InspectionConclusion, RequestKind } from '#app/domain/credit/schema.ts'
import { type CreditSpan, standingOn } from '#app/domain/credit/spans.ts'
import { dayOf, toDay } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'

export type CreditRequestView = {
  id: string
  kind: RequestKind
  statement: string
  fileId: string | null
  filedAt: string
  dueOn: string
  isGranted: boolean | null
  decisionReason: string
  decidedAt: string | null
}
export type CreditEventView = {
  id: string
  kind: CreditEventKind
  happenedOn: string
  bodyName: string
  regionName: string
  legalBasis: string
  documentNo: string
  summary: string
  fileId: string | null
  fineFen: string | null
  year: number | null
  conclusion: InspectionConclusion | null
  rating: number | null
  validUntil: string | null
  needsRectification: boolean
  /** The day on which it was found to be put right. */
  rectifiedOn: string | null
  requests: CreditRequestView[]
}
export type CreditEffectView = {
  use: 'BID' | 'AWARD' | 'PAYMENT'
  effect: 'BAR' | 'WARN'
  source: string
  isConfirmed: boolean
}
export type CreditPage = {
  id: string
  name: string
  creditCode: string | null
  state: 'REGULAR' | CreditList
  /** Its time on the list it is on now. */
  span: CreditSpan | null
  /** Earlier and other times on a list, the latest first. */
  spans: CreditSpan[]
  effects: CreditEffectView[]
  events: CreditEventView[]
  /** Days on which an event was found to be wrong: what it said is nobody's to read any more. */
  correctedOn: string[]
  rule: { source: string }
  /** Working days in which a repair is verified. */
  repairDays: number
  mayRequest: boolean
}

type Raw = Omit<CreditPage, 'state' | 'span' | 'effects' | 'events' | 'mayRequest' | 'rule'> & {
  events: (CreditEventView & { annulledOn: string | null })[]
  effects: (CreditEffectView & { list: CreditList })[]
  rule: CreditPage['rule'] | null
}

/**
 * Where an organization stands and why, with every event that counts: anyone may read it. What was asked about an event is for the
 * organization alone (`isOwn`); null where there is no such organization, or it is not the reader's. One statement.
 */
export async function readCredit(ctx: Context, organizationId: string, isOwn = false): Promise<CreditPage | null> {
  const { db, actor, locale } = ctx
  if (isOwn && !may(creditPolicy, 'readOwn', actor, { organizationId })) return null
  const today = dayOf(ctx.now)
  const isEn = locale === 'en'
  const [row] = await db.$queryRaw<{ page: Raw }[]>`
    SELECT jsonb_build_object('id', o.id, 'name', o.name, 'creditCode', o.credit_code,
      'spans', (SELECT coalesce(jsonb_agg(jsonb_build_object('list', s.list, 'from', s.from_on, 'to', s.to_on, 'causes', s.causes) ORDER BY s.from_on DESC, s.list), '[]')
        FROM credit_span s WHERE s.organization_id = o.id),
      'effects', (SELECT coalesce(jsonb_agg(jsonb_build_object('list', e.list, 'use', e.use, 'effect', e.effect,
          'source', CASE WHEN ${isEn} THEN e.source_en ELSE e.source_zh END, 'isConfirmed', e.is_confirmed) ORDER BY e.use <> 'BID', e.use), '[]')
        FROM (SELECT DISTINCT ON (list, use) * FROM credit_effect WHERE valid_from <= ${today}::date ORDER BY list, use, valid_from DESC) e),
      'repairDays', (SELECT days FROM answer_term WHERE what = 'creditRepair' AND valid_from <= ${today}::date ORDER BY valid_from DESC LIMIT 1),
      'rule', (SELECT jsonb_build_object('source', CASE WHEN ${isEn} THEN source_en ELSE source_zh END)
        FROM credit_rule WHERE valid_from <= ${today}::date ORDER BY valid_from DESC LIMIT 1),
      'events', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'kind', v.kind, 'happenedOn', v.happened_on,
          'bodyName', CASE WHEN ${isEn} THEN b.name_en ELSE b.name_zh END, 'regionName', CASE WHEN ${isEn} THEN g.name_en ELSE g.name_zh END,
          'legalBasis', v.legal_basis, 'documentNo', v.document_no, 'summary', v.summary, 'fileId', v.file_id, 'fineFen', v.fine_fen::text,
          'year', v.year, 'conclusion', v.conclusion, 'rating', v.rating, 'validUntil', v.valid_until, 'needsRectification', v.needs_rectification,
          'rectifiedOn', (SELECT (q.decided_at AT TIME ZONE 'Asia/Shanghai')::date FROM credit_request q WHERE q.event_id = v.id AND q.kind = 'REPAIR' AND q.granted),
          'annulledOn', (SELECT (q.decided_at AT TIME ZONE 'Asia/Shanghai')::date FROM credit_request q WHERE q.event_id = v.id AND q.kind = 'CORRECTION' AND q.granted),
          'requests', CASE WHEN ${isOwn} THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'kind', q.kind, 'statement', q.statement, 'fileId', q.file_id,
              'filedAt', q.filed_at, 'dueOn', q.due_on, 'isGranted', q.granted, 'decisionReason', q.decision_reason, 'decidedAt', q.decided_at) ORDER BY q.filed_at DESC), '[]')
            FROM credit_request q WHERE q.event_id = v.id) ELSE '[]' END) ORDER BY v.happened_on DESC, v.id DESC), '[]')
        FROM credit_event v JOIN body b ON b.id = v.body_id JOIN region g ON g.id = v.region_id
        WHERE v.organization_id = o.id AND v.confirmed_at IS NOT NULL)) AS page
    FROM organization o WHERE o.id = ${organizationId}::uuid`
  if (row === undefined) return null
  const { events, effects, rule, ...page } = row.page
  const { state, span } = standingOn(page.spans, today)
  return {
    ...page,
    state,
    span,
    spans: page.spans.filter((each) => each !== span && each.from <= today),
    effects: effects.flatMap(({ list, ...effect }) => (list === state ? [effect] : [])),
    events: events.flatMap(({ annulledOn, ...event }) => (annulledOn === null || isOwn ? [event] : [])),
    correctedOn: events.flatMap(({ annulledOn }) => (annulledOn === null ? [] : [toDay(annulledOn)])),
    rule: rule ?? { source: '' },
    mayRequest: isOwn && may(creditPolicy, 'request', actor, { organizationId }),
  }
}
