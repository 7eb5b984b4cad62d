import { describe, expect, it } from 'vitest'
import { toDay } from '../shared/day.ts'
import { type AskedCondition, type BidderFacts, explainConditions, isBarring } from './call.ts'

const facts: BidderFacts = {
  kind: 'SERVICE_INSTITUTION',
  regionId: 'district',
  within: ['district', 'city'],
  fields: ['COMMUNITY'],
  foundedOn: toDay('2020-03-10'),
  rating: { grade: 3, since: toDay('2025-01-01') },
  ratingElsewhere: null,
  ratingsOver: [],
  creditState: 'REGULAR',
  creditSince: null,
  inspection: { year: 2025, conclusion: 'PASS', since: toDay('2026-06-10') },
  missedYear: null,
  admittedOn: null,
}
const on = toDay('2026-07-01')
const found = (asked: Partial<AskedCondition>, over: Partial<BidderFacts> = {}, day = on) => {
  const [first] = explainConditions(
    [{ use: 'REQUIRED', kind: 'OTHER', text: 'x', ...asked }],
    { ...facts, ...over },
    'COMMUNITY',
    day,
  )
  if (first === undefined) throw new Error('one was asked')
  return first
}
const state = (...args: Parameters<typeof found>) => found(...args).state

describe('what a call asks', () => {
  it('is met, not met, or to be judged by people', () => {
    expect(state({ kind: 'ORGANIZATION_FORM', form: 'SERVICE_INSTITUTION' })).toBe('MET')
    expect(state({ kind: 'ORGANIZATION_FORM', form: 'FOUNDATION' })).toBe('UNMET')
    expect(state({ kind: 'ORGANIZATION_FORM' })).toBe('UNKNOWN')
    expect(state({ kind: 'REGION', regionId: 'city' })).toBe('MET')
    expect(state({ kind: 'REGION', regionId: 'elsewhere' })).toBe('UNMET')
    expect(state({ kind: 'FIELD' }, { fields: ['HEALTH'] })).toBe('UNMET')
    expect(state({ kind: 'STAFF_AND_EQUIPMENT' })).toBe('UNKNOWN')
    expect(state({ kind: 'LEGAL_PERSON' }, { kind: 'COMMUNITY_GROUP' })).toBe('UNKNOWN')
    expect(state({ kind: 'ADMITTED_SUPPLIER' })).toBe('UNMET')
  })

  it('counts years to the day', () => {
    const asked = { kind: 'YEARS_REGISTERED', years: 3 } as const
    expect(state(asked, {}, toDay('2023-03-09'))).toBe('UNMET')
    expect(state(asked, {}, toDay('2023-03-10'))).toBe('MET')
    expect(state(asked, { foundedOn: null })).toBe('UNKNOWN')
  })

  it('says of a grade since when it counts, and of one from elsewhere why it does not', () => {
    const asked = { kind: 'MINIMUM_RATING', grade: 3 } as const
    expect(found(asked)).toMatchObject({ state: 'MET', since: '2025-01-01' })
    expect(found({ ...asked, grade: 4 })).toMatchObject({ state: 'UNMET', code: 'MINIMUM_RATING', cure: 'rating' })
    const over = [
      { grade: 4, on: toDay('2026-05-01') },
      { grade: 5, on: toDay('2026-03-01') },
      { grade: 3, on: toDay('2026-06-01') },
    ]
    expect(found({ ...asked, grade: 4 }, { ratingsOver: over })).toMatchObject({ state: 'UNMET', since: '2026-05-01' })
    const elsewhere = { rating: null, ratingElsewhere: { grade: 4, place: '深圳市', from: null } }
    expect(found(asked, elsewhere)).toMatchObject({ state: 'UNMET', code: 'RATING_ELSEWHERE', values: { held: 4 } })
    const coming = { rating: null, ratingElsewhere: { grade: 4, place: '深圳市', from: toDay('2026-07-02') } }
    expect(found(asked, coming)).toMatchObject({ code: 'RATING_COMING', values: { dayOn: '2026-07-02' } })
    // What is not enough even where it was given is not spoken of.
    expect(found({ ...asked, grade: 5 }, elsewhere).code).toBe('MINIMUM_RATING')
  })

  it('an inspection is passed, failed, missed, or not known', () => {
    const asked = { kind: 'INSPECTION_PASSED' } as const
    const of = (conclusion: 'PASS' | 'BASIC_PASS' | 'FAIL') => ({ inspection: { year: 2025, conclusion, since: on } })
    expect([state(asked, of('PASS')), state(asked, of('BASIC_PASS')), state(asked, of('FAIL'))]).toEqual([
      'MET',
      'MET',
      'UNMET',
    ])
    expect(state(asked, { inspection: null })).toBe('UNKNOWN')
    expect(found(asked, { missedYear: 2026 })).toMatchObject({ state: 'UNMET', code: 'INSPECTION_MISSED' })
    expect(state(asked, { missedYear: 2024 })).toBe('MET')
  })

  it('keeps nobody out by what is preferred or not known', () => {
    expect(isBarring(found({ kind: 'MINIMUM_RATING', grade: 5 }))).toBe(true)
    expect(isBarring(found({ kind: 'MINIMUM_RATING', grade: 5, use: 'PREFERRED' }))).toBe(false)
    expect(isBarring(found({ kind: 'OTHER' }))).toBe(false)
    expect(isBarring(found({ kind: 'CLEAN_RECORD' }, { creditState: 'SERIOUS' }))).toBe(false)
  })
})
