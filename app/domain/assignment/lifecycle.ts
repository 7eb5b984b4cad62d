import { defineLifecycle } from '../shared/lifecycle.ts'

export type AssignmentState = 'PROPOSED' | 'ISSUED' | 'DONE' | 'DROPPED'
/** Of a task that was issued: what was public once stays so. */
export const publicAssignmentStates = ['ISSUED', 'DONE', 'DROPPED'] as const satisfies readonly AssignmentState[]
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
