import { defineLifecycle } from '../shared/lifecycle.ts'

export type BidState = 'DRAFT' | 'SEALED' | 'WITHDRAWN' | 'OPENED' | 'REJECTED' | 'SCORED' | 'AWARDED' | 'LOST'
export type BidEvent = 'seal' | 'withdraw' | 'open' | 'reject' | 'score' | 'award' | 'lose' | 'reopen'

export const bidLifecycle = defineLifecycle<BidState, BidEvent>({
  name: 'bid',
  initial: 'DRAFT',
  table: {
    DRAFT: { seal: 'SEALED', withdraw: 'WITHDRAWN' },
    SEALED: { withdraw: 'WITHDRAWN', open: 'OPENED' },
    OPENED: { score: 'SCORED', reject: 'REJECTED' },
    SCORED: { award: 'AWARDED', lose: 'LOST', reopen: 'OPENED' },
    WITHDRAWN: {},
    REJECTED: {},
    AWARDED: { lose: 'LOST' },
    LOST: { award: 'AWARDED', reopen: 'OPENED' },
  },
})
