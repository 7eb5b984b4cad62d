import { type Day, daysBetween } from '../shared/day.ts'

/** Rules that an organization that governs itself well has in writing (内部管理制度): ticked where they are in force. */
export const internalRules = [
  'CHARTER',
  'COUNCIL',
  'FINANCE',
  'PERSONNEL',
  'VOLUNTEERS',
  'DONATIONS',
  'CONFLICTS',
  'DISCLOSURE',
  'ARCHIVES',
  'SAFETY',
] as const
export type InternalRule = (typeof internalRules)[number]

export const taxStatuses = ['UNKNOWN', 'TAXED', 'EXEMPT'] as const
export type TaxStatus = (typeof taxStatuses)[number]

const threeYears = 3 * 365.25

/** Founded within three years: what some places treat more gently (information only; seeds A54). */
export const isYoung = (foundedOn: Day | null, today: Day): boolean =>
  foundedOn !== null && daysBetween(foundedOn, today) >= 0 && daysBetween(foundedOn, today) < threeYears

/** Parts of the profile that a reader of bids looks for, and that are still empty; in the order of the form. */
export const profileParts = [
  'introduction',
  'legalRepresentative',
  'supervisingUnit',
  'businessScope',
  'foundedOn',
  'registeredFen',
  'spaceSqm',
  'internalRules',
] as const
export type ProfilePart = (typeof profileParts)[number]

type Profile = {
  readonly introduction: string
  readonly legalRepresentative: string
  readonly supervisingUnit: string
  readonly businessScope: string
  readonly foundedOn: unknown
  readonly registeredFen: unknown
  readonly spaceSqm: unknown
  readonly internalRules: readonly unknown[]
}

export const missingOf = (profile: Profile): ProfilePart[] =>
  profileParts.filter((part) => {
    const value = profile[part]
    return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  })
