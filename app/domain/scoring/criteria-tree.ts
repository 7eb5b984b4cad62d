import type { Criterion, DecisionRules } from './decision-record.ts'
import { exact, HUNDRED, type Exact } from './exact.ts'

/** What a sheet has a box for. `full` is the highest score: the points, or 100 under `percentTimesWeight`. */
export type Leaf = { id: string; kind: 'subjective' | 'objective'; full: Exact; allowNotApplicable: boolean }

/** A first-level criterion scored by the panel; an ungrouped one is its own only leaf. */
export type PanelCriterion = {
  id: string
  /** What it can add to the total. */
  maxPoints: Exact
  /** The highest value before weighting. */
  full: Exact
  isGroup: boolean
  leaves: Leaf[]
}

type Tree = Pick<DecisionRules, 'scaleMode' | 'criteria'>

/** Sub-criteria carry no weight of their own: inside a group a point is a point, and a percentage a percentage. */
function panelCriterion(criterion: Criterion, scaleMode: DecisionRules['scaleMode']): PanelCriterion {
  const fullOf = (maxPoints: Criterion['maxPoints'] | undefined) =>
    scaleMode === 'percentTimesWeight' ? HUNDRED : exact(maxPoints ?? 0)
  return {
    id: criterion.id,
    maxPoints: exact(criterion.maxPoints),
    full: fullOf(criterion.maxPoints),
    isGroup: criterion.subCriteria !== undefined,
    leaves: (criterion.subCriteria ?? [criterion]).map((leaf) => ({
      id: leaf.id,
      kind: leaf.kind === 'objective' ? 'objective' : 'subjective',
      full: fullOf(leaf.maxPoints),
      allowNotApplicable: leaf.allowNotApplicable === true,
    })),
  }
}

export const panelCriteria = ({ scaleMode, criteria }: Tree): PanelCriterion[] =>
  criteria.filter(({ kind }) => kind !== 'price').map((criterion) => panelCriterion(criterion, scaleMode))

export const leavesOf = (criteria: readonly PanelCriterion[], kind: Leaf['kind']): Leaf[] =>
  criteria.flatMap(({ leaves }) => leaves.filter((leaf) => leaf.kind === kind))

/** The price criterion when the price earns points: a fixed price and no price do not. */
export const scoredPrice = ({ criteria }: Pick<Tree, 'criteria'>): Criterion | undefined =>
  criteria.find(({ kind, formula }) => kind === 'price' && formula === 'lowestOverBid')
