import { defineLifecycle } from '../shared/lifecycle.ts'

export type MilestoneState = 'PLANNED' | 'REPORTED' | 'RETURNED' | 'ACCEPTED' | 'REJECTED' | 'CANCELLED'
export type MilestoneEvent = 'report' | 'return' | 'accept' | 'reject' | 'reopen' | 'cancel'

export const milestoneLifecycle = defineLifecycle<MilestoneState, MilestoneEvent>({
  name: 'milestone',
  initial: 'PLANNED',
  table: {
    // What is left of a milestone that was accepted in part may be cancelled at once.
    PLANNED: { report: 'REPORTED', cancel: 'CANCELLED' },
    REPORTED: { return: 'RETURNED', accept: 'ACCEPTED', reject: 'REJECTED' },
    RETURNED: { report: 'REPORTED' },
    ACCEPTED: {},
    // Owed again where the objection is upheld, else over.
    REJECTED: { reopen: 'RETURNED', cancel: 'CANCELLED' },
    CANCELLED: {},
  },
})

export type ReportState = 'DRAFT' | 'SUBMITTED' | 'RETURNED' | 'ACCEPTED' | 'REJECTED'
export type ReportEvent = 'submit' | 'return' | 'accept' | 'reject'

export const reportLifecycle = defineLifecycle<ReportState, ReportEvent>({
  name: 'report',
  initial: 'DRAFT',
  table: {
    DRAFT: { submit: 'SUBMITTED' },
    SUBMITTED: { return: 'RETURNED', accept: 'ACCEPTED', reject: 'REJECTED' },
    RETURNED: {},
    ACCEPTED: {},
    REJECTED: {},
  },
})

export type TrancheState = 'PLANNED' | 'CLAIMABLE' | 'RELEASED' | 'REFUSED' | 'CANCELLED'
export type TrancheEvent = 'claim' | 'release' | 'refuse' | 'cancel'

export const trancheLifecycle = defineLifecycle<TrancheState, TrancheEvent>({
  name: 'tranche',
  initial: 'PLANNED',
  table: {
    PLANNED: { claim: 'CLAIMABLE', cancel: 'CANCELLED' },
    // Refused only after an early end, by an approver with a reason.
    CLAIMABLE: { release: 'RELEASED', refuse: 'REFUSED' },
    RELEASED: {},
    REFUSED: {},
    CANCELLED: {},
  },
})
