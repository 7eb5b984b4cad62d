import { defineLifecycle } from '../shared/lifecycle.ts'

export type BatchState = 'DRAFT' | 'SUBMITTED' | 'CERTIFIED'
export type BatchEvent = 'submit' | 'giveBack' | 'certify'

/** The spending of a period: submitted by one of the organization, certified by another, and then it stands. */
export const expenseBatchLifecycle = defineLifecycle<BatchState, BatchEvent>({
  name: 'expense_batch',
  initial: 'DRAFT',
  table: {
    DRAFT: { submit: 'SUBMITTED' },
    SUBMITTED: { giveBack: 'DRAFT', certify: 'CERTIFIED' },
    CERTIFIED: {},
  },
})

export type ExpenseState = 'ENTERED' | 'QUESTIONED' | 'ANSWERED' | 'ACCEPTED' | 'DISALLOWED'
export type ExpenseEvent = 'question' | 'answer' | 'accept' | 'disallow'

/** One item under review. What nobody asks about stays as entered, and counts. */
export const expenseLifecycle = defineLifecycle<ExpenseState, ExpenseEvent>({
  name: 'expense',
  initial: 'ENTERED',
  table: {
    ENTERED: { question: 'QUESTIONED', accept: 'ACCEPTED', disallow: 'DISALLOWED' },
    QUESTIONED: { answer: 'ANSWERED', disallow: 'DISALLOWED' },
    ANSWERED: { accept: 'ACCEPTED', question: 'QUESTIONED', disallow: 'DISALLOWED' },
    ACCEPTED: {},
    DISALLOWED: {},
  },
})
