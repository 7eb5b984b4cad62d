import type { Day } from '../shared/day.ts'

export const recognitionKinds = ['RATING', 'CREDIT', 'QUALIFICATION'] as const
export type RecognitionKind = (typeof recognitionKinds)[number]
export const recognitionStates = ['COMING', 'IN_FORCE', 'OVER'] as const
export type RecognitionState = (typeof recognitionStates)[number]

/** Places as paths of codes from the city down: `440300/440308`. `to`: the first day on which it does not hold any more. */
export type Agreement = {
  readonly what: RecognitionKind
  readonly issuer: string
  readonly accepting: string
  readonly from: Day
  readonly to: Day | null
}

const isWithin = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}/`)
const cityOf = (path: string) => path.split('/', 1)[0]

/**
 * Whether what was decided in one place counts in another on a day: in the same city always, from elsewhere by agreement from its first
 * day and not a day before; what the state decided (null) everywhere. PostgreSQL says the same: is_recognized.
 */
export const isRecognized = (
  issuer: string | null,
  place: string,
  what: RecognitionKind,
  on: Day,
  agreements: readonly Agreement[],
): boolean =>
  issuer === null ||
  cityOf(issuer) === cityOf(place) ||
  agreements.some(
    (agreement) =>
      agreement.what === what &&
      agreement.from <= on &&
      (agreement.to === null || on < agreement.to) &&
      isWithin(issuer, agreement.issuer) &&
      isWithin(place, agreement.accepting),
  )
