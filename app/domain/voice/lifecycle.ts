import { defineLifecycle } from '../shared/lifecycle.ts'

export type CommentState = 'WAITING' | 'SHOWN' | 'HIDDEN'
export type CommentEvent = 'show' | 'hide'

/** Read by an officer before anybody else; a decision may be taken back. */
export const commentLifecycle = defineLifecycle<CommentState, CommentEvent>({
  name: 'service_comment',
  initial: 'WAITING',
  table: {
    WAITING: { show: 'SHOWN', hide: 'HIDDEN' },
    SHOWN: { hide: 'HIDDEN' },
    HIDDEN: { show: 'SHOWN' },
  },
})
