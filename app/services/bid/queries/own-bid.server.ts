import { type BidContent, bidContent } from '#app/domain/bid/content.ts'
import type { BidState } from '#app/domain/bid/lifecycle.ts'
import type { SealedIn } from '#app/domain/bid/envelope.ts'
import type { MatchingRule } from '#app/domain/cofunding/matching.ts'
import type { CostRule } from '#app/domain/bid/cost-caps.ts'
import { bidPolicy, isOpened } from '#app/domain/bid/policy.ts'
import type { FormItem } from '#app/domain/call/form-item.ts'
import type { Partner } from '#app/domain/bid/partners.ts'
import type { DocumentKind } from '#app/domain/organization/document.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { CriterionView } from '#app/services/bid/content-view.ts'
import { unlockDraft } from '#app/services/bid/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'

type Row = {
  state: BidState
  version: number
  rejected_reason: string
  call_id: string
  call_no: string
  title: string
  method: string
  call_state: string
  ceiling_fen: bigint
  bid_deadline_at: Date
  suspended_at: Date | null
  body_id: string
  body_zh: string
  body_en: string
  organization_id: string
  organization_name: string
  criteria: CriterionView[]
  items: FormItem[]
  documents: DocumentKind[]
  partners: Partner[]
  caps: CostRule[]
  matching: MatchingRule | null
  allows_consortium: boolean
  /** Last saved before drafts were encrypted. */
  plain_draft: unknown
  draft: Uint8Array | null
  draft_version: number | null
  answers_version: number | null
  budget_version: number | null
  form_version: number | null
  saved_at: Date | null
  saved_by: string | null
  receipt_no: string | null
  sealed_in: SealedIn | null
  sealed_at: Date | null
  sealed_by: string | null
  content_sha256: string | null
  envelope_sha256: string | null
  withdrawn_at: Date | null
  opened: unknown
  hashes_matched: boolean | null
  result_published: boolean
  opened_at: Date | null
  lapsed_at: Date | null
  confirmed_amendment: number
  amendment_no: number
}

/** Everything an organization's page about its own bid may need, in one statement. Undefined for who may not follow the bid. */
export async function readOwnBid(ctx: Context, bidId: string) {
  const [row] = await ctx.db.$queryRaw<Row[]>`
    SELECT b.state::text AS state, b.version, b.rejected_reason, b.withdrawn_at, b.opened_at, b.lapsed_at, b.confirmed_amendment, c.amendment_no,
      c.id AS call_id, c.call_no, c.title, c.method::text AS method, c.state::text AS call_state, c.ceiling_fen, c.bid_deadline_at, c.suspended_at,
      y.id AS body_id, y.name_zh AS body_zh, y.name_en AS body_en, o.id AS organization_id, o.name AS organization_name,
      (SELECT json_agg(json_build_object('code', k.code, 'title', k.title, 'guidance', k.guidance, 'kind', k.kind,
         'maxPoints', trim_scale(k.max_points)::text, 'answerLimit', k.answer_limit) ORDER BY k.position)
       FROM criterion k WHERE k.call_id = c.id) AS criteria,
      (SELECT coalesce(json_agg(json_build_object('code', x.code, 'kind', x.kind, 'title', x.title, 'hint', x.hint, 'isRequired', x.is_required,
         'maxChars', x.max_chars, 'options', x.options, 'columns', x.columns, 'rowsMax', x.rows_max, 'shownIf', CASE WHEN x.shown_if_code IS NULL
         THEN NULL ELSE json_build_object('code', x.shown_if_code, 'answer', x.shown_if_answer) END) ORDER BY x.position), '[]')
       FROM form_item x WHERE x.call_id = c.id) AS items,
      (SELECT coalesce(json_agg(json_build_object('organizationId', x.organization_id, 'name', q.name, 'isHosted', q.kind = 'COMMUNITY_GROUP',
         'shareBps', x.share_bps, 'work', x.work, 'isConfirmed', x.confirmed_at IS NOT NULL) ORDER BY x.named_at, x.organization_id), '[]')
       FROM bid_partner x JOIN organization q ON q.id = x.organization_id WHERE x.bid_id = b.id) AS partners, c.allows_consortium,
      (SELECT coalesce(json_agg(json_build_object('code', r.code, 'effect', r.effect, 'bps', r.bps, 'fen', r.fen::text, 'sourceZh', r.source_zh,
         'sourceEn', r.source_en, 'isConfirmed', r.is_confirmed) ORDER BY r.code), '[]') FROM cost_rules_on(c.regime, today()) r) AS caps, matching_of(c.id) AS matching,
      (SELECT coalesce(json_agg(x.kind ORDER BY x.kind), '[]') FROM required_document x WHERE x.call_id = c.id) AS documents,
      d.content AS plain_draft, d.sealed AS draft, d.version AS draft_version, d.answers_version, d.budget_version, d.form_version, d.saved_at, w.name AS saved_by,
      e.receipt_no, e.sealed_in::text AS sealed_in, b.sealed_at, z.name AS sealed_by, e.content_sha256, e.envelope_sha256,
      p.content AS opened, p.hashes_matched,
      EXISTS (SELECT 1 FROM result x WHERE x.call_id = c.id AND x.published_at IS NOT NULL) AS result_published
    FROM bid b JOIN call c ON c.id = b.call_id JOIN body y ON y.id = c.body_id JOIN organization o ON o.id = b.organization_id
      LEFT JOIN bid_draft d ON d.bid_id = b.id LEFT JOIN account w ON w.id = d.saved_by_id
      LEFT JOIN bid_envelope e ON e.bid_id = b.id LEFT JOIN account z ON z.id = b.sealed_by_id
      LEFT JOIN opened_bid p ON p.bid_id = b.id
    WHERE b.id = ${bidId}::uuid`
  if (row === undefined) return undefined
  const facts = { organizationId: row.organization_id, bodyId: row.body_id, state: row.state }
  if (!may(bidPolicy, 'follow', ctx.actor, facts)) return undefined
  const isPastDeadline = row.bid_deadline_at.getTime() <= ctx.now.getTime()
  const isSuspended = row.call_state === 'PUBLISHED' && row.suspended_at !== null
  // While the call stands still its deadline is not over, whatever the calendar says: it will move.
  const isTaking = row.call_state === 'PUBLISHED' && (!isPastDeadline || isSuspended)
  return {
    id: bidId,
    state: row.state,
    version: row.version,
    /** Its scores may be read: the result is public. */
    hasResult: row.result_published && ['SCORED', 'AWARDED', 'LOST'].includes(row.state),
    rejectedReason: row.rejected_reason,
    call: {
      id: row.call_id,
      callNo: row.call_no,
      title: row.title,
      method: row.method,
      ceilingFen: String(row.ceiling_fen),
      deadlineAt: row.bid_deadline_at.toISOString(),
      /** Bids are still taken; while it is suspended they may be written, not sealed. */
      isTaking,
      isSuspended,
      bodyZh: row.body_zh,
      bodyEn: row.body_en,
    },
    organization: { id: row.organization_id, name: row.organization_name },
    criteria: row.criteria,
    items: row.items,
    documents: row.documents,
    partners: row.partners,
    caps: row.caps,
    matching: row.matching,
    allowsConsortium: row.allows_consortium,
    draft: readDraftOf(ctx, bidId, row),
    receipt: readReceiptOf(row),
    withdrawnAt: row.withdrawn_at?.toISOString(),
    /** Whether an amendment came after sealing, and what has become of it. */
    amended:
      row.lapsed_at !== null
        ? ('lapsed' as const)
        : row.amendment_no === 0 || row.state !== 'SEALED'
          ? ('no' as const)
          : row.confirmed_amendment < row.amendment_no
            ? ('toConfirm' as const)
            : ('no' as const),
    opened:
      isOpened(row.state) && row.hashes_matched === true
        ? { content: bidContent.parse(row.opened), openedAt: row.opened_at?.toISOString() ?? '' }
        : undefined,
    may: {
      edit: isTaking && may(bidPolicy, 'edit', ctx.actor, facts),
      seal: isTaking && !isSuspended && may(bidPolicy, 'seal', ctx.actor, facts),
      withdraw: isTaking && !isPastDeadline && may(bidPolicy, 'withdraw', ctx.actor, facts),
      reconfirm: isTaking && !isPastDeadline && may(bidPolicy, 'reconfirm', ctx.actor, facts),
      discard: may(bidPolicy, 'discard', ctx.actor, facts),
    },
  }
}

