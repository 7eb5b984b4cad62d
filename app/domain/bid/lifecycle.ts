import { defineLifecycle } from '../shared/lifecycle.ts'

export type BidState = 'DRAFT' | 'SEALED' | 'WITHDRAWN' | 'OPENED' | 'REJECTED' | 'SCORED' | 'AWARDED' | 'LOST'
export type BidEvent = 'seal' | 'withdraw' | 'open' | 'reject' | 'score' | 'award' | 'lose'

export const bidLifecycle = defineLifecycle<BidState, BidEvent>({
  name: 'bid',
  initial: 'DRAFT',
  table: {
    DRAFT: { seal: 'SEALED', withdraw: 'WITHDRAWN' },
    SEALED: { withdraw: 'WITHDRAWN', open: 'OPENED' },
    OPENED: { score: 'SCORED', reject: 'REJECTED' },
    SCORED: { award: 'AWARDED', lose: 'LOST' },
    WITHDRAWN: {},
    REJECTED: {},
    AWARDED: {},
    LOST: {},
  },
})
