import { defineLifecycle } from '../shared/lifecycle.ts'

export type EvaluationState = 'COMMISSIONED' | 'SUBMITTED' | 'RETURNED' | 'CONFIRMED' | 'CANCELLED'
export type EvaluationEvent = 'submit' | 'confirm' | 'return' | 'cancel'

/** Submitted when the last evaluator has signed; what is confirmed stays, and is cured only by a new evaluation. */
export const evaluationLifecycle = defineLifecycle<EvaluationState, EvaluationEvent>({
  name: 'evaluation',
  initial: 'COMMISSIONED',
  table: {
    COMMISSIONED: { submit: 'SUBMITTED', cancel: 'CANCELLED' },
    SUBMITTED: { confirm: 'CONFIRMED', return: 'RETURNED' },
    RETURNED: { submit: 'SUBMITTED', cancel: 'CANCELLED' },
    CONFIRMED: {},
    CANCELLED: {},
  },
})

/** While evaluators write. */
export const isBeingWritten = (state: EvaluationState): boolean => state === 'COMMISSIONED' || state === 'RETURNED'

export type SeatState = 'RESERVE' | 'INVITED' | 'STANDS' | 'STEPPED_BACK' | 'GONE'

/** After how long another may be put in the place of somebody who does not answer; PostgreSQL asks the same. */
export const silentDays = 5
