/** One judge's total for one bid, on whatever scale the panel uses. */
export type JudgeTotal = { readonly bid: string; readonly judge: string; readonly total: number }
export type Severity = {
  /** Judge → how much above (lenient) or below (harsh) the others on the same bids. They add up to nothing. */
  readonly judges: ReadonlyMap<string, number>
  /** Bid → what it would have got from judges of one mind, highest first. */
  readonly bids: readonly { readonly id: string; readonly adjusted: number }[]
}

/** Pulls a judge who scored few bids towards nothing. */
const shrinkage = 2
const rounds = 200

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * The additive model total = bid + judge, fitted by turns, with judges shrunk. A shadow for the chair's eyes: it never enters a
 * total, a rank or the record, which is why it may use floating point where the engine may not.
 */
export function severityOf(totals: readonly JudgeTotal[]): Severity {
  const bidIds = [...new Set(totals.map(({ bid }) => bid))]
  const judgeIds = [...new Set(totals.map(({ judge }) => judge))]
  let judges = new Map(judgeIds.map((id) => [id, 0]))
  let bids = new Map<string, number>()
  for (let round = 0; round < rounds; round += 1) {
    bids = new Map(
      bidIds.map((id) => [
        id,
        meanOf(totals.filter(({ bid }) => bid === id).map(({ judge, total }) => total - (judges.get(judge) ?? 0))),
      ]),
    )
    const leaning = judgeIds.map((id) => {
      const own = totals.filter(({ judge }) => judge === id)
      const above = own.reduce((sum, { bid, total }) => sum + total - (bids.get(bid) ?? 0), 0)
      return [id, above / (own.length + shrinkage)] as const
    })
    const centre = meanOf(leaning.map(([, value]) => value))
    judges = new Map(leaning.map(([id, value]) => [id, value - centre]))
  }
  return {
    judges,
    bids: [...bids].map(([id, adjusted]) => ({ id, adjusted })).toSorted((a, b) => b.adjusted - a.adjusted),
  }
}
