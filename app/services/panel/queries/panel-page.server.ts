import { panelPolicy } from '#app/domain/panel/policy.ts'
import type { PanelState, SeatState } from '#app/domain/panel/lifecycle.ts'
import type { CallState } from '#app/domain/call/lifecycle.ts'
import { may } from '#app/domain/shared/policy.ts'
import { inForce } from '#app/services/award/read-decided.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readPanelFacts } from '../store.server.ts'
import { type Board, readBoard } from './board.server.ts'
import { isToScore, nextToScore, type PanelBid, readPanelBids } from './panel-bids.server.ts'

export type PanelPage = {
  call: { id: string; callNo: string; title: string; body: { zh: string; en: string }; state: CallState }
  panel: { version: number; state: PanelState }
  seat: { code: string; isChair: boolean; state: SeatState; reason: string; version: number }
  bids: (PanelBid & { isOwn: boolean })[]
  progress: { done: number; total: number; pending: number }
  nextBidId: string | null
  may: { declare: boolean; recuse: boolean; close: boolean }
  /** For the chair alone: who has done what. */
  board: Board | null
  hasResult: boolean
}

/** One expert's own panel: the bids by name only, until they have declared. */
export async function readPanelPage(ctx: Context, callId: string): Promise<PanelPage | null> {
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
  const bids = isSeated ? await readPanelBids(ctx.db, callId, facts.seat.id) : []
  const mine = bids.filter(({ declared }) => declared === 'NONE')
  const { panel, ...held } = seat
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
    seat: held,
    bids: bids.map((bid) => ({ ...bid, isOwn: own.has(bid.organizationId) })),
    progress: {
      done: mine.filter((bid) => !isToScore(bid)).length,
      total: mine.length,
      pending: bids.filter(({ declared }) => declared === null).length,
    },
    nextBidId: isScoring ? (nextToScore(bids) ?? null) : null,
    may: {
      declare: may(panelPolicy, 'declare', ctx.actor, facts),
      recuse: may(panelPolicy, 'recuse', ctx.actor, facts),
      close: may(panelPolicy, 'freeze', ctx.actor, facts),
    },
    board: isSeated && seat.isChair && isScoring ? await readBoard(ctx.db, callId) : null,
    hasResult: call.results[0]?.publishedAt != null,
  }
}
