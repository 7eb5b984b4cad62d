import { defineLifecycle } from '../shared/lifecycle.ts'

export type QuarterlyState = 'DRAFT' | 'WITH_LEAD' | 'WITH_OFFICE' | 'RECEIVED'
export type QuarterlyEvent = 'sendUp' | 'signOff' | 'giveBack' | 'receive'

/** Author, then the organization's certifier, then the purchasing body. Given back, it is the author's again. */
export const quarterlyLifecycle = defineLifecycle<QuarterlyState, QuarterlyEvent>({
  name: 'quarterly_report',
  initial: 'DRAFT',
  table: {
    DRAFT: { sendUp: 'WITH_LEAD' },
    WITH_LEAD: { signOff: 'WITH_OFFICE', giveBack: 'DRAFT' },
    WITH_OFFICE: { receive: 'RECEIVED', giveBack: 'DRAFT' },
    RECEIVED: {},
  },
})
