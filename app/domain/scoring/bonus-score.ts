import type { DecisionRules, RecordBid } from './decision-record.ts'
import { exact, Exact, sum } from './exact.ts'

/** Bonus parts of a venture call (resident vote, matched donations, priority topic), added after the panel, capped. */
export function bonusScore({ bonus }: RecordBid, rules: DecisionRules['bonus']): Exact {
  const points = sum(Object.values(bonus ?? {}).map(exact))
  return rules?.cap == null ? points : Exact.min(points, exact(rules.cap))
}
