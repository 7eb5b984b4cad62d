import { leavesOf, panelCriteria } from '../scoring/criteria-tree.ts'
import type { DecisionRecord } from '../scoring/decision-record.ts'
import { exact } from '../scoring/exact.ts'
import { type Outcome, ok, refuse } from '../shared/outcome.ts'
import { plainDecimal } from './score-sheet.ts'

export type CorrectionKind = 'ARITHMETIC' | 'OUT_OF_RANGE' | 'OBJECTIVE_UNEQUAL' | 'ABNORMAL'

/** One mark of the record: a judge's, or (without a judge) the agreed value of an objective criterion. */
export type MarkPlace = { readonly bid: string; readonly judge: string | null; readonly criterion: string }
export type MarkChange = MarkPlace & { readonly from: string; readonly to: string }
export type Correction = {
  readonly kind: CorrectionKind
  readonly reason: string
  readonly changes: readonly MarkChange[]
}

/** What stands in the record at that place; undefined when nothing does. */
export function markAt({ bids }: DecisionRecord, { bid, judge, criterion }: MarkPlace): string | undefined {
  const row = bids.find(({ id }) => id === bid)
  const mark = judge === null ? row?.objective?.[criterion] : row?.scores[judge]?.[criterion]
  return mark === undefined ? undefined : String(mark)
}

/**
 * After totals are signed four things may be corrected and nothing else (财政部令第87号 art. 64): an arithmetic error, a score
 * out of range, an objective item scored unequally, a score that all find abnormal. Each kind touches only its own marks.
 */
export function decideCorrection(
  record: DecisionRecord,
  kind: CorrectionKind,
  changed: readonly (MarkPlace & { readonly to: string })[],
): Outcome<{ record: DecisionRecord; changes: MarkChange[] }> {
  if (kind === 'ARITHMETIC') return changed.length === 0 ? ok({ record, changes: [] }) : refuse('result.no-mark-here')
  if (changed.length === 0) return refuse('result.mark-missing', { field: 'mark' })
  const leaves = leavesOf(panelCriteria(record.rules), kind === 'OBJECTIVE_UNEQUAL' ? 'objective' : 'subjective')
  const changes: MarkChange[] = []
  for (const { to, ...place } of changed) {
    const leaf = leaves.find(({ id }) => id === place.criterion)
    const from = markAt(record, place)
    if (leaf === undefined || from === undefined || (place.judge === null) !== (kind === 'OBJECTIVE_UNEQUAL'))
      return refuse('result.mark-of-other-kind', { field: 'mark' })
    const isOut = exact(from).lt(0) || exact(from).gt(leaf.full)
    if (kind === 'OUT_OF_RANGE' && !isOut) return refuse('result.mark-in-range', { field: 'mark' })
    if (exact(to).lt(0) || exact(to).gt(leaf.full))
      return refuse('score.out-of-range', { field: 'points', data: { max: leaf.full.toFixed() } })
    if (exact(to).eq(exact(from))) return refuse('result.nothing-to-correct', { field: 'points' })
    changes.push({ ...place, from, to: plainDecimal(to) })
  }
  return ok({ record: withMarks(record, changes), changes })
}

const withMarks = (record: DecisionRecord, changes: readonly MarkChange[]): DecisionRecord => ({
  ...record,
  bids: record.bids.map((bid) =>
    changes
      .filter((change) => change.bid === bid.id)
      .reduce(
        (row, { judge, criterion, to }) =>
          judge === null
            ? { ...row, objective: { ...row.objective, [criterion]: to } }
            : { ...row, scores: { ...row.scores, [judge]: { ...row.scores[judge], [criterion]: to } } },
        bid,
      ),
  ),
})
