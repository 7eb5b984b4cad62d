import type { Day } from '../shared/day.ts'

export const policyKinds = ['LAW', 'REGULATION', 'RULE', 'NOTICE', 'STANDARD'] as const
export type PolicyKind = (typeof policyKinds)[number]

/** Of whose territory it is the rule. */
export const policyLevels = ['NATION', 'PROVINCE', 'CITY', 'DISTRICT'] as const
export type PolicyLevel = (typeof policyLevels)[number]

/** Digits of a place's code (GB/T 2260) by its level. */
export const placeDigits = { NATION: 0, PROVINCE: 2, CITY: 4, DISTRICT: 6 } as const satisfies Record<
  PolicyLevel,
  number
>

export const policyStandings = ['inForce', 'notYet', 'ended'] as const
export type PolicyStanding = (typeof policyStandings)[number]

/** Whether a document holds on a day; a day that is not known bounds nothing. */
export function policyStanding(
  { inForceFrom, inForceUntil }: { inForceFrom: string | null; inForceUntil: string | null },
  on: Day,
): PolicyStanding {
  if (inForceUntil !== null && inForceUntil < on) return 'ended'
  return inForceFrom !== null && inForceFrom > on ? 'notYet' : 'inForce'
}

/** Whether words name a document; PostgreSQL says the same (names_policy). */
export const namesPolicy = (citedAs: readonly string[], words: string): boolean =>
  citedAs.some((name) => name !== '' && words.includes(name))
