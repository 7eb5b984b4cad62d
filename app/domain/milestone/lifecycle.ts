import { defineLifecycle } from '../shared/lifecycle.ts'

export type MilestoneState = 'PLANNED' | 'REPORTED' | 'RETURNED' | 'ACCEPTED'
export type MilestoneEvent = 'report' | 'return' | 'accept'

export const milestoneLifecycle = defineLifecycle<MilestoneState, MilestoneEvent>({
  name: 'milestone',
  initial: 'PLANNED',
  table: {
    PLANNED: { report: 'REPORTED' },
    REPORTED: { return: 'RETURNED', accept: 'ACCEPTED' },
    RETURNED: { report: 'REPORTED' },
    ACCEPTED: {},
  },
})

export type ReportState = 'DRAFT' | 'SUBMITTED' | 'RETURNED' | 'ACCEPTED'
export type ReportEvent = 'submit' | 'return' | 'accept'

export const reportLifecycle = defineLifecycle<ReportState, ReportEvent>({
  name: 'report',
  initial: 'DRAFT',
  table: {
    DRAFT: { submit: 'SUBMITTED' },
    SUBMITTED: { return: 'RETURNED', accept: 'ACCEPTED' },
    RETURNED: {},
    ACCEPTED: {},
  },
})

export type TrancheState = 'PLANNED' | 'CLAIMABLE' | 'RELEASED' | 'CANCELLED'
export type TrancheEvent = 'claim' | 'release' | 'cancel'

export const trancheLifecycle = defineLifecycle<TrancheState, TrancheEvent>({
  name: 'tranche',
  initial: 'PLANNED',
  table: {
    PLANNED: { claim: 'CLAIMABLE', cancel: 'CANCELLED' },
    CLAIMABLE: { release: 'RELEASED' },
    RELEASED: {},
    CANCELLED: {},
  },
})
