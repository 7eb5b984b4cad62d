import type { BidState } from '../bid/lifecycle.ts'
import type { CallState } from '../call/lifecycle.ts'
import type { Actor } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** A call of the body and one bid of it. `isBarred`: the asking account reads nothing of this bid (bid/policy.ts). */
export type VentureFacts = {
  readonly bodyId: string
  readonly organizationId: string
  readonly callState: CallState
  readonly bidState: BidState
  readonly isBarred: boolean
}

type Predicate = (actor: Actor, facts: VentureFacts) => boolean
const clear: Predicate = (_, { isBarred }) => !isBarred
const reviewing: Predicate = (_, { isBarred, callState, bidState }) =>
  !isBarred && callState === 'OPENED' && bidState === 'OPENED'
const answering: Predicate = (_, { callState, bidState }) => callState === 'OPENED' && bidState === 'OPENED'
const decided: Predicate = (_, { isBarred, callState }) =>
  !isBarred && (callState === 'NOTICED' || callState === 'AWARDED')
const own = { owner: true, editor: true, certifier: true } as const

/** The stages of a venture call around one bid. The panel reads none of them: it judges what was bid and what was pitched. */
export const venturePolicy = definePolicy<VentureFacts>()({
  /** Due-diligence notes: the buyer's people alone. */
  readDiligence: { officer: clear, approver: clear, supervisor: clear },
  noteDiligence: { officer: reviewing, approver: reviewing },
  readBudget: { officer: clear, approver: clear, supervisor: clear, ...own },
  reviewBudget: { officer: reviewing, approver: reviewing },
  /** The bidder stands by the approved sum, or withdraws: whoever may bind the organization. */
  answerBudget: { owner: answering, certifier: answering },
  readAdvice: { officer: clear, approver: clear, supervisor: clear, ...own },
  advise: { officer: decided, approver: decided },
  answerAdvice: {
    owner: (_, { callState }) => callState === 'NOTICED' || callState === 'AWARDED',
    editor: (_, { callState }) => callState === 'NOTICED' || callState === 'AWARDED',
    certifier: (_, { callState }) => callState === 'NOTICED' || callState === 'AWARDED',
  },
  acceptAdvice: { officer: decided, approver: decided },
})

/** The session in which all bidders of a call present. */
export const pitchPolicy = definePolicy<{ readonly bodyId: string; readonly callState: CallState }>()({
  read: { officer: true, approver: true, supervisor: true },
  set: {
    officer: (_, { callState }) => callState === 'OPENED' || callState === 'SCORING',
    approver: (_, { callState }) => callState === 'OPENED' || callState === 'SCORING',
  },
})
