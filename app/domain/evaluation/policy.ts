import type { Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'
import { type EvaluationState, isBeingWritten, type SeatState } from './lifecycle.ts'

/** `seat`: the reader's own place among the evaluators. */
export type EvaluationFacts = Standing & {
  readonly state?: EvaluationState | undefined
  readonly seat?: SeatState | undefined
}

const isSigned = (_: unknown, { state }: EvaluationFacts) => state === 'SUBMITTED' || state === 'CONFIRMED'
const isSubmitted = (_: unknown, { state }: EvaluationFacts) => state === 'SUBMITTED'
const isOpen = (_: unknown, { state }: EvaluationFacts) => state !== undefined && isBeingWritten(state)
const isAsked = (_: unknown, { seat }: EvaluationFacts) => seat !== undefined && seat !== 'RESERVE' && seat !== 'GONE'
const writes = (_: unknown, { seat, state }: EvaluationFacts) =>
  seat === 'STANDS' && state !== undefined && isBeingWritten(state)

/** Evaluators who declared write; an approver who is none of them decides; the supplier reads what is signed, and answers. */
export const evaluationPolicy = definePolicy<EvaluationFacts>()({
  read: {
    officer: true,
    approver: true,
    finance: true,
    supervisor: true,
    evaluator: isAsked,
    owner: isSigned,
    editor: isSigned,
    certifier: isSigned,
  },
  commission: { officer: true },
  appoint: { officer: isOpen },
  replace: { officer: isOpen },
  cancel: { officer: isOpen },
  declare: { evaluator: (_, { seat, state }) => seat === 'INVITED' && state !== undefined && isBeingWritten(state) },
  stepBack: {
    evaluator: (_, { seat, state }) =>
      (seat === 'INVITED' || seat === 'STANDS') && state !== undefined && isBeingWritten(state),
  },
  write: { evaluator: writes },
  reply: { owner: isSubmitted, certifier: isSubmitted },
  reportFixed: {
    owner: (_, { state }) => state === 'CONFIRMED',
    certifier: (_, { state }) => state === 'CONFIRMED',
  },
  decide: { approver: (_, { state, seat }) => state === 'SUBMITTED' && seat === undefined },
})
