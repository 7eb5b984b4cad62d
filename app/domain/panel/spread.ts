import { Exact, exact, mean } from '../scoring/exact.ts'
import { roundTo } from '../scoring/rounding.ts'

export type Spread = { lowest: string; highest: string; mean: string; range: string }

/** How far marks for one thing are apart, in points with two decimals; null while fewer than two are in. */
export function spreadOf(marks: readonly string[]): Spread | null {
  if (marks.length < 2) return null
  const points = marks.map((mark) => exact(mark)).sort((a, b) => a.cmp(b))
  const lowest = points[0] ?? Exact.of(0)
  const highest = points.at(-1) ?? Exact.of(0)
  const told = (value: Exact) => roundTo(value, 2, 'halfUp').toFixed(2)
  return { lowest: told(lowest), highest: told(highest), mean: told(mean(points)), range: told(highest.minus(lowest)) }
}

export const sumOf = (marks: readonly string[]): string =>
  marks.reduce((sum, mark) => sum.plus(exact(mark)), Exact.of(0)).toFixed(2)
