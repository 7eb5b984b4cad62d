import { defineLifecycle } from '../shared/lifecycle.ts'

export type AssignmentReportState = 'DRAFT' | 'WITH_LEAD' | 'WITH_OFFICE' | 'RECEIVED'
export type AssignmentReportEvent = 'sendUp' | 'signOff' | 'giveBack' | 'receive'

/** The lead’s author, its reviewer, the office. Given back, it is the author’s again. */
export const assignmentReportLifecycle = defineLifecycle<AssignmentReportState, AssignmentReportEvent>({
  name: 'assignment_report',
  initial: 'DRAFT',
  table: {
    DRAFT: { sendUp: 'WITH_LEAD' },
    WITH_LEAD: { signOff: 'WITH_OFFICE', giveBack: 'DRAFT' },
    WITH_OFFICE: { receive: 'RECEIVED', giveBack: 'DRAFT' },
    RECEIVED: {},
  },
})
