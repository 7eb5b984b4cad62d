import { defineLifecycle } from '../shared/lifecycle.ts'

export type HaltState = 'PROPOSED' | 'STANDING' | 'ENDED' | 'REFUSED' | 'WITHDRAWN'
export type HaltEvent = 'decide' | 'refuse' | 'withdraw' | 'end'

/** A suspension ends when the project goes on, or for good when it is terminated; a termination stands. */
export const haltLifecycle = defineLifecycle<HaltState, HaltEvent>({
  name: 'halt',
  initial: 'PROPOSED',
  table: {
    PROPOSED: { decide: 'STANDING', refuse: 'REFUSED', withdraw: 'WITHDRAWN' },
    STANDING: { end: 'ENDED' },
    ENDED: {},
    REFUSED: {},
    WITHDRAWN: {},
  },
})
