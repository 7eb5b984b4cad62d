import type { BidState } from '../bid/lifecycle.ts'
import type { CallState } from '../call/lifecycle.ts'
import { definePolicy } from '../shared/policy.ts'
import type { PanelState, ScoreSheetState, SeatState } from './lifecycle.ts'

export type ConflictKind = 'NONE' | 'EMPLOYMENT' | 'CONTROL' | 'KINSHIP' | 'COLLABORATION' | 'OTHER'

/** What the server's own lists say of a panel and of the person asking. */
export type PanelFacts = {
  readonly bodyId: string
  readonly callState: CallState
  /** Undefined until the first seat is given. */
  readonly panelState: PanelState | undefined
  /** The asking expert's own seat. */
  readonly seat: { readonly id: string; readonly state: SeatState; readonly isChair: boolean } | undefined
}

/** The same, and how that seat stands towards one bid. */
export type PanelBidFacts = PanelFacts & {
  readonly bidState: BidState
  readonly declared: ConflictKind | undefined
  /** Where a committee has several groups: the seat judges this bid. */
  readonly isOfGroup: boolean
  readonly sheetState: ScoreSheetState | undefined
  /** The call was published with a discussion round. */
  readonly allowsDiscussion: boolean
  readonly discussion: 'open' | 'closed' | undefined
  /** This judge has scored it a second time. */
  readonly hasSecond: boolean
}

type Ask<Facts> = (actor: unknown, facts: Facts) => boolean

const isOpened: Ask<PanelFacts> = (_, { callState }) => callState === 'OPENED'
const isScoring: Ask<PanelFacts> = (_, { callState, panelState }) => callState === 'SCORING' && panelState === 'SCORING'
const isSigning: Ask<PanelFacts> = (_, { panelState }) => panelState === 'SIGNING'
const isClosed: Ask<PanelFacts> = (_, { panelState }) => panelState === 'CLOSED'
const hasSeat: Ask<PanelFacts> = (_, { seat }) => seat !== undefined
const isSeated: Ask<PanelFacts> = (_, { seat }) => seat?.state === 'SEATED'
const isChair: Ask<PanelFacts> = (_, { seat }) => seat?.state === 'SEATED' && seat.isChair
const isUnderWay: Ask<PanelFacts> = (actor, facts) => isOpened(actor, facts) || isScoring(actor, facts)

const isForming: Ask<PanelFacts> = (_, { panelState }) => panelState === undefined || panelState === 'FORMING'
const mayPrepare: Ask<PanelFacts> = (actor, facts) =>
  (facts.callState === 'PUBLISHED' || facts.callState === 'OPENED') && isForming(actor, facts)

