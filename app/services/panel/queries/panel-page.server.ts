import { panelPolicy } from '#app/domain/panel/policy.ts'
import type { PanelState, SeatState } from '#app/domain/panel/lifecycle.ts'
import type { CallState } from '#app/domain/call/lifecycle.ts'
import { may } from '#app/domain/shared/policy.ts'
import { inForce } from '#app/services/award/read-decided.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readPanelFacts } from '../store.server.ts'
import type { Tie } from '#app/domain/panel/ties.ts'
import { candidateSelect, readBidders, tiesOfExpert } from '../bidders.server.ts'
import { type Board, readBoard } from './board.server.ts'
import { type ChairBoard, readChairBoard } from './chair-board.server.ts'
import { type PitchView, readPitch } from '#app/services/venture/queries/pitch.server.ts'
import { type PlanName, readMask } from './mask.server.ts'
import { isToScore, nextToScore, type PanelBid, readPanelBids } from './panel-bids.server.ts'

export type PanelPage = {
  call: { id: string; callNo: string; title: string; body: { zh: string; en: string }; state: CallState }
  panel: { version: number; state: PanelState }
  seat: { code: string; isChair: boolean; state: SeatState; reason: string; version: number }
  hasPledged: boolean
  bids: (PanelBid & { isOwn: boolean; ties: Tie[] })[]
  progress: { done: number; total: number; pending: number }
  nextBidId: string | null
  /** Bids clear of conflict that the panel has not found to conform yet. */
  toConform: number
  may: { pledge: boolean; declare: boolean; recuse: boolean; close: boolean }
  /** For the chair alone: who has done what. */
  board: Board | null
  /** For the chair alone, once every sheet is in. */
  chairBoard: ChairBoard | null
  /** When and where the bids present, those this judge may know of by name. */
  pitch: PitchView | null
  hasResult: boolean
}

/** One expert's own panel: the bids by name only, until they have declared. */
export async function readPanelPage(ctx: Context, callId: string, planName: PlanName): Promise<PanelPage | null> {
  const facts = await readPanelFacts(ctx.db, callId, ctx.actor.expertId)
  if (facts?.seat === undefined || !may(panelPolicy, 'readPanel', ctx.actor, facts)) return null
  const [seat, memberships] = await Promise.all([
    ctx.db.seat.findUniqueOrThrow({
      where: { id: facts.seat.id },
      select: {
        code: true,
        isChair: true,
        state: true,
        reason: true,
        version: true,
        pledgedAt: true,
        expert: { select: candidateSelect },
        panel: {
          select: {
            version: true,
            state: true,
            call: {
              select: {
                id: true,
                callNo: true,
                title: true,
                state: true,
                body: { select: { nameZh: true, nameEn: true } },
                results: { ...inForce, select: { publishedAt: true } },
              },
            },
          },
        },
      },
    }),
    ctx.db.organizationMembership.findMany({
      where: { accountId: ctx.actor.accountId ?? '' },
      select: { organizationId: true },
    }),
  ])
  const own = new Set(memberships.map(({ organizationId }) => organizationId))
  const isSeated = seat.state === 'SEATED'
  // Not so much as the bidders' names before confidentiality is agreed to.
  const hasPledged = seat.pledgedAt !== null
  const bids = isSeated && hasPledged ? await readPanelBids(ctx.db, callId, facts.seat.id) : []
  const ties = bids.some(({ declared }) => declared === null)
    ? tiesOfExpert(seat.expert, await readBidders(ctx.db, callId))
    : undefined
  const conforming = new Set(
    (
      await ctx.db.bidReview.findMany({
        where: { stage: 'CONFORMITY', cause: null, bid: { callId } },
        select: { bidId: true },
      })
    ).map(({ bidId }) => bidId),
  )
  const mine = bids.filter(({ declared }) => declared === 'NONE')
  const board =
    isSeated && seat.isChair && facts.panelState === 'SCORING'
      ? await readBoard(ctx.db, callId, await readMask(ctx.db, callId))
      : null
  const { panel, code, isChair, state, reason, version } = seat
  const { call } = panel
  if (call === null) throw new Error('a seat of the current panel has its call')
  const isScoring = facts.panelState === 'SCORING'
  return {
    call: {
      id: call.id,
      callNo: call.callNo ?? '',
      title: call.title,
      body: { zh: call.body.nameZh, en: call.body.nameEn },
      state: call.state,
    },
    panel: { version: panel.version, state: panel.state },
    seat: { code, isChair, state, reason, version },
    bids: bids.map((bid) => ({ ...bid, isOwn: own.has(bid.organizationId), ties: ties?.get(bid.id) ?? [] })),
    progress: {
      done: mine.filter((bid) => !isToScore(bid)).length,
      total: mine.length,
      pending: bids.filter(({ declared }) => declared === null).length,
    },
    toConform: mine.filter(({ id }) => !conforming.has(id)).length,
    nextBidId: isScoring ? (nextToScore(bids) ?? null) : null,
    hasPledged,
    may: {
      pledge: !hasPledged && may(panelPolicy, 'pledge', ctx.actor, facts),
      declare: hasPledged && may(panelPolicy, 'declare', ctx.actor, facts),
      recuse: may(panelPolicy, 'recuse', ctx.actor, facts),
      close: may(panelPolicy, 'freeze', ctx.actor, facts),
    },
    pitch: isSeated && hasPledged ? await readPitch(ctx, callId) : null,
    board,
    chairBoard: board?.isComplete === true ? await readChairBoard(ctx, callId, bids, planName) : null,
    hasResult: call.results[0]?.publishedAt != null,
  }
}
