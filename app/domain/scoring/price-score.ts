import { scoredPrice } from './criteria-tree.ts'
import type { DecisionRules, RecordBid } from './decision-record.ts'
import { exact, Exact, HUNDRED, ZERO } from './exact.ts'
import { roundTo, type Rounder } from './rounding.ts'

/**
 * The price a bid is compared by, in whole fen: the quoted one less the deduction of an entitled small enterprise.
 * It is used throughout: base, price score and tie chain. The contract is at the quoted price.
 */
export function comparedPriceFen({ priceFen, priceDeductionPct }: RecordBid): Exact | undefined {
  if (priceFen === null || priceFen === undefined) return undefined
  const kept = HUNDRED.minus(exact(priceDeductionPct ?? 0))
  return roundTo(exact(priceFen).times(kept).div(HUNDRED), 0, 'halfUp')
}

export type PriceScores = { basePriceFen: Exact | undefined; scoreOf: (bid: RecordBid) => Exact }

/**
 * `lowestOverBid`: base / price x points, base = the lowest of the admitted. No price is ever dropped (87令 art 55).
 * A fixed price and no price earn nothing: every bid has 0 and there is no base.
 */
export function scorePrices(
  rules: Pick<DecisionRules, 'criteria' | 'scaleMode'>,
  bids: readonly RecordBid[],
  round: Rounder,
): PriceScores {
  const criterion = scoredPrice(rules)
  const prices = bids.flatMap((bid) => comparedPriceFen(bid) ?? [])
  if (!criterion || prices.length === 0) return { basePriceFen: undefined, scoreOf: () => ZERO }
  const basePriceFen = Exact.min(...prices)
  const points = exact(criterion.maxPoints)
  const scoreOf = (bid: RecordBid): Exact => {
    const price = comparedPriceFen(bid)
    if (!price || price.isZero()) return ZERO
    if (rules.scaleMode === 'points') return round.step(basePriceFen.times(points).div(price))
    return round.step(round.step(basePriceFen.times(HUNDRED).div(price)).times(points).div(HUNDRED))
  }
  return { basePriceFen, scoreOf }
}
