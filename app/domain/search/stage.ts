import type { CallState } from '../call/lifecycle.ts'
import type { ProjectState } from '../project/lifecycle.ts'

/** How far a thing has come, in the reader's words: calls and projects share one line. */
export const stages = [
  'CALLING',
  'REVIEWING',
  'NOTICED',
  'AWARDED',
  'PREPARING',
  'ACTIVE',
  'COMPLETED',
  'ENDED',
] as const
export type Stage = (typeof stages)[number]

/** Undefined: nothing the public may find. A call cancelled before it was published is caught by its missing publication. */
export const stageOfCall: Readonly<Record<CallState, Stage | undefined>> = {
  DRAFT: undefined,
  SUBMITTED: undefined,
  PUBLISHED: 'CALLING',
  OPENED: 'REVIEWING',
  SCORING: 'REVIEWING',
  SCORED: 'REVIEWING',
  NOTICED: 'NOTICED',
  AWARDED: 'AWARDED',
  FAILED: 'ENDED',
  CANCELLED: 'ENDED',
}

export const stageOfProject: Readonly<Record<ProjectState, Stage>> = {
  PREPARING: 'PREPARING',
  ACTIVE: 'ACTIVE',
  SUSPENDED: 'ACTIVE',
  COMPLETED: 'COMPLETED',
  CLOSED: 'COMPLETED',
  TERMINATED: 'ENDED',
}
