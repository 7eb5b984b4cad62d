import type { RuleBook } from '../rule-book/rule-book.ts'
import { type Fen, toFen } from '../shared/money.ts'
import { type Outcome, ok, refuse } from '../shared/outcome.ts'

export type RankedBid = {
  readonly bidId: string
  readonly rank: number | null
  readonly outcome: string
  /** The price it named; null where none was asked. */
  readonly priceFen: bigint | null
  /** What it asks for in all: its price, else what its budget adds up to, never above the ceiling. */
  readonly askedFen: bigint
}

/** What the approver chose on the page. */
export type Choice = {
  /** Another than the first in rank; undefined: the first. Not for a call that funds several. */
  readonly bidId?: string | undefined
  readonly passOverReason: string
  /** Amounts granted, by bid; where bids name a price in a call for one, the price stands. */
  readonly granted: ReadonlyMap<string, Fen>
}

export type Decision = {
  readonly awards: readonly { readonly bidId: string; readonly amountFen: Fen }[]
  readonly needsSecondApprover: boolean
}

/**
 * Who is to be awarded how much, by the call's own rule book (条例 art. 43; 87号令 art. 57, 68): the first in rank, or, where the book
 * allows it, another candidate with a written reason that a second approver confirms; in a call for several, whoever the
 * engine funded under the budget. Never above what a bid asks, never above the ceiling that was published.
 */
export function decideAward(
  { mode, passOverFirst, candidates }: RuleBook['award'],
  bids: readonly RankedBid[],
  choice: Choice,
  { ceilingFen }: { readonly ceilingFen: bigint },
): Outcome<Decision> {
  if (mode === 'multi') return decideSeveral(bids, choice, ceilingFen)
  const [first, ...equals] = bids.filter(({ rank }) => rank === 1)
  if (first === undefined) return refuse('award.no-winner')
  if (equals.length > 0) return refuse('award.tied')
  const chosen = choice.bidId === undefined ? first : bids.find(({ bidId }) => bidId === choice.bidId)
  if (chosen === undefined || chosen.rank === null || chosen.rank > Math.max(candidates, 1))
    return refuse('award.not-candidate', { field: 'bidId' })
  const isPassedOver = chosen.bidId !== first.bidId
  if (isPassedOver && passOverFirst === 'forbidden') return refuse('award.pass-over-forbidden', { field: 'bidId' })
  if (isPassedOver && choice.passOverReason === '') return refuse('award.pass-over-reason', { field: 'passOverReason' })
  const amount = amountOf(chosen, chosen.priceFen ?? choice.granted.get(chosen.bidId), ceilingFen, 'amounts[0].amount')
  if (!amount.ok) return amount
  return ok({
    awards: [{ bidId: chosen.bidId, amountFen: amount.amountFen }],
    needsSecondApprover: isPassedOver,
  })
}

function decideSeveral(bids: readonly RankedBid[], { granted }: Choice, ceilingFen: bigint): Outcome<Decision> {
  const funded = bids.filter(({ outcome }) => outcome === 'funded')
  if (funded.length === 0) return refuse('award.no-winner')
  const awards: Decision['awards'][number][] = []
  for (const [index, bid] of funded.entries()) {
    const amount = amountOf(bid, granted.get(bid.bidId) ?? bid.askedFen, ceilingFen, `amounts[${index}].amount`)
    if (!amount.ok) return amount
    awards.push({ bidId: bid.bidId, amountFen: amount.amountFen })
  }
  return ok({ awards, needsSecondApprover: false })
}

function amountOf(
  { askedFen, priceFen }: RankedBid,
  amountFen: bigint | undefined,
  ceilingFen: bigint,
  field: string,
): Outcome<{ amountFen: Fen }> {
  if (amountFen === undefined || amountFen <= 0n) return refuse('award.no-amount', { field })
  if (amountFen > ceilingFen) return refuse('award.over-ceiling', priceFen === null ? { field } : {})
  if (amountFen > askedFen) return refuse('award.over-asked', { field })
  return ok({ amountFen: toFen(amountFen) })
}
