import { type Outcome, ok, refuse } from '../shared/outcome.ts'
import { flagLowPrices } from '../scoring/flags.ts'
import { exact } from '../scoring/exact.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'

export type ReviewStage = 'QUALIFICATION' | 'CONFORMITY'
/** Why a bid is invalid: the list of 财政部令第87号 art. 63, collusion (art. 37), and what due diligence found of a venture bid. */
export const rejectionCauses = [
  'BOND',
  'UNSIGNED',
  'UNQUALIFIED',
  'OVER_CEILING',
  'UNACCEPTABLE_CONDITIONS',
  'COLLUSION',
  'OTHER',
  'DUE_DILIGENCE',
] as const
export type RejectionCause = (typeof rejectionCauses)[number]

export type PricedBid = { readonly id: string; readonly priceFen: bigint | null }
export type LowPrice = { bidId: string; against: 'mean' | 'nextLowest' | 'ceiling'; pct: string }

/** Prices low enough for the rule book to ask about: a question to the bidder, never a rejection (财办库〔2024〕265号). */
export function lowPricesOf(
  bids: readonly PricedBid[],
  { lowPrice }: Pick<RuleBook, 'lowPrice'>,
  ceilingFen: bigint,
): LowPrice[] {
  if (lowPrice === null) return []
  const priced = bids.flatMap(({ id, priceFen }) =>
    priceFen === null || priceFen <= 0n ? [] : [{ id, priceFen: exact(priceFen.toString()) }],
  )
  const flags = flagLowPrices(priced, exact(ceilingFen.toString()), {
    lowOfMeanPct: exact(String(lowPrice.ofMeanPct)),
    lowOfNextPct: exact(String(lowPrice.ofNextPct)),
    lowOfCeilingPct: exact(String(lowPrice.ofCeilingPct)),
  })
  return flags.flatMap((flag) =>
    flag.kind === 'abnormallyLowPrice' ? [{ bidId: flag.bid, against: flag.against, pct: flag.pct }] : [],
  )
}

/** An answer may be due no sooner than the rule book's window, and no later than a month from now. */
export function decideDue(now: Date, dueAt: Date, leastMinutes: number): Outcome {
  const minutes = (dueAt.getTime() - now.getTime()) / 60_000
  if (minutes < leastMinutes)
    return refuse('review.term-too-short', { field: 'dueAt', data: { minutes: leastMinutes } })
  if (minutes > 31 * 24 * 60) return refuse('review.term-too-long', { field: 'dueAt' })
  return ok()
}
