import type { BidState } from '../bid/lifecycle.ts'
import type { CallState } from '../call/lifecycle.ts'
import type { Actor } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'
import type { NoticeState } from './lifecycle.ts'

export type AwardFacts = {
  readonly bodyId: string
  readonly callState: CallState
  readonly isPublished: boolean
  /** The asking account has a tie with a bidder, as a judge or as a member: it neither reads nor decides. */
  readonly isPartial?: boolean
  /** The notice that is proposed or open now, and who decided it. */
  readonly notice?: { readonly state: NoticeState; readonly decidedById: string } | undefined
}

type Predicate = (actor: Actor, facts: AwardFacts) => boolean
const impartial =
  (rule: Predicate): Predicate =>
  (actor, facts) =>
    facts.isPartial !== true && rule(actor, facts)
const isProposed: Predicate = (_, { notice }) => notice?.state === 'PROPOSED'
const always: Predicate = () => true

/** Nobody outside the buyer reads a result before it is published; the panel's own reading is in the panel's policy. */
export const awardPolicy = definePolicy<AwardFacts>()({
  publish: { approver: impartial((_, { callState, notice }) => callState === 'SCORED' && notice === undefined) },
  /** A second approver agrees to pass over the first in rank; the one who decided may take it back. */
  confirm: {
    approver: impartial((actor, facts) => isProposed(actor, facts) && actor.accountId !== facts.notice?.decidedById),
  },
  withdraw: { approver: impartial(isProposed) },
  award: { approver: impartial((_, { callState, notice }) => callState === 'NOTICED' && notice?.state === 'OPEN') },
  revoke: { approver: impartial((_, { callState }) => callState === 'AWARDED' || callState === 'NOTICED') },
  promote: { approver: impartial((_, { callState, notice }) => callState === 'AWARDED' && notice === undefined) },
  readDraft: { officer: impartial(always), approver: impartial(always) },
  readPublished: {
    anonymous: (_, { isPublished }) => isPublished,
    resident: (_, { isPublished }) => isPublished,
  },
})

export type OwnResultFacts = {
  readonly organizationId: string
  readonly bidState: BidState
  readonly isPublished: boolean
}

const isTold = (_: unknown, { isPublished, bidState }: OwnResultFacts) =>
  isPublished && (bidState === 'SCORED' || bidState === 'AWARDED' || bidState === 'LOST')

/** An organization reads what each judge gave it and why, and nothing of that kind about another's bid. */
export const ownResultPolicy = definePolicy<OwnResultFacts>()({
  read: { owner: isTold, editor: isTold, certifier: isTold },
})
