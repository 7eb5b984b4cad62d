import { defineLifecycle } from '../shared/lifecycle.ts'

export type ContractState = 'DRAFT' | 'OFFERED' | 'SIGNED'
export type ContractEvent = 'offer' | 'sign' | 'redraft'

export const contractLifecycle = defineLifecycle<ContractState, ContractEvent>({
  name: 'contract',
  initial: 'DRAFT',
  table: { DRAFT: { offer: 'OFFERED' }, OFFERED: { sign: 'SIGNED', redraft: 'DRAFT' }, SIGNED: {} },
})

export type ProjectState = 'PREPARING' | 'ACTIVE' | 'SUSPENDED' | 'COMPLETED' | 'CLOSED' | 'TERMINATED'
export type ProjectEvent = 'start' | 'complete' | 'suspend' | 'resume' | 'terminate' | 'close'

export const projectLifecycle = defineLifecycle<ProjectState, ProjectEvent>({
  name: 'project',
  initial: 'PREPARING',
  table: {
    PREPARING: { start: 'ACTIVE', terminate: 'TERMINATED' },
    ACTIVE: { complete: 'COMPLETED', suspend: 'SUSPENDED', terminate: 'TERMINATED' },
    SUSPENDED: { resume: 'ACTIVE', terminate: 'TERMINATED' },
    // Every tranche is paid; what is left is the account (app/domain/closing).
    COMPLETED: { close: 'CLOSED' },
    CLOSED: {},
    // Of a project that ran, the account is settled all the same.
    TERMINATED: { close: 'CLOSED' },
  },
})

export type ObjectionState = 'OPEN' | 'ANSWERED' | 'CLOSED'
export type ObjectionEvent = 'answer' | 'close'

/** Only the supervisor's side closes; an answer alone does not lift the block on payment. */
export const objectionLifecycle = defineLifecycle<ObjectionState, ObjectionEvent>({
  name: 'objection',
  initial: 'OPEN',
  table: { OPEN: { answer: 'ANSWERED', close: 'CLOSED' }, ANSWERED: { close: 'CLOSED' }, CLOSED: {} },
})
