import { defineLifecycle } from '../shared/lifecycle.ts'

export type BudgetReviewState = 'OFFERED' | 'ACCEPTED' | 'DECLINED'
export type BudgetReviewEvent = 'accept' | 'decline'

/** What was approved of a budget, and the bidder's answer. An uncut budget is accepted at once; silence leaves it offered. */
export const budgetReviewLifecycle = defineLifecycle<BudgetReviewState, BudgetReviewEvent>({
  name: 'budget_review',
  initial: 'OFFERED',
  table: { OFFERED: { accept: 'ACCEPTED', decline: 'DECLINED' }, ACCEPTED: {}, DECLINED: {} },
})
