import { leavesOf, panelCriteria, type Leaf } from './criteria-tree.ts'
import { NOT_APPLICABLE, type DecisionRules } from './decision-record.ts'
import { exact, isDecimal, ZERO, type DecimalInput } from './exact.ts'
import { rounder } from './rounding.ts'
import { roundingOf } from './settings.ts'
import { panelMax, sheetTotal } from './sheet.ts'

/** Boxes as they stand while a judge types: leaf id to what is in the box. */
export type Draft = Readonly<Record<string, unknown>>

export type LiveTotal = {
  /** Decimal text, what is not scored yet counting nothing. */
  total: string
  max: string
  /** Boxes filled with a mark in range, of all boxes. */
  scored: number
  boxes: number
}

function readMark({ id, full, allowNotApplicable }: Leaf, draft: Draft): DecimalInput | undefined {
  const typed = Object.hasOwn(draft, id) ? draft[id] : undefined
  const value = typeof typed === 'string' ? typed.trim() : typed
  if (value === NOT_APPLICABLE) return allowNotApplicable ? NOT_APPLICABLE : undefined
  if (!isDecimal(value) || String(value).startsWith('-')) return undefined
  return exact(value).lte(full) ? value : undefined
}

/**
 * A judge's own total for the scoring desk, by the rules that make the judge's total in the decision record.
 * `agreed` holds the values of the objective items, where they are entered already; without it they are left out.
 */
export function liveTotal(
  rules: Pick<DecisionRules, 'scaleMode' | 'criteria' | 'rounding'>,
  draft: Draft,
  agreed?: Draft,
): LiveTotal {
  const own = { kind: 'subjective', from: draft } as const
  const sources = agreed ? [own, { kind: 'objective', from: agreed } as const] : [own]
  const kinds = new Set<Leaf['kind']>(sources.map(({ kind }) => kind))
  const criteria = panelCriteria(rules).flatMap((criterion) => {
    const leaves = criterion.leaves.filter(({ kind }) => kinds.has(kind))
    return leaves.length > 0 ? [{ ...criterion, leaves }] : []
  })
  const marks = new Map(
    sources.flatMap(({ kind, from }) =>
      leavesOf(criteria, kind).map((leaf) => [leaf.id, readMark(leaf, from)] as const),
    ),
  )
  const round = rounder(roundingOf(rules))
  const sheet = Object.fromEntries(Array.from(marks, ([id, mark]) => [id, mark ?? 0]))
  return {
    total: round.text(sheetTotal(sheet, { criteria, scaleMode: rules.scaleMode, round }) ?? ZERO),
    max: round.text(panelMax(criteria)),
    scored: [...marks.values()].filter((mark) => mark !== undefined).length,
    boxes: marks.size,
  }
}
