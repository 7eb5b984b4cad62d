import { sum, ZERO, type Exact } from './exact.ts'

export type Reliability = {
  /** 1 is agreement, 0 what chance gives; `undefined` when no two values differ or none can be paired. */
  alpha: Exact | undefined
  /** Pairs of judges who scored the same bid, over all bids. */
  pairs: number
}

/** Sum of (a - b)^2 over ordered pairs, by sums of squares: linear in the number of values. */
function squaredDifferences(values: readonly Exact[]): Exact {
  const squares = sum(values.map((value) => value.times(value)))
  const total = sum(values)
  return squares.times(values.length).minus(total.times(total)).times(2)
}

/**
 * Krippendorff's alpha, interval metric: 1 - observed / expected disagreement. A unit is one bid's values, one per
 * judge who scored it; judges who did not leave no gap to fill, which is why recusals do no harm.
 */
export function krippendorffAlpha(units: readonly (readonly Exact[])[]): Reliability {
  const pairable = units.filter((values) => values.length > 1)
  const pairs = pairable.reduce((count, { length }) => count + (length * (length - 1)) / 2, 0)
  const values = pairable.flat()
  const expected = squaredDifferences(values)
  if (expected.isZero()) return { alpha: undefined, pairs }
  const observed = sum(pairable.map((unit) => squaredDifferences(unit).div(unit.length - 1)))
  // Expected is over n(n-1) ordered pairs, observed over n values: the n cancels.
  const ratio = observed.times(values.length - 1).div(expected)
  return { alpha: ZERO.plus(1).minus(ratio), pairs }
}
