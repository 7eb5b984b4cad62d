import type { Leaf, PanelCriterion } from './criteria-tree.ts'
import { NOT_APPLICABLE, type DecisionRules, type Marks } from './decision-record.ts'
import { exact, HUNDRED, sum, type Exact } from './exact.ts'
import type { Rounder } from './rounding.ts'

/** How a call turns marks into points. */
export type Scale = { criteria: readonly PanelCriterion[]; scaleMode: DecisionRules['scaleMode']; round: Rounder }

/** The mark of a leaf; `undefined` where it does not apply. A mark of 0 is a mark. */
export function markOf(leaf: Leaf, marks: Marks): Exact | undefined {
  const mark = marks[leaf.id]
  return mark === undefined || mark === NOT_APPLICABLE ? undefined : exact(mark)
}

/**
 * One judge's value of a criterion, from 0 to `full`. A group is the points got out of the points that apply, times
 * the parent's: three sub-criteria weigh no more than one, whatever their number.
 */
export function criterionValue(criterion: PanelCriterion, marks: Marks, round: Rounder): Exact | undefined {
  const [only] = criterion.leaves
  if (!criterion.isGroup) return only && markOf(only, marks)
  const applicable = criterion.leaves.flatMap((leaf) => {
    const mark = markOf(leaf, marks)
    return mark ? [{ mark, full: leaf.full }] : []
  })
  if (applicable.length === 0) return undefined
  const got = sum(applicable.map(({ mark }) => mark))
  return round.step(got.times(criterion.full).div(sum(applicable.map(({ full }) => full))))
}

/** What a value adds to the total: itself, or its product with the weight. */
export const pointsOf = (criterion: PanelCriterion, value: Exact, { scaleMode, round }: Scale): Exact =>
  scaleMode === 'percentTimesWeight' ? round.step(value.times(criterion.maxPoints).div(HUNDRED)) : value

/** The most the panel can give. */
export const panelMax = (criteria: readonly PanelCriterion[]): Exact => sum(criteria.map(({ maxPoints }) => maxPoints))

/**
 * Adds up the values of criteria. What does not apply leaves numerator and denominator alike, so the sum is out of
 * the same points for everybody; `undefined` when nothing applies.
 */
export function totalOf(valueOf: (criterion: PanelCriterion) => Exact | undefined, scale: Scale): Exact | undefined {
  const applicable: PanelCriterion[] = []
  const points: Exact[] = []
  for (const criterion of scale.criteria) {
    const value = valueOf(criterion)
    if (value === undefined) continue
    applicable.push(criterion)
    points.push(pointsOf(criterion, value, scale))
  }
  if (applicable.length === 0) return undefined
  const got = sum(points)
  if (applicable.length === scale.criteria.length) return scale.round.step(got)
  const most = panelMax(applicable)
  return scale.round.step(got.times(panelMax(scale.criteria)).div(most))
}

/** A judge's total: the judge's own marks and the agreed ones, which are the same for every judge. */
export const sheetTotal = (marks: Marks, scale: Scale): Exact | undefined =>
  totalOf((criterion) => criterionValue(criterion, marks, scale.round), scale)