export const panelPolicy = definePolicy<PanelFacts>()({
  /** Who is on the panel: given and taken only before scoring starts. */
  seat: { approver: (actor, facts) => isOpened(actor, facts) || isScoring(actor, facts) },
  /** Drawn before the opening too, when nobody knows who bids; a reserve is called as long as scoring lasts. */
  draw: {
    approver: (actor, facts) =>
      (facts.callState === 'PUBLISHED' && facts.panelState !== 'SCORING') ||
      isOpened(actor, facts) ||
      isScoring(actor, facts),
  },
  /** Who is qualified: the buyer's finding, before scoring starts. */
  qualify: { officer: isOpened, approver: isOpened },
  /**
   * A tie known to the organiser, pinned so that the judge cannot undo it. Once scoring runs not by somebody who judges, too:
   * they may know what the others gave.
   */
  pin: {
    approver: (actor, facts) => isOpened(actor, facts) || (isScoring(actor, facts) && !isSeated(actor, facts)),
  },
  start: { approver: isOpened },
  /** How many groups there are, who is in which, and the lot of the bids: settled before scoring starts. */
  group: { approver: (actor, facts) => isOpened(actor, facts) && facts.panelState === 'FORMING' },
  /** A made-up answer every judge scores first: written before scoring starts. */
  sample: { officer: mayPrepare, approver: mayPrepare },
  /** Once scoring runs, one's own marks for the sample, and, for the chair, how far the judges are apart. */
  scoreSample: { expert: (actor, facts) => isSeated(actor, facts) && isScoring(actor, facts) },
  readSampleSpread: { expert: (actor, facts) => isChair(actor, facts) && !isForming(actor, facts) },
  /** Who has declared and submitted; never a score before the panel closes. */
  readBoard: { officer: true, approver: true },
  readPanel: { expert: hasSeat },
  /** The confidentiality agreement, at the first entry. */
  pledge: {
    expert: (actor, facts) => isSeated(actor, facts) && (isUnderWay(actor, facts) || facts.callState === 'PUBLISHED'),
  },
  declare: { expert: (actor, facts) => isSeated(actor, facts) && isUnderWay(actor, facts) },
  recuse: { expert: (actor, facts) => isSeated(actor, facts) && isUnderWay(actor, facts) },
  /** The chair freezes the scores: the result is computed, and lies before every member to be signed. */
  freeze: { expert: (actor, facts) => isChair(actor, facts) && isScoring(actor, facts) },
  sign: { expert: (actor, facts) => isSeated(actor, facts) && isSigning(actor, facts) },
  /** Before all have signed, what is wrong is put right on the spot; or the silent have had their day. */
  reopen: {
    expert: (actor, facts) => isChair(actor, facts) && isSigning(actor, facts) && facts.callState === 'SCORING',
  },
  closeSilent: { expert: (actor, facts) => isChair(actor, facts) && isSigning(actor, facts) },
  /** One of the four lawful corrections, until the buyer decides: by the chair, or by a member where the chair does not judge the bid. */
  correct: {
    expert: (actor, facts) => isSeated(actor, facts) && isClosed(actor, facts) && facts.callState === 'SCORED',
  },
  /** The frozen result, before anybody outside the panel may see it. */
  readFrozen: {
    expert: (actor, facts) => isSeated(actor, facts) && (isSigning(actor, facts) || isClosed(actor, facts)),
  },
  readResult: {
    officer: isClosed,
    approver: isClosed,
    finance: isClosed,
    supervisor: isClosed,
    expert: (actor, facts) => isSeated(actor, facts) && isClosed(actor, facts),
  },
})

/** Not on the panel, of another group, not declared, in conflict, or before scoring: nothing of the bid is shown. */
const isEntitled: Ask<PanelBidFacts> = (actor, facts) =>
  isSeated(actor, facts) &&
  facts.isOfGroup &&
  facts.declared === 'NONE' &&
  (isScoring(actor, facts) || isSigning(actor, facts) || isClosed(actor, facts))
const mayStillScore: Ask<PanelBidFacts> = (actor, facts) =>
  isEntitled(actor, facts) && isScoring(actor, facts) && facts.bidState === 'OPENED' && facts.sheetState !== 'SUBMITTED'

export const panelBidPolicy = definePolicy<PanelBidFacts>()({
  readBid: { expert: isEntitled },
  readOwnSheet: { expert: isEntitled },
  score: { expert: mayStillScore },
  submitSheet: { expert: mayStillScore },
  /** Whether the bid conforms, and whether a low price is explained: the panel's finding. */
  conform: {
    expert: (actor, facts) => isEntitled(actor, facts) && isScoring(actor, facts) && facts.bidState === 'OPENED',
  },
  /** Opening, closing and minuting a discussion: by the chair, or by a member where the chair does not judge the bid. */
  discuss: {
    expert: (actor, facts) =>
      isEntitled(actor, facts) && isScoring(actor, facts) && facts.allowsDiscussion && facts.bidState === 'OPENED',
  },
  /** What the others gave: not before all have given theirs, and the bid is or was discussed. */
  readDiscussion: {
    expert: (actor, facts) =>
      isEntitled(actor, facts) && facts.discussion !== undefined && facts.sheetState === 'SUBMITTED',
  },
  scoreAgain: {
    expert: (actor, facts) =>
      isEntitled(actor, facts) &&
      isScoring(actor, facts) &&
      facts.discussion === 'open' &&
      facts.sheetState === 'SUBMITTED' &&
      !facts.hasSecond,
  },
  /** The one value of an objective criterion. */
  agree: {
    expert: (actor, facts) => isEntitled(actor, facts) && isScoring(actor, facts) && facts.bidState === 'OPENED',
  },
})
