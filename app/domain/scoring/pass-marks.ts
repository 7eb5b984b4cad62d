import type { DecisionRules } from './decision-record.ts'
import type { Flag } from './decision-results.ts'
import { exact, type DecimalInput, type Exact } from './exact.ts'

/**
 * Reasons why a bid is left unranked, compared with the published figures: what a reader sees is what decides.
 * A criterion that applied to nobody fails no mark.
 */
export function belowPassMarks(
  bid: { id: string; score: Exact; criterionScores: ReadonlyMap<string, Exact | undefined> },
  { passMark, criteria }: Pick<DecisionRules, 'passMark' | 'criteria'>,
): Flag[] {
  const below = (score: Exact | undefined, mark: DecimalInput | null | undefined, criterion?: string): Flag[] => {
    if (score === undefined || mark === null || mark === undefined || score.gte(exact(mark))) return []
    const named = criterion === undefined ? {} : { criterion }
    return [{ kind: 'belowPassMark', bid: bid.id, ...named, score: score.toFixed(), passMark: exact(mark).toFixed() }]
  }
  return [
    ...below(bid.score, passMark),
    ...criteria.flatMap((criterion) => below(bid.criterionScores.get(criterion.id), criterion.passMark, criterion.id)),
  ]
}
