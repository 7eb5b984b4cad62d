import type { BidState } from '../bid/lifecycle.ts'
import type { CallState } from '../call/lifecycle.ts'
import { definePolicy } from '../shared/policy.ts'

export type AwardFacts = {
  readonly bodyId: string
  readonly callState: CallState
  readonly isPublished: boolean
}

/** Nobody outside the buyer reads a result before it is published; the panel's own reading is in the panel's policy. */
export const awardPolicy = definePolicy<AwardFacts>()({
  award: { approver: (_, { callState, isPublished }) => callState === 'SCORED' && !isPublished },
  readDraft: { officer: true, approver: true },
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
  isPublished && (bidState === 'AWARDED' || bidState === 'LOST')

/** An organization reads what each judge gave it and why, and nothing of that kind about another's bid. */
export const ownResultPolicy = definePolicy<OwnResultFacts>()({
  read: { owner: isTold, editor: isTold, certifier: isTold },
})
