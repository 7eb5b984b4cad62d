import type { DecisionRules } from './decision-record.ts'
import type { BidOutcome } from './decision-results.ts'

export type Awardable = { id: string; amountFen: bigint }
export type Awards = {
  outcomes: Map<string, BidOutcome>
  /** Bids whose equals cannot all be funded: nobody is funded among them until people settle it. */
  tiedForAward: string[]
}

const amountOf = (bids: readonly Awardable[]) => bids.reduce((total, { amountFen }) => total + amountFen, 0n)

/**
 * Goes down the ranks and funds what fits. Ranked bids left without money wait in reserve.
 * Equals are treated alike: those who fit are funded together or not at all, so the order of a file decides nothing.
 */
export function awardBids(groups: readonly (readonly Awardable[])[], award: DecisionRules['award']): Awards {
  const outcomes = new Map<string, BidOutcome>()
  const tiedForAward: string[] = []
  let leftFen = award.mode === 'multi' ? BigInt(award.budgetFen) : 0n
  let places = award.mode === 'multi' ? Infinity : 1
  let isOpen = true

  for (const group of groups) {
    const fits = (bids: readonly Awardable[]) =>
      award.mode === 'single' ? bids.length <= places : amountOf(bids) <= leftFen
    const maySkip = award.mode === 'multi' && award.skipUnaffordable === true
    const candidates = group.filter((bid) => isOpen && fits([bid]))
    const chosen = fits(candidates) && (maySkip || candidates.length === group.length) ? candidates : []
    for (const { id } of group) outcomes.set(id, 'reserve')
    for (const { id } of chosen) outcomes.set(id, 'funded')
    leftFen -= amountOf(chosen)
    places -= chosen.length
    const isUnsettled = chosen.length < candidates.length
    if (isUnsettled) tiedForAward.push(...group.map(({ id }) => id))
    // What the tied may still claim is not given to those ranked below them.
    if (isUnsettled || (chosen.length < group.length && !maySkip)) isOpen = false
  }
  return { outcomes, tiedForAward }
}
