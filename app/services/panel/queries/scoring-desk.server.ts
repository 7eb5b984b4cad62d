import { formFileIds } from '#app/domain/bid/application-form.ts'
import { type BidContent, bidContent } from '#app/domain/bid/content.ts'
import type { FormItem } from '#app/domain/call/form-item.ts'
import { panelBidPolicy, panelPolicy } from '#app/domain/panel/policy.ts'
import type { ReasonsRule } from '#app/domain/panel/score-sheet.ts'
import { plainDecimal } from '#app/domain/panel/score-sheet.ts'
import { liveTotal } from '#app/domain/scoring/live-total.ts'
import { may } from '#app/domain/shared/policy.ts'
import { type FormAnswerView, formView } from '#app/services/bid/queries/form-view.ts'
import { formItemOf } from '#app/services/call/read-form.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { owesSample } from '../score-sample.server.ts'
import { unsavedVersion } from '../save-sheet.server.ts'
import { readPanelBidFacts } from '../store.server.ts'
import { redactorOf } from './mask.server.ts'
import { isToScore, nextToScore, readPanelBids } from './panel-bids.server.ts'

export type DeskCriterion = {
  id: string
  code: string
  title: string
  guidance: string
  /** Levels of an answer and what each is worth. */
  anchors: string[]
  maxPoints: string
  answer: string
  points: string
  reason: string
}

export type ScoringDesk = {
  kind: 'desk'
  call: { id: string; title: string; ceilingFen: string }
  bid: { id: string; code: string; organization: string; plan: number | null; priceFen: string | null }
  budgetLines: { item: string; basis: string; amountFen: string }[]
  /** What the call's form asked, and the answers. */
  form: FormAnswerView[]
  /** Empty where the panel does not see who bids. */
  partners: NonNullable<BidContent['partners']>
  files: { id: string; name: string; size: number }[]
  criteria: DeskCriterion[]
  /** Objective criteria with the value the panel agreed on, if any. */
  agreed: {
    id: string
    title: string
    guidance: string
    maxPoints: string
    answer: string
    points: string
    basis: string
    by: string
  }[]
  mayAgree: boolean
  reasons: ReasonsRule
  comment: string
  version: number
  mayScore: boolean
  submittedAt: string | null
  /** The bid is or was discussed before this judge. */
  discussion: 'open' | 'closed' | null
  /** What this judge gave after the discussion, by criterion id. */
  second: { points: Record<string, string>; total: string; reason: string; at: string } | null
  live: { total: string; max: string; scored: number; boxes: number }
  progress: { done: number; total: number }
  nextBidId: string | null
}

