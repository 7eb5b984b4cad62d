import { defineLifecycle } from '../shared/lifecycle.ts'

export type AmendmentState = 'DRAFT' | 'OFFERED' | 'SIGNED' | 'REFUSED' | 'WITHDRAWN'
export type AmendmentEvent = 'offer' | 'file' | 'sign' | 'refuse' | 'withdraw'

/** A notice is in force as soon as it is filed; everything else waits for the other side. */
export const amendmentLifecycle = defineLifecycle<AmendmentState, AmendmentEvent>({
  name: 'amendment',
  initial: 'DRAFT',
  table: {
    DRAFT: { offer: 'OFFERED', file: 'SIGNED', withdraw: 'WITHDRAWN' },
    OFFERED: { sign: 'SIGNED', refuse: 'REFUSED', withdraw: 'WITHDRAWN' },
    SIGNED: {},
    REFUSED: {},
    WITHDRAWN: {},
  },
})
