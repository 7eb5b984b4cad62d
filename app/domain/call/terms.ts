/** The words a call is made of; the same as the database's enums. */
export const callMethods = [
  'OPEN_TENDER',
  'COMPETITIVE_CONSULTATION',
  'SMALL_PURCHASE',
  'VENTURE_CALL',
  'SINGLE_SOURCE',
] as const
export type CallMethod = (typeof callMethods)[number]

export const instruments = ['AWARD_IN_LIEU', 'POST_PURCHASE', 'PROJECT_GRANT', 'VENTURE_GRANT'] as const
export type Instrument = (typeof instruments)[number]

/** How money is put in: for a result, for work ordered, or towards work of one's own (seeds A4). */
export const fundingKinds = ['REWARD', 'COMMISSION', 'SUBSIDY'] as const
export type FundingKind = (typeof fundingKinds)[number]

/** What goes with an instrument unless the drafter says otherwise; what is paid after the result is a reward, and nothing else is. */
export const fundingKindOf = (instrument: Instrument): FundingKind =>
  (
    ({
      AWARD_IN_LIEU: 'REWARD',
      POST_PURCHASE: 'COMMISSION',
      PROJECT_GRANT: 'COMMISSION',
      VENTURE_GRANT: 'SUBSIDY',
    }) as const
  )[instrument]

export const serviceFields = [
  'EMPLOYMENT',
  'ELDERLY_AND_DISABILITY',
  'COMMUNITY',
  'EDUCATION',
  'HEALTH',
  'CULTURE_AND_TECHNOLOGY',
  'LEGAL_AID',
  'OTHER',
] as const
export type ServiceField = (typeof serviceFields)[number]

export const criterionKinds = ['SUBJECTIVE', 'OBJECTIVE', 'PRICE'] as const
export type CriterionKind = (typeof criterionKinds)[number]

/** What may be asked of bidders; the kinds that the law looks at have names of their own. */
export const conditionKinds = [
  'LEGAL_PERSON',
  'CLEAN_RECORD',
  'LICENCE',
  'STAFF_AND_EQUIPMENT',
  'FINANCES',
  'REGION',
  'ORGANIZATION_FORM',
  'OWNERSHIP',
  'REGIONAL_TRACK_RECORD',
  'YEARS_REGISTERED',
  'SCALE',
  'PRIZES',
  'INCUBATED',
  'INCUBATED_HERE',
  'OTHER',
  'FIELD',
  'MINIMUM_RATING',
  'INSPECTION_PASSED',
  'ADMITTED_SUPPLIER',
] as const
export type ConditionKind = (typeof conditionKinds)[number]

export const conditionUses = ['REQUIRED', 'PREFERRED'] as const
export type ConditionUse = (typeof conditionUses)[number]

export const reservations = ['NONE', 'SMALL_ENTERPRISES'] as const
export type Reservation = (typeof reservations)[number]

export const awardModes = ['SINGLE', 'MULTI'] as const
export type AwardMode = (typeof awardModes)[number]

/** A venture call is a grant; everything else is procurement under its law. */
export const regimeOf = (method: CallMethod): 'VENTURE' | 'PROCUREMENT' =>
  method === 'VENTURE_CALL' ? 'VENTURE' : 'PROCUREMENT'

/** What the public list groups states into. */
export const callGroups = {
  open: ['PUBLISHED'],
  review: ['OPENED', 'SCORING', 'SCORED'],
  decided: ['NOTICED', 'AWARDED', 'FAILED', 'CANCELLED'],
} as const
export type CallGroup = keyof typeof callGroups