/** A bid and this expert's own sheet for it. Null for whoever may see nothing of it, which is also what a bid that is not there is. */
export async function readScoringDesk(
  ctx: Context,
  { callId, bidId }: { callId: string; bidId: string },
): Promise<ScoringDesk | { kind: 'declare-first' } | { kind: 'sample-first' } | null> {
  const facts = await readPanelBidFacts(ctx.db, bidId, ctx.actor.expertId)
  if (facts?.seat === undefined || facts.callId !== callId) return null
  if (!may(panelBidPolicy, 'readBid', ctx.actor, facts)) {
    const mayDeclare = facts.isOfGroup && facts.declared === undefined && may(panelPolicy, 'declare', ctx.actor, facts)
    return mayDeclare ? { kind: 'declare-first' } : null
  }
  const seatId = facts.seat.id
  if (may(panelBidPolicy, 'score', ctx.actor, facts) && (await owesSample(ctx.db, callId, seatId)))
    return { kind: 'sample-first' }
  const bids = await readPanelBids(ctx.db, callId, seatId)
  const listed = bids.find(({ id }) => id === bidId)
  const [row, sheet] = await Promise.all([
    ctx.db.openedBid.findUnique({
      where: { bidId },
      select: {
        content: true,
        priceFen: true,
        bid: {
          select: {
            agreed: { include: { seat: { select: { code: true } } } },
            call: {
              select: {
                title: true,
                ceilingFen: true,
                scoring: { select: { reasons: true } },
                criteria: { orderBy: { position: 'asc' } },
                formItems: { orderBy: { position: 'asc' } },
              },
            },
          },
        },
      },
    }),
    ctx.db.scoreSheet.findUnique({
      where: { seatId_bidId: { seatId, bidId } },
      include: { scores: true, second: { include: { scores: true } } },
    }),
  ])
  if (row === null || listed === undefined) return null
  const clean = listed.plan === null ? (text: string) => text : await redactorOf(ctx.db, bidId)
  const { call } = row.bid
  const items = call.formItems.map(formItemOf)
  const said = bidContent.parse(row.content)
  const content = cleaned(listed.plan === null ? said : withoutDocuments(said), items, clean)
  const criteria = call.criteria
    .filter(({ kind }) => kind === 'SUBJECTIVE')
    .map(({ id, code, title, guidance, anchors, maxPoints }): DeskCriterion => {
      const score = sheet?.scores.find(({ criterionId }) => criterionId === id)
      return {
        id,
        code,
        title,
        guidance,
        anchors: anchors.split('\n').filter((line) => line.trim() !== ''),
        maxPoints: plainDecimal(maxPoints.toString()),
        answer: content.answers[code] ?? '',
        points: score?.points == null ? '' : plainDecimal(score.points.toString()),
        reason: score?.reason ?? '',
      }
    })
  const mine = bids.filter(({ declared }) => declared === 'NONE')
  const totalOf = (points: Readonly<Record<string, string>>) =>
    liveTotal(
      {
        scaleMode: 'points',
        rounding: { mode: 'halfUp', decimals: 2, at: 'everyStep' },
        criteria: criteria.map(({ id, title, maxPoints }) => ({ id, title, kind: 'subjective', maxPoints })),
      },
      points,
    )
  const again = Object.fromEntries(
    (sheet?.second?.scores ?? []).map(({ criterionId, points }) => [criterionId, plainDecimal(points.toString())]),
  )
  return {
    kind: 'desk',
    call: { id: callId, title: call.title, ceilingFen: call.ceilingFen.toString() },
    bid: {
      id: bidId,
      code: listed.code,
      organization: listed.organization,
      plan: listed.plan,
      priceFen: row.priceFen?.toString() ?? null,
    },
    budgetLines: content.budgetLines,
    // Never the key: bytes are decrypted on the server, for the reader alone.
    files: content.files
      .filter(({ fileId }) => !formFileIds(items, content.form).has(fileId))
      .map(({ fileId, name, size }) => ({ id: fileId, name, size })),
    form: formView(content, items),
    partners: content.partners ?? [],
    criteria,
    agreed: call.criteria
      .filter(({ kind }) => kind === 'OBJECTIVE')
      .map(({ id, code, title, guidance, maxPoints }) => {
        const mark = row.bid.agreed.find(({ criterionId }) => criterionId === id)
        return {
          id,
          title,
          guidance,
          maxPoints: plainDecimal(maxPoints.toString()),
          answer: content.answers[code] ?? '',
          points: mark === undefined ? '' : plainDecimal(mark.points.toString()),
          basis: mark?.basis ?? '',
          by: mark?.seat.code ?? '',
        }
      }),
    mayAgree: may(panelBidPolicy, 'agree', ctx.actor, facts),
    reasons: call.scoring?.reasons ?? 'EVERY',
    comment: sheet?.comment ?? '',
    version: sheet?.version ?? unsavedVersion,
    mayScore: may(panelBidPolicy, 'score', ctx.actor, facts),
    submittedAt: sheet?.submittedAt?.toISOString() ?? null,
    discussion: may(panelBidPolicy, 'readDiscussion', ctx.actor, facts) ? (facts.discussion ?? null) : null,
    second:
      sheet?.second == null
        ? null
        : {
            points: again,
            total: totalOf(again).total,
            reason: sheet.second.reason,
            at: sheet.second.submittedAt.toISOString(),
          },
    live: totalOf(Object.fromEntries(criteria.map(({ id, points }) => [id, points]))),
    progress: { done: mine.filter((bid) => !isToScore(bid)).length, total: mine.length },
    nextBidId: nextToScore(bids, bidId) ?? null,
  }
}

/** Certificates and partners name somebody in every line: a panel that does not see who bids does not need them. */
function withoutDocuments({ documents = [], ...rest }: BidContent): BidContent {
  const content = { ...rest }
  delete content.partners
  const certificates = new Set(documents.map(({ fileId }) => fileId))
  return { ...content, files: content.files.filter(({ fileId }) => !certificates.has(fileId)) }
}

/** What a bid says, names taken out where the panel does not see who bids. */
const cleaned = (content: BidContent, items: readonly FormItem[], clean: (text: string) => string): BidContent => ({
  ...content,
  answers: Object.fromEntries(Object.entries(content.answers).map(([code, text]) => [code, clean(text)])),
  budgetLines: content.budgetLines.map((line) => ({ ...line, item: clean(line.item), basis: clean(line.basis) })),
  files: content.files.map((file) => ({ ...file, name: clean(file.name) })),
  ...(content.form === undefined ? {} : { form: cleanedForm(content.form, items, clean) }),
})

/** Choices and ids of files name nobody and must stay what they are; a text may, and every cell of a row. */
function cleanedForm(
  form: NonNullable<BidContent['form']>,
  items: readonly FormItem[],
  clean: (text: string) => string,
): NonNullable<BidContent['form']> {
  const stays = new Set(items.filter(({ kind }) => ['YES_NO', 'CHOICE', 'FILE'].includes(kind)).map(({ code }) => code))
  return Object.fromEntries(
    Object.entries(form).map(([code, answer]) => [
      code,
      stays.has(code) ? answer : typeof answer === 'string' ? clean(answer) : answer.map((cells) => cells.map(clean)),
    ]),
  )
}

/** Seated, declared without conflict, scoring started: what readBidFile and readOpenedBid want to be told of an expert. */
export async function isSeatedWithoutConflict(
  ctx: Context,
  { callId, bidId }: { callId: string; bidId: string },
): Promise<boolean> {
  const facts = await readPanelBidFacts(ctx.db, bidId, ctx.actor.expertId)
  return facts?.callId === callId && may(panelBidPolicy, 'readBid', ctx.actor, facts)
}
