import type { Flag } from './decision-results.ts'
import { Exact, HUNDRED, mean, sum, ZERO } from './exact.ts'
import { roundTo } from './rounding.ts'
import type { FlagLimits } from './settings.ts'

/** Flags ask people to look. None of them rejects a bid or changes a score. */

const oneDecimal = (value: Exact) => roundTo(value, 1, 'halfUp').toFixed(1)
const squared = (value: Exact) => value.times(value)
const twoDecimals = (value: Exact) => roundTo(value, 2, 'halfUp').toFixed(2)

type JudgeTotals = ReadonlyMap<string, Exact>

/** Abnormally high or low scores (畸高畸低): a total too far, in %, from the mean of the other judges of the bid. */
export function flagOutliers(bid: string, totals: JudgeTotals, { outlierPct }: FlagLimits): Flag[] {
  const all = sum([...totals.values()])
  return [...totals].flatMap(([judge, total]): Flag[] => {
    if (totals.size < 2) return []
    const others = all.minus(total).div(totals.size - 1)
    if (others.isZero()) return total.isZero() ? [] : [{ kind: 'judgeOutlier', bid, judge, deviationPct: null }]
    const deviationPct = total.minus(others).div(others).times(HUNDRED)
    return deviationPct.abs().gt(outlierPct)
      ? [{ kind: 'judgeOutlier', bid, judge, deviationPct: oneDecimal(deviationPct) }]
      : []
  })
}

/** Sample variance (n - 1); 0 for fewer than two values. */
export function variance(values: readonly Exact[]): Exact {
  if (values.length < 2) return ZERO
  const centre = mean(values)
  return sum(values.map((value) => squared(value.minus(centre)))).div(values.length - 1)
}

/** A bid the judges are split over, measured on 0-100 whatever the points of the panel. */
export function flagSplit(bid: string, totals: JudgeTotals, max: Exact, { splitRange, splitSd }: FlagLimits): Flag[] {
  if (totals.size < 2 || max.isZero()) return []
  const onHundred = [...totals.values()].map((total) => total.times(HUNDRED).div(max))
  const range = Exact.max(...onHundred).minus(Exact.min(...onHundred))
  const squaredSd = variance(onHundred)
  return range.gt(splitRange) || squaredSd.gt(squared(splitSd))
    ? [{ kind: 'splitItem', bid, range: twoDecimals(range), sd: twoDecimals(squaredSd.sqrt()) }]
    : []
}

/** Abnormally low prices (87令 art 60): each asks the bidder for an explanation. Quoted prices, above zero. */
export function flagLowPrices(
  bids: readonly { id: string; priceFen: Exact }[],
  ceilingFen: Exact | undefined,
  limits: Pick<FlagLimits, 'lowOfMeanPct' | 'lowOfNextPct' | 'lowOfCeilingPct'>,
): Flag[] {
  if (bids.length === 0) return []
  const prices = bids.map(({ priceFen }) => priceFen).toSorted((a, b) => a.cmp(b))
  const marks = [
    { against: 'mean', of: mean(prices), belowPct: limits.lowOfMeanPct },
    // Only the lowest price can be below a share of the second lowest.
    { against: 'nextLowest', of: prices[1], belowPct: limits.lowOfNextPct },
    { against: 'ceiling', of: ceilingFen, belowPct: limits.lowOfCeilingPct },
  ] as const
  return bids.flatMap(({ id, priceFen }) =>
    marks.flatMap(({ against, of, belowPct }): Flag[] => {
      if (!of || of.isZero()) return []
      const pct = priceFen.times(HUNDRED).div(of)
      return pct.lt(belowPct) ? [{ kind: 'abnormallyLowPrice', bid: id, against, pct: oneDecimal(pct) }] : []
    }),
  )
}

/**
 * Lenient (above zero) and harsh judges: a judge's mean minus the mean of all judges over the same bids, on 0-100.
 * Only the bids the judge scored are compared, or a recusal from a weak bid would look like leniency.
 */
export function judgeBiases(bids: readonly JudgeTotals[], max: Exact): Map<string, Exact> {
  const judges = [...new Set(bids.flatMap((totals) => [...totals.keys()]))]
  return new Map(
    judges.map((judge) => {
      const differences = bids.flatMap((totals) => {
        const own = totals.get(judge)
        return own ? [own.minus(mean([...totals.values()]))] : []
      })
      return [judge, mean(differences).times(HUNDRED).div(max)]
    }),
  )
}

export function flagBiases(bids: readonly JudgeTotals[], max: Exact, { judgeBias }: FlagLimits): Flag[] {
  if (!judgeBias || max.isZero()) return []
  return [...judgeBiases(bids, max)].flatMap(([judge, points]) =>
    points.abs().gt(judgeBias) ? [{ kind: 'judgeBias', judge, points: twoDecimals(points) }] : [],
  )
}
