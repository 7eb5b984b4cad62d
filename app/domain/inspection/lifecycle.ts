import { defineLifecycle } from '../shared/lifecycle.ts'

export type AnnualReportState = 'OPEN' | 'SUBMITTED' | 'RETURNED' | 'REVIEWED' | 'CONCLUDED'
export type AnnualReportEvent = 'submit' | 'return' | 'review' | 'conclude'

/** The yearly report: opened with what is known, handed in, looked through, given back or concluded on. */
export const annualReportLifecycle = defineLifecycle<AnnualReportState, AnnualReportEvent>({
  name: 'annual_report',
  initial: 'OPEN',
  table: {
    OPEN: { submit: 'SUBMITTED' },
    SUBMITTED: { return: 'RETURNED', review: 'REVIEWED' },
    RETURNED: { submit: 'SUBMITTED' },
    REVIEWED: { return: 'RETURNED', conclude: 'CONCLUDED' },
    CONCLUDED: {},
  },
})