export type OwnBid = NonNullable<Awaited<ReturnType<typeof readOwnBid>>>

type OwnDraft = {
  content: BidContent
  version: number
  answersVersion: number
  budgetVersion: number
  formVersion: number
  savedAt: string
  savedBy: string
}

function readDraftOf({ keys }: Context, bidId: string, { state, draft, ...row }: Row): OwnDraft | undefined {
  if (state !== 'DRAFT' || row.draft_version === null) return undefined
  return {
    content: unlockDraft(keys, bidId, { sealed: draft, content: row.plain_draft }),
    version: row.draft_version,
    answersVersion: row.answers_version ?? 1,
    budgetVersion: row.budget_version ?? 1,
    formVersion: row.form_version ?? 1,
    savedAt: row.saved_at?.toISOString() ?? '',
    savedBy: row.saved_by ?? '',
  }
}

export type Receipt = {
  receiptNo: string
  sealedIn: SealedIn
  sealedAt: string
  sealedBy: string
  contentSha256: string
  envelopeSha256: string
}

function readReceiptOf(row: Row): Receipt | undefined {
  if (row.receipt_no === null || row.sealed_at === null) return undefined
  return {
    receiptNo: row.receipt_no,
    sealedIn: row.sealed_in ?? 'SERVER',
    sealedAt: row.sealed_at.toISOString(),
    sealedBy: row.sealed_by ?? '',
    contentSha256: row.content_sha256 ?? '',
    envelopeSha256: row.envelope_sha256 ?? '',
  }
}

/** The same of every page about one bid: what it is for, and whose it is. */
export const bidHead = ({ id, state, call, organization }: OwnBid) => ({ id, state, call, organization })
export type BidHead = ReturnType<typeof bidHead>

export const askedOf = ({
  call,
  criteria,
  items,
  documents,
  partners,
  caps,
  matching,
}: Pick<OwnBid, 'call' | 'criteria' | 'items' | 'documents' | 'partners' | 'caps' | 'matching'>) => ({
  items,
  documents,
  partners,
  caps,
  matching,
  validOn: dayOf(new Date(call.deadlineAt)),
  ceilingFen: BigInt(call.ceilingFen),
  criteria,
})
