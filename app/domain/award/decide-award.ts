import { type Outcome, ok, refuse } from '../shared/outcome.ts'
import { type Fen, toFen } from '../shared/money.ts'

export type RankedBid = { readonly bidId: string; readonly rank: number | null; readonly priceFen: bigint | null }

/**
 * The award goes to the first in rank at the price it named; where bids name no price, at the amount the buyer grants. Never
 * above the ceiling that was published.
 */
export function decideAward(
  bids: readonly RankedBid[],
  { ceilingFen, grantedFen }: { readonly ceilingFen: bigint; readonly grantedFen: bigint | undefined },
): Outcome<{ bidId: string; amountFen: Fen }> {
  const [winner, ...others] = bids.filter(({ rank }) => rank === 1)
  if (winner === undefined) return refuse('award.no-winner')
  if (others.length > 0) return refuse('award.tied')
  const amountFen = winner.priceFen ?? grantedFen
  if (amountFen === undefined || amountFen <= 0n) return refuse('award.no-amount', { field: 'amount' })
  if (amountFen > ceilingFen) return refuse('award.over-ceiling', winner.priceFen === null ? { field: 'amount' } : {})
  return ok({ bidId: winner.bidId, amountFen: toFen(amountFen) })
}
