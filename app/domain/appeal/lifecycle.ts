import { defineLifecycle } from '../shared/lifecycle.ts'

export type AppealState = 'DRAFT' | 'SUBMITTED' | 'OPEN' | 'REACHED' | 'ENDED' | 'STOPPED' | 'CLOSED' | 'WITHDRAWN'
/** Of an appeal that was opened. */
export const publicAppealStates = [
  'OPEN',
  'REACHED',
  'ENDED',
  'STOPPED',
  'CLOSED',
] as const satisfies readonly AppealState[]
export type AppealEvent = 'submit' | 'return' | 'withdraw' | 'open' | 'reach' | 'end' | 'stop' | 'close'

/**
 * Money asked of the public for one purpose. Reached: all of it came. Ended: its last day is over. Stopped: what came goes back.
 * `reach`, `end`, and most stops and closings are PostgreSQL's own (prisma/migrations, appeals).
 */
export const appealLifecycle = defineLifecycle<AppealState, AppealEvent>({
  name: 'appeal',
  initial: 'DRAFT',
  table: {
    DRAFT: { submit: 'SUBMITTED', withdraw: 'WITHDRAWN' },
    SUBMITTED: { return: 'DRAFT', withdraw: 'WITHDRAWN', open: 'OPEN' },
    OPEN: { reach: 'REACHED', end: 'ENDED', stop: 'STOPPED' },
    REACHED: { stop: 'STOPPED', close: 'CLOSED' },
    ENDED: { stop: 'STOPPED', close: 'CLOSED' },
    STOPPED: { close: 'CLOSED' },
    CLOSED: {},
    WITHDRAWN: {},
  },
})

export type PledgeState =
  'PLEDGED' | 'RECEIVED' | 'PASSED' | 'REFUND_DUE' | 'REFUNDED' | 'WITHDRAWN' | 'EXPIRED' | 'RELEASED'
export type PledgeEvent = 'receive' | 'receiveLate' | 'withdraw' | 'expire' | 'release' | 'pass' | 'owe' | 'refund'

/** What one person promised: it comes, or its place is free again; what came is passed on or goes back. */
export const pledgeLifecycle = defineLifecycle<PledgeState, PledgeEvent>({
  name: 'pledge',
  initial: 'PLEDGED',
  table: {
    PLEDGED: { receive: 'RECEIVED', withdraw: 'WITHDRAWN', expire: 'EXPIRED', release: 'RELEASED' },
    RECEIVED: { pass: 'PASSED', owe: 'REFUND_DUE' },
    EXPIRED: { receive: 'RECEIVED', receiveLate: 'REFUND_DUE' },
    WITHDRAWN: { receiveLate: 'REFUND_DUE' },
    RELEASED: { receiveLate: 'REFUND_DUE' },
    REFUND_DUE: { refund: 'REFUNDED' },
    PASSED: {},
    REFUNDED: {},
  },
})
