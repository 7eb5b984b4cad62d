import type { CallMethod } from '../call/terms.ts'

/** Where a minimum comes from; the words are at `bid.minimum.<source>`. */
export type MinimumSource = 'order87' | 'consultation' | 'smallPurchase' | 'venture'

/**
 * The fewest sealed bids with which a call may be opened.
 * - Open tender: fewer than three at the deadline are not opened (财政部令第87号 art. 43).
 * - Competitive consultation for the government purchase of services: may go on with two (财库〔2015〕124号).
 * - Small purchases below the local limit: the purchaser's own rules, one is enough.
 * - Venture calls are grants, not procurement: each application is judged on its own.
 */
const table: Record<CallMethod, { minimum: number; source: MinimumSource }> = {
  OPEN_TENDER: { minimum: 3, source: 'order87' },
  COMPETITIVE_CONSULTATION: { minimum: 2, source: 'consultation' },
  SMALL_PURCHASE: { minimum: 1, source: 'smallPurchase' },
  VENTURE_CALL: { minimum: 1, source: 'venture' },
}

export const minimumBids = ({ method }: { method: CallMethod }) => table[method]
