import type { Marks } from './decision-record.ts'
import { mean, ZERO, type Exact } from './exact.ts'
import type { Trimming } from './settings.ts'
import { criterionValue, markOf, totalOf, type Scale } from './sheet.ts'

export type PanelScore = {
  judgeTotals: Map<string, Exact>
  /** By id of every criterion, group and sub-criterion, on the scale of the sheet. */
  criterionMeans: Map<string, Exact | undefined>
  panelScore: Exact
  /** Where trimming was the rule but too few judges remained: of the total (no criterion) or of a criterion. */
  untrimmed: { criterion?: string; judges: number }[]
}

/** The mean without the `trim` highest and lowest; `undefined` when fewer than the floor remain. */
export function trimmedMean(values: readonly Exact[], { trim, floor }: Trimming): Exact | undefined {
  if (values.length < floor) return undefined
  const sorted = values.toSorted((a, b) => a.cmp(b))
  return mean(sorted.slice(trim, sorted.length - trim))
}

/**
 * The panel's score of one bid from the sheets of the judges who scored it; whoever is absent, recused or voided has
 * no sheet here. The plain mean adds up the means of the criteria, so that the published columns add up; a trimmed mean
 * is taken over the totals of the judges, or criterion by criterion where the rules say so.
 */
export function scorePanel(
  sheets: ReadonlyMap<string, Marks>,
  scale: Scale,
  trimming: Trimming | undefined,
): PanelScore {
  const { round, criteria } = scale
  const marks = [...sheets.values()]
  // Every value once: means go down the columns, totals along the rows.
  const values = new Map(
    criteria.map((criterion) => [criterion.id, marks.map((sheet) => criterionValue(criterion, sheet, round))]),
  )
  const untrimmed: PanelScore['untrimmed'] = []

  const meanOf = (criterion: string, values: readonly Exact[]) => {
    if (values.length === 0) return undefined
    if (trimming?.on !== 'criterion') return round.step(mean(values))
    const trimmed = trimmedMean(values, trimming)
    if (!trimmed) untrimmed.push({ criterion, judges: values.length })
    return round.step(trimmed ?? mean(values))
  }
  const given = (row: readonly (Exact | undefined)[]) => row.filter((value) => value !== undefined)

  const judgeTotals = new Map(
    Array.from(sheets.keys(), (judge, at) => [judge, totalOf(({ id }) => values.get(id)?.[at], scale) ?? ZERO]),
  )
  const criterionMeans = new Map<string, Exact | undefined>()
  for (const criterion of criteria) {
    criterionMeans.set(criterion.id, meanOf(criterion.id, given(values.get(criterion.id) ?? [])))
    if (!criterion.isGroup) continue
    // For the reader only: the group's own mean is what counts.
    for (const leaf of criterion.leaves) {
      const leafMarks = given(marks.map((sheet) => markOf(leaf, sheet)))
      criterionMeans.set(leaf.id, leafMarks.length > 0 ? round.step(mean(leafMarks)) : undefined)
    }
  }

  const ofCriteria = totalOf((criterion) => criterionMeans.get(criterion.id), scale) ?? ZERO
  if (trimming?.on !== 'total') return { judgeTotals, criterionMeans, panelScore: ofCriteria, untrimmed }
  const trimmed = trimmedMean([...judgeTotals.values()], trimming)
  if (!trimmed) untrimmed.push({ judges: judgeTotals.size })
  return { judgeTotals, criterionMeans, panelScore: trimmed ? round.step(trimmed) : ofCriteria, untrimmed }
}
