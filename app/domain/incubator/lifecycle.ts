import { defineLifecycle } from '../shared/lifecycle.ts'

export type IncubationState =
  | 'DRAFT'
  | 'SENT'
  | 'RETURNED'
  | 'WAITING'
  | 'ADMITTED'
  | 'ACTIVE'
  | 'LEAVING'
  | 'GRADUATED'
  | 'LEFT'
  | 'REFUSED'
  | 'WITHDRAWN'
export type IncubationEvent =
  | 'send'
  | 'withdraw'
  | 'return'
  | 'refuse'
  | 'queue'
  | 'admit'
  | 'sign'
  | 'graduate'
  | 'giveNotice'
  | 'takeBack'
  | 'leave'

/**
 * An application to an incubator and what becomes of it: admission, incubation, assessment, graduation (出壳) or exit (退出).
 * WAITING: passed, its class is full. ADMITTED: a place is held until both sides have signed. LEAVING: told to leave, and heard.
 */
export const incubationLifecycle = defineLifecycle<IncubationState, IncubationEvent>({
  name: 'incubation',
  initial: 'DRAFT',
  table: {
    DRAFT: { send: 'SENT', withdraw: 'WITHDRAWN' },
    SENT: { return: 'RETURNED', refuse: 'REFUSED', queue: 'WAITING', admit: 'ADMITTED', withdraw: 'WITHDRAWN' },
    RETURNED: { send: 'SENT', withdraw: 'WITHDRAWN' },
    WAITING: { admit: 'ADMITTED', refuse: 'REFUSED', withdraw: 'WITHDRAWN' },
    ADMITTED: { sign: 'ACTIVE', refuse: 'REFUSED', withdraw: 'WITHDRAWN' },
    ACTIVE: { graduate: 'GRADUATED', giveNotice: 'LEAVING' },
    LEAVING: { takeBack: 'ACTIVE', leave: 'LEFT' },
    GRADUATED: {},
    LEFT: {},
    REFUSED: {},
    WITHDRAWN: {},
  },
})

/** In the incubator: its services, assessments and warnings run. */
export const isTenant = (state: IncubationState): boolean => state === 'ACTIVE' || state === 'LEAVING'
