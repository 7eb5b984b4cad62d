import type { Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** Who may do what with a body's funds and its books. */
export const ledgerPolicy = definePolicy<Standing>()({
  readFunds: { finance: true },
  createFund: { finance: true },
  /** One proposes what a source granted, another confirms: PostgreSQL sees to the two. */
  appropriate: { finance: true },
  seeProposals: { finance: true, approver: true },
  confirmAppropriation: { approver: true },
  withdrawAppropriation: { finance: true, approver: true },
  readLedger: { finance: true },
  /** A month once closed stays closed. */
  closeMonth: { finance: true },
  readRelease: { finance: true },
  /** Statements of a fund, of the body, of what an organization got from it; and the body's four books. */
  readStatements: { finance: true, supervisor: true },
  /** What the four books are called and show. */
  arrangeBooks: { finance: true },
})
