import type { CallState } from '../call/lifecycle.ts'
import type { Actor } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** A purchase from one supplier, from its draft on. */
export type SingleFacts = {
  readonly bodyId: string
  readonly callState: CallState
  readonly isNoticed: boolean
  /** The notice's term runs now. */
  readonly isRunning: boolean
  readonly draftedById: string
  readonly submittedById: string | null
}

type Predicate = (actor: Actor, facts: SingleFacts) => boolean
const isNoticed: Predicate = (_, facts) => facts.isNoticed
const mayObject: Predicate = (_, { isRunning }) => isRunning
const before: Predicate = (_, { callState }) => callState === 'DRAFT' || callState === 'SUBMITTED'
const opened: Predicate = (_, { callState }) => callState === 'OPENED'

export const singlePolicy = definePolicy<SingleFacts>()({
  /** The notice, once it is one, is anybody's to read. */
  read: {
    anonymous: isNoticed,
    resident: isNoticed,
    officer: true,
    approver: true,
    finance: true,
    supervisor: true,
    evaluator: true,
  },
  edit: { officer: (_, { callState, isNoticed: noticed }) => callState === 'DRAFT' && !noticed },
  /** Four eyes: who makes it public neither drafted nor submitted it. */
  notice: {
    approver: ({ accountId }, { callState, isNoticed: noticed, draftedById, submittedById }) =>
      callState === 'SUBMITTED' && !noticed && accountId !== draftedById && accountId !== submittedById,
  },
  object: { resident: mayObject },
  answer: { officer: before, approver: before },
  negotiate: { officer: opened, approver: opened },
})
