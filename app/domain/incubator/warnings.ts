import { addDays, addMonths, type Day } from '../shared/day.ts'
import type { Grade } from './assessment.ts'
import type { IncubatorRule } from './terms.ts'

export const incubationWarnings = [
  'IDLE',
  'ASSESSMENT_DUE',
  'ASSESSMENT_FAILED',
  'TERM_ENDING',
  'TERM_OVER',
  'GOAL_LATE',
  'LISTED',
] as const
export type IncubationWarningKind = (typeof incubationWarnings)[number]
/** `on`: the day it hangs on: last seen, due since, last day of the term, … */
export type IncubationWarning = { readonly kind: IncubationWarningKind; readonly on: Day }

export type TenancyFacts = {
  readonly fromOn: Day
  readonly toOn: Day
  /** The last service, training, assessment or goal reached; null: nothing yet. */
  readonly lastSeenOn: Day | null
  readonly lastAssessment: { readonly on: Day; readonly grade: Grade } | null
  /** The earliest due day of a goal that is not reached. */
  readonly openGoalDueOn: Day | null
  /** On a credit list since. */
  readonly listedSince: Day | null
}

/** When the next assessment is due, from the last one or from the first day. */
export const assessmentDueOn = (
  { fromOn, lastAssessment }: Pick<TenancyFacts, 'fromOn' | 'lastAssessment'>,
  { assessmentMonths }: Pick<IncubatorRule, 'assessmentMonths'>,
): Day => addMonths(lastAssessment?.on ?? fromOn, assessmentMonths)

/** Early warning (预警), reckoned from facts whenever somebody looks: nobody enters one, nobody forgets one. */
export function warningsOf(facts: TenancyFacts, rule: IncubatorRule, today: Day): IncubationWarning[] {
  const found: IncubationWarning[] = []
  if (facts.fromOn > today) return found
  const seen = facts.lastSeenOn ?? facts.fromOn
  if (facts.listedSince !== null) found.push({ kind: 'LISTED', on: facts.listedSince })
  if (facts.toOn < today) found.push({ kind: 'TERM_OVER', on: facts.toOn })
  else if (addDays(today, rule.expiryDays) >= facts.toOn) found.push({ kind: 'TERM_ENDING', on: facts.toOn })
  if (facts.lastAssessment?.grade === 'FAIL') found.push({ kind: 'ASSESSMENT_FAILED', on: facts.lastAssessment.on })
  const due = assessmentDueOn(facts, rule)
  if (due < today) found.push({ kind: 'ASSESSMENT_DUE', on: due })
  if (addMonths(seen, rule.idleMonths) < today) found.push({ kind: 'IDLE', on: seen })
  if (facts.openGoalDueOn !== null && facts.openGoalDueOn < today)
    found.push({ kind: 'GOAL_LATE', on: facts.openGoalDueOn })
  return found
}
