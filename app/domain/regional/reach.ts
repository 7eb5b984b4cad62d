import type { IndicatorUnit } from './schema.ts'

/** Which way is better. */
export type Direction = 'UP' | 'DOWN'

export type Reach = { isReached: boolean; percent: number }

/**
 * How far an actual figure is towards its target: whether it is reached, and the actual as whole percent of the target, rounded down so that
 * 100 means reached; where less is better, the target as percent of the actual. Null where one of them is not known.
 */
export function reachOf(actual: number | null, target: number | null, direction: Direction): Reach | null {
  if (actual === null || target === null) return null
  const isReached = direction === 'UP' ? actual >= target : actual <= target
  const [part, whole] = direction === 'UP' ? [actual, target] : [target, actual]
  return { isReached, percent: whole === 0 ? (isReached ? 100 : 0) : Math.floor((part / whole) * 100 + 1e-9) }
}

/** What a whole bar stands for: the most that a share or a score can be, else the longest of them. Null: one figure alone is measured by nothing. */
export function barWhole(unit: IndicatorUnit, all: readonly number[]): number | null {
  if (unit === 'PERCENT') return 100
  if (unit === 'SCORE') return 5
  return all.length < 2 ? null : Math.max(...all)
}

/** The width of a bar, in whole percent of `longest`; a figure above nothing is always seen. */
export function barWidth(value: number, longest: number): number {
  return longest === 0 || value <= 0 ? 0 : Math.max(1, Math.round((value / longest) * 100))
}
