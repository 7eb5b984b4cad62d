import { defineLifecycle } from '../shared/lifecycle.ts'

export type AssignmentState = 'PROPOSED' | 'ISSUED' | 'DONE' | 'DROPPED'
export type AssignmentEvent = 'issue' | 'close' | 'drop'

/** Proposed by one, issued by another of the office; closed once its lead says that it is done. */
export const assignmentLifecycle = defineLifecycle<AssignmentState, AssignmentEvent>({
  name: 'assignment',
  initial: 'PROPOSED',
  table: {
    PROPOSED: { issue: 'ISSUED', drop: 'DROPPED' },
    ISSUED: { close: 'DONE', drop: 'DROPPED' },
    DONE: {},
    DROPPED: {},
  },
})
