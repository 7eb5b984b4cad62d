import type { Day } from '../shared/day.ts'

/** UNKNOWN: the site has no fact to hold it against; people judge. */
export type ConditionState = 'MET' | 'UNMET' | 'UNKNOWN'

/** The page where something can be done about it: of the organization itself, named in app/ui/eligibility. */
export type Cure = 'credit' | 'rating' | 'inspection' | 'profile' | 'admission'

/**
 * One condition held against the facts. Text: `eligibility.says.<code>` with the values, and `eligibility.cure.<code>` where it is not met.
 * `since`: the day from which it is as it is; null where there is none to name.
 */
export type Explained<Code extends string = string> = {
  readonly code: Code
  readonly state: ConditionState
  readonly since: Day | null
  readonly values: Readonly<Record<string, string | number>>
  readonly cure: Cure | null
}

export const isUnmet = ({ state }: Pick<Explained, 'state'>): boolean => state === 'UNMET'

/** What is said of a condition: undefined means that nothing is known. */
export const stateOf = (isMet: boolean | undefined): ConditionState =>
  isMet === undefined ? 'UNKNOWN' : isMet ? 'MET' : 'UNMET'
