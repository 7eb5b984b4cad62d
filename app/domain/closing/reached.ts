/** An indicator of one milestone; `actual` of its accepted report. */
export type Counted = {
  readonly name: string
  readonly unit: string
  readonly target: number
  readonly actual: number | null
}

/** What was reached in all: indicators of one name and unit are one, over all milestones, in the order they first come. */
export function reachedInAll(
  indicators: readonly Counted[],
): { name: string; unit: string; target: number; actual: number }[] {
  const sums = new Map<string, { name: string; unit: string; target: number; actual: number }>()
  for (const { name, unit, target, actual } of indicators) {
    const key = `${name}\n${unit}`
    const before = sums.get(key) ?? { name, unit, target: 0, actual: 0 }
    sums.set(key, { name, unit, target: before.target + target, actual: before.actual + (actual ?? 0) })
  }
  return [...sums.values()]
}
