import { defineLifecycle } from '../shared/lifecycle.ts'

export type FinalReportState = 'DRAFT' | 'SUBMITTED' | 'PROPOSED' | 'APPROVED'
export type FinalReportEvent = 'submit' | 'giveBack' | 'propose' | 'withdraw' | 'approve'

/** The organization reports, an official proposes the closing, an approver closes. */
export const finalReportLifecycle = defineLifecycle<FinalReportState, FinalReportEvent>({
  name: 'final_report',
  initial: 'DRAFT',
  table: {
    DRAFT: { submit: 'SUBMITTED' },
    SUBMITTED: { giveBack: 'DRAFT', propose: 'PROPOSED' },
    PROPOSED: { withdraw: 'SUBMITTED', approve: 'APPROVED' },
    APPROVED: {},
  },
})

export type FindingState = 'OPEN' | 'ANSWERED' | 'SETTLED'
export type FindingEvent = 'answer' | 'reopen' | 'settle'

/** What an audit found, followed to its end. */
export const findingLifecycle = defineLifecycle<FindingState, FindingEvent>({
  name: 'audit_finding',
  initial: 'OPEN',
  table: { OPEN: { answer: 'ANSWERED' }, ANSWERED: { reopen: 'OPEN', settle: 'SETTLED' }, SETTLED: {} },
})
