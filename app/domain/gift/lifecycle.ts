import { defineLifecycle } from '../shared/lifecycle.ts'

export type GiftState = 'STATED' | 'CONFIRMED' | 'DECLINED' | 'RECEIVED' | 'WITHDRAWN'
export type GiftEvent = 'confirm' | 'decline' | 'withdraw' | 'receive'

/** A gift in kind: what the organization says of it counts once the giver has said the same. */
export const giftLifecycle = defineLifecycle<GiftState, GiftEvent>({
  name: 'gift',
  initial: 'STATED',
  table: {
    STATED: { confirm: 'CONFIRMED', decline: 'DECLINED', withdraw: 'WITHDRAWN' },
    CONFIRMED: { receive: 'RECEIVED', withdraw: 'WITHDRAWN' },
    DECLINED: {},
    RECEIVED: {},
    WITHDRAWN: {},
  },
})
