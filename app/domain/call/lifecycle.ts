import { defineLifecycle } from '../shared/lifecycle.ts'

export type CallState =
  'DRAFT' | 'SUBMITTED' | 'PUBLISHED' | 'OPENED' | 'SCORING' | 'SCORED' | 'AWARDED' | 'FAILED' | 'CANCELLED'
export type CallEvent =
  'submit' | 'return' | 'publish' | 'open' | 'startScoring' | 'close' | 'award' | 'fail' | 'cancel'

/** A call from draft to award. Four eyes: who publishes is never who drafted (a CHECK in the database). */
export const callLifecycle = defineLifecycle<CallState, CallEvent>({
  name: 'call',
  initial: 'DRAFT',
  table: {
    DRAFT: { submit: 'SUBMITTED', cancel: 'CANCELLED' },
    SUBMITTED: { return: 'DRAFT', publish: 'PUBLISHED', cancel: 'CANCELLED' },
    PUBLISHED: { open: 'OPENED', fail: 'FAILED', cancel: 'CANCELLED' },
    OPENED: { startScoring: 'SCORING', fail: 'FAILED', cancel: 'CANCELLED' },
    SCORING: { close: 'SCORED', fail: 'FAILED', cancel: 'CANCELLED' },
    SCORED: { award: 'AWARDED', fail: 'FAILED', cancel: 'CANCELLED' },
    AWARDED: {},
    FAILED: {},
    CANCELLED: {},
  },
})
