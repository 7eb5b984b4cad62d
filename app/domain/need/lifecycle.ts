import { defineLifecycle } from '../shared/lifecycle.ts'

export type NeedState = 'RECEIVED' | 'PROPOSED' | 'DELIBERATED' | 'REVIEWED' | 'RESOLVED' | 'SET_ASIDE' | 'DECLINED'
export type NeedEvent = 'takeUp' | 'decline' | 'deliberate' | 'review' | 'resolve' | 'setAside' | 'takeUpAgain'

/** 四议: proposed, deliberated by representatives, reviewed by the committee, resolved by the assembly; then it waits in the catalogue. */
export const needLifecycle = defineLifecycle<NeedState, NeedEvent>({
  name: 'need',
  initial: 'RECEIVED',
  table: {
    RECEIVED: { takeUp: 'PROPOSED', decline: 'DECLINED' },
    PROPOSED: { deliberate: 'DELIBERATED', setAside: 'SET_ASIDE' },
    DELIBERATED: { review: 'REVIEWED', setAside: 'SET_ASIDE' },
    REVIEWED: { resolve: 'RESOLVED', setAside: 'SET_ASIDE' },
    RESOLVED: { setAside: 'SET_ASIDE' },
    SET_ASIDE: { takeUpAgain: 'PROPOSED' },
    DECLINED: {},
  },
})

/** What anybody may read of: an official of the place has read it first. */
export const publicNeedStates = ['PROPOSED', 'DELIBERATED', 'REVIEWED', 'RESOLVED', 'SET_ASIDE'] as const
export type PublicNeedState = (typeof publicNeedStates)[number]

export const needSteps = ['DELIBERATION', 'REVIEW', 'RESOLUTION'] as const
export type NeedStepKind = (typeof needSteps)[number]

/** The step that comes next for a need in this state, and the event its passing is. */
export const nextStep: Partial<Record<NeedState, { step: NeedStepKind; event: NeedEvent }>> = {
  PROPOSED: { step: 'DELIBERATION', event: 'deliberate' },
  DELIBERATED: { step: 'REVIEW', event: 'review' },
  REVIEWED: { step: 'RESOLUTION', event: 'resolve' },
}
