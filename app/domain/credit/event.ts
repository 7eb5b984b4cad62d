import type { Day } from '../shared/day.ts'

/**
 * What is remembered of an organization (社会组织信用信息管理办法, 民政部令60号): grounds of the abnormal list (art. 11), penalties, grounds of
 * the serious list (art. 15), and what is neutral or to its credit.
 */
export const creditEventKinds = [
  'ANNUAL_REPORT_LATE',
  'NO_PARTY_ORGANIZATION',
  'RECTIFICATION_MISSED',
  'FUNDRAISING_BREACH',
  'UNREACHABLE',
  'OTHER_ABNORMAL',
  'WARNING',
  'FINE',
  'ACTIVITY_SUSPENDED',
  'REGISTRATION_REVOKED',
  'FALSE_REGISTRATION',
  'JUDGMENT_DEFAULT',
  'DEREGISTERED',
  'ANNUAL_INSPECTION',
  'RATING',
  'COMMENDATION',
  'SERVICE_RECORD',
] as const
export type CreditEventKind = (typeof creditEventKinds)[number]

/** One event as far as the lists go by it. Annulled ones are left out before. */
export type CreditFact = {
  readonly id: string
  readonly kind: CreditEventKind
  readonly on: Day
  /** Of a fine. */
  readonly fineFen?: bigint | undefined
  /** Something has to be put right before the organization leaves the list by it. */
  readonly needsRectification: boolean
  /** The day on which it was verified as put right. */
  readonly rectifiedOn: Day | null
}

/** The numbers of the rules in force on a day; dated data. Months, years, fen. */
export type CreditRule = {
  readonly validFrom: Day
  /** Without anything to put right, the abnormal list is left after so many months without a new event. */
  readonly abnormalMonths: number
  /** So long on the abnormal list leads to the serious one. */
  readonly seriousAfterYears: number
  /** A fine from this sum on is a ground of the serious list, a smaller one of the abnormal list. */
  readonly seriousFineFen: bigint
  /** So many warnings or smaller fines within so many years lead to the serious list. */
  readonly minorPenalties: number
  readonly minorPenaltyYears: number
  /** The serious list is left after so many full years without a new ground of it. */
  readonly seriousYears: number
}

export type CreditList = 'ABNORMAL' | 'SERIOUS'
/** Where an organization stands: on no list, or on the graver of those it is on. */
export const creditStates = ['REGULAR', 'ABNORMAL', 'SERIOUS'] as const satisfies readonly ('REGULAR' | CreditList)[]

const abnormalKinds: readonly CreditEventKind[] = [
  'ANNUAL_REPORT_LATE',
  'NO_PARTY_ORGANIZATION',
  'RECTIFICATION_MISSED',
  'FUNDRAISING_BREACH',
  'UNREACHABLE',
  'OTHER_ABNORMAL',
]
const seriousKinds: readonly CreditEventKind[] = [
  'ACTIVITY_SUSPENDED',
  'REGISTRATION_REVOKED',
  'FALSE_REGISTRATION',
  'JUDGMENT_DEFAULT',
]

const isMajorFine = ({ kind, fineFen = 0n }: CreditFact, rule: CreditRule) =>
  kind === 'FINE' && fineFen >= rule.seriousFineFen

/** A warning or a smaller fine. */
export const isMinorPenalty = (fact: CreditFact, rule: CreditRule): boolean =>
  fact.kind === 'WARNING' || (fact.kind === 'FINE' && !isMajorFine(fact, rule))

/** Which list an event alone leads to. */
export function listOf(fact: CreditFact, rule: CreditRule): CreditList | null {
  if (seriousKinds.includes(fact.kind) || isMajorFine(fact, rule)) return 'SERIOUS'
  return abnormalKinds.includes(fact.kind) || isMinorPenalty(fact, rule) ? 'ABNORMAL' : null
}

/** Whether there is something to put right, unless the authority says otherwise: a penalty is served by itself. */
export const needsRectificationOf = (kind: CreditEventKind): boolean => abnormalKinds.includes(kind)
