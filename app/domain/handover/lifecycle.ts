import { defineLifecycle } from '../shared/lifecycle.ts'

export type HandoverState = 'ASKED' | 'ACCEPTED' | 'DECLINED' | 'LAPSED' | 'WITHDRAWN' | 'DONE'
export type HandoverEvent = 'accept' | 'decline' | 'lapse' | 'withdraw' | 'award'

/** The reserve is asked first; what it accepted stands on a public notice before it is awarded. */
export const handoverLifecycle = defineLifecycle<HandoverState, HandoverEvent>({
  name: 'handover',
  initial: 'ASKED',
  table: {
    ASKED: { accept: 'ACCEPTED', decline: 'DECLINED', lapse: 'LAPSED', withdraw: 'WITHDRAWN' },
    ACCEPTED: { withdraw: 'WITHDRAWN', award: 'DONE' },
    DECLINED: {},
    LAPSED: {},
    WITHDRAWN: {},
    DONE: {},
  },
})
