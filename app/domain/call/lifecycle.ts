import { defineLifecycle } from '../shared/lifecycle.ts'

export type CallState =
  'DRAFT' | 'SUBMITTED' | 'PUBLISHED' | 'OPENED' | 'SCORING' | 'SCORED' | 'NOTICED' | 'AWARDED' | 'FAILED' | 'CANCELLED'
export type CallEvent =
  | 'submit'
  | 'return'
  | 'publish'
  | 'open'
  | 'startScoring'
  | 'close'
  | 'agree'
  | 'notice'
  | 'award'
  | 'reevaluate'
  | 'fail'
  | 'cancel'

/**
 * A call from draft to award. Four eyes: who publishes is never who drafted (a CHECK in the database). A decided result stands as a
 * public notice before anything is awarded; an upheld objection can send it back to a new panel. An awarded call is noticed again
 * when a reserve takes the place of an award that was revoked. A single source is negotiated, not scored: `agree`.
 */
export const callLifecycle = defineLifecycle<CallState, CallEvent>({
  name: 'call',
  initial: 'DRAFT',
  table: {
    DRAFT: { submit: 'SUBMITTED', cancel: 'CANCELLED' },
    SUBMITTED: { return: 'DRAFT', publish: 'PUBLISHED', cancel: 'CANCELLED' },
    PUBLISHED: { open: 'OPENED', fail: 'FAILED', cancel: 'CANCELLED' },
    OPENED: { startScoring: 'SCORING', agree: 'SCORED', fail: 'FAILED', cancel: 'CANCELLED' },
    SCORING: { close: 'SCORED', fail: 'FAILED', cancel: 'CANCELLED' },
    SCORED: { notice: 'NOTICED', reevaluate: 'OPENED', fail: 'FAILED', cancel: 'CANCELLED' },
    NOTICED: { award: 'AWARDED', reevaluate: 'OPENED', fail: 'FAILED', cancel: 'CANCELLED' },
    AWARDED: { notice: 'NOTICED', reevaluate: 'OPENED', fail: 'FAILED', cancel: 'CANCELLED' },
    FAILED: {},
    CANCELLED: {},
  },
})
