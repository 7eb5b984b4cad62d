import { checkBids } from './check-bids.ts'
import { checkRules } from './check-rules.ts'
import { decisionRecordSchema, type DecisionRecord } from './decision-record.ts'
import { hiddenKeys, problemsOf, type RecordProblem } from './record-problems.ts'

export type ReadRecord = { ok: true; record: DecisionRecord } | { ok: false; problems: RecordProblem[] }

/**
 * Reads parsed JSON as a decision record. The record comes back as it was written: nothing is filled in or rewritten,
 * because its hash is over what was published. Problems come in reading order, the first of them enough to answer with.
 */
export function readDecisionRecord(value: unknown): ReadRecord {
  const hidden = hiddenKeys(value)
  if (hidden.length > 0) return { ok: false, problems: hidden }
  const parsed = decisionRecordSchema.safeParse(value)
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) }
  const record = parsed.data
  // Bids are read by the rules, so rules that do not hold together are told first and alone.
  const ruleProblems = checkRules(record)
  const problems = ruleProblems.length > 0 ? ruleProblems : checkBids(record)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, record }
}
