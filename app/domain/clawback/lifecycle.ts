import { defineLifecycle } from '../shared/lifecycle.ts'

export type ClawbackState = 'PROPOSED' | 'ORDERED' | 'SETTLED' | 'REFUSED' | 'WITHDRAWN'
export type ClawbackEvent = 'order' | 'refuse' | 'withdraw' | 'settle'

/** Money that has to come back; settled when nothing of it is left, by repayments and what was written off. */
export const clawbackLifecycle = defineLifecycle<ClawbackState, ClawbackEvent>({
  name: 'clawback',
  initial: 'PROPOSED',
  table: {
    PROPOSED: { order: 'ORDERED', refuse: 'REFUSED', withdraw: 'WITHDRAWN' },
    ORDERED: { settle: 'SETTLED' },
    SETTLED: {},
    REFUSED: {},
    WITHDRAWN: {},
  },
})
