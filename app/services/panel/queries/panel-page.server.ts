import { panelPolicy } from '#app/domain/panel/policy.ts'
import type { PanelState, SeatState } from '#app/domain/panel/lifecycle.ts'
import type { CallState } from '#app/domain/call/lifecycle.ts'
import { may } from '#app/domain/shared/policy.ts'
import { inForce } from '#app/services/award/read-decided.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { readPanelFacts } from '../store.server.ts'
import { readChairClear } from '../hold-review.server.ts'
import type { Tie } from '#app/domain/panel/ties.ts'
import { candidateSelect, readBidders, tiesOfExpert } from '../bidders.server.ts'
import { type Board, readBoard } from './board.server.ts'
import { type ChairBoard, readChairBoard } from './chair-board.server.ts'
import { type Discussions, discussionsOf, discussionsRead } from './discussion-page.server.ts'
import { pitchRead, type PitchView, pitchView } from '#app/services/venture/queries/pitch.server.ts'
import { type PlanName, readMask } from './mask.server.ts'
import { isToScore, nextToScore, type PanelBid, readSeatBids } from './panel-bids.server.ts'

export type PanelPage = {
  call: { id: string; callNo: string; title: string; body: { zh: string; en: string }; state: CallState }
  panel: { version: number; state: PanelState }
  seat: { code: string; isChair: boolean; state: SeatState; reason: string; version: number }
  hasPledged: boolean
  /** A, B …: the group this judge sits in, and whether its bids are known. Null where the committee is one. */
  group: { letter: string; hasBids: boolean } | null
  bids: (PanelBid & { isOwn: boolean; ties: Tie[] })[]
  progress: { done: number; total: number; pending: number }
  nextBidId: string | null
  /** The call has a made-up answer to score first: `owed` by this judge, or `done`. */
  sample: 'owed' | 'done' | null
  /** Bids clear of conflict that the panel has not found to conform yet. */
  toConform: number
  may: { pledge: boolean; declare: boolean; recuse: boolean; close: boolean }
  /** Speaks for the panel on some bid: the chair, or a member where the chair does not judge it. */
  speaks: boolean
  /** What is discussed and what was; null where the call allows no discussion. */
  discussions: Discussions | null
  /** Bids this person may open for discussion now: every sheet of those who would hear it is in, and nothing else is discussed. */
  discussable: string[]
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
  const seat = await ctx.db.seat.findUniqueOrThrow({ where: { id: facts.seat.id }, select: seatSelect })
  const { panel, code, isChair, state, reason, version } = seat
  const own = new Set(seat.expert.account.organizationMemberships.map(({ organizationId }) => organizationId))
  const isSeated = state === 'SEATED'
  // Not so much as the bidders' names before confidentiality is agreed to.
  const hasPledged = seat.pledgedAt !== null
  const { bids, mask } =
    isSeated && hasPledged ? await readSeatBids(ctx.db, callId, facts.seat.id) : { bids: [], mask: null }
  const ties = bids.some(({ declared }) => declared === null)
    ? tiesOfExpert(seat.expert, await readBidders(ctx.db, callId))
    : undefined
  const conforming = new Set(panel.call?.bids.map(({ id }) => id))
  const mine = bids.filter(({ declared }) => declared === 'NONE')
  const isScoring = facts.panelState === 'SCORING'
  const board =
    isSeated && isChair && isScoring
      ? await readBoard(ctx.db, callId, hasPledged ? mask : await readMask(ctx.db, callId))
      : null
  const spoken = isSeated && isScoring ? mine.map(({ id }) => id) : []
  const speaksFor = isChair || spoken.length === 0 ? spoken : await withoutChair(ctx, callId, spoken)
  const discussions = isSeated && hasPledged ? discussionsOf(panel, facts.group, bids) : null
  const { call } = panel
  if (call === null) throw new Error('a seat of the current panel has its call')
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
    // Ties are shown to be declared, and not after: they would give away who bids.
    bids: bids.map((bid) => ({
      ...bid,
      isOwn: own.has(bid.organizationId),
      ties: bid.declared === null ? (ties?.get(bid.id) ?? []) : [],
    })),
    progress: {
      done: mine.filter((bid) => !isToScore(bid)).length,
      total: mine.length,
      pending: bids.filter(({ declared }) => declared === null).length,
    },
    toConform: mine.filter(({ id }) => !conforming.has(id)).length,
    sample:
      facts.panelState === 'FORMING' || !isSeated || call.sample === null
        ? null
        : seat.sample === null
          ? 'owed'
          : 'done',
    nextBidId: isScoring ? (nextToScore(bids) ?? null) : null,
    hasPledged,
    group: facts.groups === 1 ? null : { letter: facts.group, hasBids: bids.length > 0 },
    may: {
      pledge: !hasPledged && may(panelPolicy, 'pledge', ctx.actor, facts),
      declare: hasPledged && may(panelPolicy, 'declare', ctx.actor, facts),
      recuse: may(panelPolicy, 'recuse', ctx.actor, facts),
      close: may(panelPolicy, 'freeze', ctx.actor, facts),
    },
    discussions,
    speaks: speaksFor.length > 0,
    discussable:
      discussions?.now === null && speaksFor.length > 0 && (await isGroupComplete(ctx, callId, facts.group, board))
        ? speaksFor
        : [],
    pitch: isSeated && hasPledged ? pitchView(call.pitch) : null,
    board,
    chairBoard:
      board?.isComplete === true ? await readChairBoard(ctx.db, { call, panelId: panel.id, bids, planName }) : null,
    hasResult: call.results[0]?.publishedAt != null,
  }
}

const seatSelect = {
  code: true,
  isChair: true,
  state: true,
  reason: true,
  version: true,
  pledgedAt: true,
  sample: { select: { seatId: true } },
  expert: { select: candidateSelect },
  panel: {
    select: {
      ...discussionsRead.select,
      id: true,
      version: true,
      state: true,
      // Whole: its findings are computed from it.
      call: {
        include: {
          ...discussionsRead.select.call.select,
          sample: { select: { callId: true } },
          body: { select: { nameZh: true, nameEn: true } },
          results: { ...inForce, select: { publishedAt: true } },
          pitch: pitchRead,
          // Those found to conform.
          bids: { where: { reviews: { some: { stage: 'CONFORMITY', cause: null } } }, select: { id: true } },
        },
      },
    },
  },
} satisfies Prisma.SeatSelect

/** Of these bids those the chair does not judge: in conflict, or of another group. Any member who does speaks for the panel there. */
async function withoutChair(ctx: Context, callId: string, bidIds: readonly string[]): Promise<string[]> {
  const clear = await readChairClear(ctx.db, callId)
  return bidIds.filter((id) => !clear.has(id))
}

/** Every sheet of the group is in; of the whole committee where it is one. */
async function isGroupComplete(ctx: Context, callId: string, group: string, known: Board | null): Promise<boolean> {
  const { seats } = known ?? (await readBoard(ctx.db, callId))
  return seats
    .filter((seat) => seat.state === 'SEATED' && seat.group === group)
    .every(({ cells }) => cells.every((cell) => cell === 'submitted' || cell === 'conflict' || cell === 'elsewhere'))
}
