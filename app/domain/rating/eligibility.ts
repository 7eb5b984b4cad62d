import { addYears, type Day } from '../shared/day.ts'
import { type Explained, stateOf } from '../eligibility/explained.ts'
import type { RatingRule } from './rule.ts'

/** What is known of an organization that asks to be rated. `inspections`: concluded ones, the latest first. */
export type RatingFacts = {
  readonly foundedOn: Day | null
  readonly current: { readonly grade: number; readonly validFrom: Day; readonly validUntil: Day } | null
  readonly wantedGrade: number
  /** The grade below the wanted one, or better, held for the years that the step asks. */
  readonly hasHeldStep: boolean
  readonly inspections: readonly { readonly year: number; readonly conclusion: 'PASS' | 'BASIC_PASS' | 'FAIL' }[]
  /** The latest year without a report, past its term. */
  readonly missedYear: number | null
  readonly creditState: 'REGULAR' | 'ABNORMAL' | 'SERIOUS'
  readonly creditSince: Day | null
  /** Days of penalties, the latest first. */
  readonly penalties: readonly Day[]
  readonly openCaseOn: Day | null
}

export type RatingCode = 'registered' | 'again' | 'inspected' | 'listed' | 'penalized' | 'case' | 'step'

/**
 * Whether an organization may be rated, condition by condition (社会组织评估管理办法 arts. 8–10, rules D3): registered two full years; no
 * rating in force, or held two years; no inspection missed, failed or basically passed twice running; on no list; no penalty of the last
 * year; no case under way; and the step to 4A and 5A.
 */
export function ratingEligibility(facts: RatingFacts, rule: RatingRule, today: Day): Explained<RatingCode>[] {
  const { foundedOn, current, wantedGrade, inspections, missedYear, creditState, penalties, openCaseOn } = facts
  const registeredOn = foundedOn === null ? undefined : addYears(foundedOn, rule.registeredYears)
  const isInForce = current !== null && current.validFrom <= today && today <= current.validUntil
  const againOn = isInForce ? addYears(current.validFrom, rule.againYears) : null
  const [last] = inspections
  const isPoor =
    last?.conclusion === 'FAIL' ||
    (last?.conclusion === 'BASIC_PASS' &&
      inspections.some(({ year, conclusion }) => year === last.year - 1 && conclusion !== 'PASS'))
  const penalizedOn = penalties.find((on) => addYears(on, rule.cleanYears) > today) ?? null
  const needsStep = wantedGrade >= rule.stepFromGrade
  return [
    {
      code: 'registered',
      state: stateOf(registeredOn === undefined ? undefined : registeredOn <= today),
      since: foundedOn,
      values: { years: rule.registeredYears },
      cure: 'profile',
    },
    {
      code: 'again',
      state: stateOf(againOn === null || againOn <= today),
      since: isInForce ? current.validFrom : null,
      values: { years: rule.againYears },
      cure: null,
    },
    {
      code: 'inspected',
      state: stateOf(missedYear !== null || isPoor ? false : last === undefined ? undefined : true),
      since: null,
      values: { year: missedYear ?? last?.year ?? '' },
      cure: 'inspection',
    },
    { code: 'listed', state: stateOf(creditState === 'REGULAR'), since: facts.creditSince, values: {}, cure: 'credit' },
    {
      code: 'penalized',
      state: stateOf(penalizedOn === null),
      since: penalizedOn,
      values: { years: rule.cleanYears },
      cure: 'credit',
    },
    { code: 'case', state: stateOf(openCaseOn === null), since: openCaseOn, values: {}, cure: null },
    ...(needsStep
      ? [
          {
            code: 'step' as const,
            state: stateOf(facts.hasHeldStep),
            since: isInForce ? current.validFrom : null,
            values: { grade: wantedGrade, below: wantedGrade - 1, years: rule.stepYears },
            cure: 'rating' as const,
          },
        ]
      : []),
  ]
}
