import { defineLifecycle } from '../shared/lifecycle.ts'

export type RatingState =
  'SUBMITTED' | 'ACCEPTED' | 'VISITED' | 'ASSESSED' | 'NOTICED' | 'CONFIRMED' | 'REFUSED' | 'WITHDRAWN'
export type RatingEvent = 'accept' | 'refuse' | 'withdraw' | 'visit' | 'assess' | 'decide' | 'reopen' | 'confirm'

/**
 * An organization asks to be rated: eligibility, site visit, preliminary points, the committee's decision with its public notice, and the
 * confirmation (社会组织评估管理办法, 民政部令39号). A complaint that is right leads back to the assessment.
 */
export const ratingLifecycle = defineLifecycle<RatingState, RatingEvent>({
  name: 'rating_application',
  initial: 'SUBMITTED',
  table: {
    SUBMITTED: { accept: 'ACCEPTED', refuse: 'REFUSED', withdraw: 'WITHDRAWN' },
    ACCEPTED: { visit: 'VISITED', withdraw: 'WITHDRAWN' },
    VISITED: { assess: 'ASSESSED' },
    ASSESSED: { decide: 'NOTICED' },
    NOTICED: { reopen: 'VISITED', confirm: 'CONFIRMED' },
    CONFIRMED: {},
    REFUSED: {},
    WITHDRAWN: {},
  },
})
