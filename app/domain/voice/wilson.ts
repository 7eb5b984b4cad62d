/** The two-sided 95% quantile of the normal distribution. */
const z = 1.959963984540054

/**
 * Wilson's score interval for a share, 95%, without continuity correction (E. B. Wilson, JASA 22 (1927) 209-212; method 3 of
 * R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872): honest for few answers too, and never below 0 or above 1.
 * @throws RangeError unless 0 ≤ hits ≤ n and n ≥ 1, all whole.
 */
export function wilson(hits: number, n: number): { low: number; high: number } {
  if (!Number.isInteger(hits) || !Number.isInteger(n) || n < 1 || hits < 0 || hits > n)
    throw new RangeError(`no share: ${hits} of ${n}`)
  const share = hits / n
  const middle = share + (z * z) / (2 * n)
  const reach = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  const whole = 1 + (z * z) / n
  return {
    low: hits === 0 ? 0 : Math.max(0, (middle - reach) / whole),
    high: hits === n ? 1 : Math.min(1, (middle + reach) / whole),
  }
}
