import { defineLifecycle } from '../shared/lifecycle.ts'

export type NoticeState = 'PROPOSED' | 'OPEN' | 'CLOSED' | 'WITHDRAWN'
export type NoticeEvent = 'confirm' | 'award' | 'withdraw'

/** The buyer's decision: proposed, public for the term of the notice, then closed by the awards that are made from it. */
export const noticeLifecycle = defineLifecycle<NoticeState, NoticeEvent>({
  name: 'result_notice',
  initial: 'PROPOSED',
  table: {
    PROPOSED: { confirm: 'OPEN', withdraw: 'WITHDRAWN' },
    OPEN: { award: 'CLOSED', withdraw: 'WITHDRAWN' },
    CLOSED: {},
    WITHDRAWN: {},
  },
})
