import { defineLifecycle } from '../shared/lifecycle.ts'

export type RemedyState = 'FILED' | 'ANSWERED' | 'WITHDRAWN'
export type RemedyEvent = 'answer' | 'withdraw'

/** Filed with a name, answered once, or taken back by whoever filed it. */
export const remedyLifecycle = defineLifecycle<RemedyState, RemedyEvent>({
  name: 'remedy',
  initial: 'FILED',
  table: { FILED: { answer: 'ANSWERED', withdraw: 'WITHDRAWN' }, ANSWERED: {}, WITHDRAWN: {} },
})
