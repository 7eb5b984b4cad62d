import { defineLifecycle } from '../shared/lifecycle.ts'

export type ObservationState = 'OPEN' | 'ANSWERED' | 'RAISED'
export type ObservationEvent = 'answer' | 'raise'

/** Answered once; raised into an objection before or after its answer. */
export const observationLifecycle = defineLifecycle<ObservationState, ObservationEvent>({
  name: 'observation',
  initial: 'OPEN',
  table: {
    OPEN: { answer: 'ANSWERED', raise: 'RAISED' },
    ANSWERED: { raise: 'RAISED' },
    RAISED: {},
  },
})
