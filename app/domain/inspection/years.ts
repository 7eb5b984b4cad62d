/** A year as it stands: null while nothing is decided and its term runs. */
export type YearOutcome = { readonly year: number; readonly outcome: 'PASS' | 'BASIC_PASS' | 'FAIL' | 'MISSED' | null }

/** How many years up to the latest were failed or missed in a row: a year without one between ends the row. */
export function poorYearsInARow(years: readonly YearOutcome[]): number {
  const sorted = years.filter(({ outcome }) => outcome !== null).toSorted((a, b) => b.year - a.year)
  let count = 0
  for (const { year, outcome } of sorted) {
    if (outcome !== 'FAIL' && outcome !== 'MISSED') break
    const before = sorted[count - 1]
    if (before !== undefined && before.year !== year + 1) break
    count += 1
  }
  return count
}
