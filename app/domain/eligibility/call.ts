import type { ConditionKind, ConditionUse } from '../call/terms.ts'
import { addYears, type Day } from '../shared/day.ts'
import { type ConditionState, type Cure, type Explained, stateOf } from './explained.ts'

/** What a call asks; with figures it is held against facts, without them people judge. */
export type AskedCondition = {
  readonly use: ConditionUse
  readonly kind: ConditionKind
  readonly text: string
  readonly grade?: number | null | undefined
  readonly years?: number | null | undefined
  readonly form?: string | null | undefined
  readonly regionId?: string | null | undefined
}

/** What is known of an organization on a day, as far as calls ask. Places as paths of codes. */
export type BidderFacts = {
  readonly kind: string
  readonly regionId: string
  /** Regions it lies in, its own among them. */
  readonly within: readonly string[]
  readonly fields: readonly string[]
  readonly foundedOn: Day | null
  /** The best grade in force that counts in the call's place, and since when it does. */
  readonly rating: { readonly grade: number; readonly since: Day } | null
  /** A better grade in force that does not count here; `from`: the first day of an agreement to come. */
  readonly ratingElsewhere: { readonly grade: number; readonly place: string; readonly from: Day | null } | null
  /** Grades that counted here and are over, each with the first day without it. */
  readonly ratingsOver: readonly { readonly grade: number; readonly on: Day }[]
  readonly creditState: 'REGULAR' | 'ABNORMAL' | 'SERIOUS'
  readonly creditSince: Day | null
  readonly inspection: {
    readonly year: number
    readonly conclusion: 'PASS' | 'BASIC_PASS' | 'FAIL'
    readonly since: Day
  } | null
  readonly missedYear: number | null
  /** On the list of the call's body. */
  readonly admittedOn: Day | null
}

export type CallCode = ConditionKind | 'RATING_ELSEWHERE' | 'RATING_COMING' | 'INSPECTION_MISSED'
export type AskedAndFound = Explained<CallCode> & { readonly use: ConditionUse; readonly text: string }

type Found = {
  code?: CallCode
  state: ConditionState
  since?: Day | null
  values?: Record<string, string | number>
  cure?: Cure
}

/**
 * One condition of a call held against what is known. PostgreSQL refuses by the same rule what is UNMET and required (unmet_conditions);
 * what is UNKNOWN it leaves to the qualification review.
 */
function find(asked: AskedCondition, facts: BidderFacts, field: string, on: Day): Found {
  switch (asked.kind) {
    case 'LEGAL_PERSON':
      // A community group may be hosted by a legal person: people judge.
      return { state: facts.kind === 'COMMUNITY_GROUP' ? 'UNKNOWN' : 'MET' }
    case 'CLEAN_RECORD':
      return { state: stateOf(facts.creditState === 'REGULAR'), since: facts.creditSince, cure: 'credit' }
    case 'ORGANIZATION_FORM':
      return { state: stateOf(asked.form == null ? undefined : facts.kind === asked.form) }
    case 'REGION':
      return {
        state: stateOf(asked.regionId == null ? undefined : facts.within.includes(asked.regionId)),
        cure: 'profile',
      }
    case 'FIELD':
      return { state: stateOf(facts.fields.includes(field)), cure: 'profile' }
    case 'YEARS_REGISTERED':
      return yearsRegistered(asked.years ?? null, facts.foundedOn, on)
    case 'MINIMUM_RATING':
      return minimumRating(asked.grade ?? 1, facts)
    case 'INSPECTION_PASSED':
      return inspectionPassed(facts)
    case 'ADMITTED_SUPPLIER':
      return { state: stateOf(facts.admittedOn !== null), since: facts.admittedOn, cure: 'admission' }
    default:
      return { state: 'UNKNOWN' }
  }
}

function yearsRegistered(years: number | null, foundedOn: Day | null, on: Day): Found {
  const isMet = years === null || foundedOn === null ? undefined : addYears(foundedOn, years) <= on
  return { state: stateOf(isMet), since: foundedOn, values: { years: years ?? 0 }, cure: 'profile' }
}

function minimumRating(grade: number, { rating, ratingElsewhere, ratingsOver }: BidderFacts): Found {
  if (rating !== null && rating.grade >= grade)
    return { state: 'MET', since: rating.since, values: { grade, held: rating.grade }, cure: 'rating' }
  // Not met since the last grade that was high enough ended; never held, there is no day to name.
  const over = ratingsOver.filter((held) => held.grade >= grade).map(({ on }) => on)
  const since = over.reduce<Day | null>((last, on) => (last === null || on > last ? on : last), null)
  if (ratingElsewhere === null || ratingElsewhere.grade < grade)
    return { state: 'UNMET', since, values: { grade }, cure: 'rating' }
  const { grade: held, place, from } = ratingElsewhere
  return {
    code: from === null ? 'RATING_ELSEWHERE' : 'RATING_COMING',
    state: 'UNMET',
    values: { grade, held, place, dayOn: from ?? '' },
    cure: 'rating',
  }
}

function inspectionPassed({ inspection, missedYear }: BidderFacts): Found {
  const cure = 'inspection'
  if (missedYear !== null && missedYear > (inspection?.year ?? 0))
    return { code: 'INSPECTION_MISSED', state: 'UNMET', values: { year: missedYear }, cure }
  if (inspection === null) return { state: 'UNKNOWN', cure }
  const { year, conclusion, since } = inspection
  return { state: stateOf(conclusion !== 'FAIL'), since, values: { year }, cure }
}

/** Everything that a call asks of one organization: met, not met or to be judged, since when, and where it can be cured. */
export const explainConditions = (
  conditions: readonly AskedCondition[],
  facts: BidderFacts,
  field: string,
  on: Day,
): AskedAndFound[] =>
  conditions.map((asked) => {
    const { code = asked.kind, state, since = null, values = {}, cure = null } = find(asked, facts, field, on)
    return { use: asked.use, text: asked.text, code, state, since, values, cure }
  })

/** What keeps it from bidding. A list does too, by a rule of its own (app/domain/credit). */
export const isBarring = ({ use, state, code }: AskedAndFound): boolean =>
  use === 'REQUIRED' && state === 'UNMET' && code !== 'CLEAN_RECORD'
