import { describe, expect, test } from 'vitest'
import { toDay } from '../shared/day.ts'
import { gradeOf, pointUp } from './assessment.ts'
import { missingOf, standingOf, type TestItem } from './graduation.ts'
import { incubatedOn, meetsIncubation, type Stay } from './incubated.ts'
import type { IncubatorRule } from './terms.ts'
import { type TenancyFacts, warningsOf } from './warnings.ts'

const rule: IncubatorRule = {
  checkDays: 5,
  leaveDays: 15,
  termMonths: 12,
  extensionMonths: 12,
  extensionsMax: 1,
  idleMonths: 3,
  expiryDays: 30,
  assessmentMonths: 6,
  passPoints: 60,
  goodPoints: 80,
  excellentPoints: 90,
  staffMin: 2,
  sourceZh: '',
  sourceEn: '',
  isConfirmed: false,
}

describe('early warnings', () => {
  const facts: TenancyFacts = {
    fromOn: toDay('2026-01-10'),
    toOn: toDay('2027-01-09'),
    lastSeenOn: toDay('2026-06-01'),
    lastAssessment: { on: toDay('2026-05-10'), grade: 'GOOD' },
    openGoalDueOn: toDay('2026-12-31'),
    listedSince: null,
  }
  const kinds = (today: string, over: Partial<TenancyFacts> = {}) =>
    warningsOf({ ...facts, ...over }, rule, toDay(today)).map(({ kind }) => kind)

  test('a tenant who is seen, assessed and in time has none', () => {
    expect(kinds('2026-06-10')).toEqual([])
  })
  test('three months unseen is idle, from the day after on', () => {
    expect(kinds('2026-09-01')).toEqual([])
    expect(kinds('2026-09-02')).toEqual(['IDLE'])
  })
  test('an assessment is due six months after the last, or after the first day', () => {
    expect(kinds('2026-07-11', { lastAssessment: null })).toEqual(['ASSESSMENT_DUE'])
    expect(kinds('2026-07-10', { lastAssessment: null })).toEqual([])
  })
  test('the term warns for its last thirty days, and when it is over', () => {
    const seen = {
      lastSeenOn: toDay('2026-12-01'),
      lastAssessment: { on: toDay('2026-11-01'), grade: 'PASS' as const },
    }
    expect(kinds('2026-12-09', seen)).toEqual([])
    expect(kinds('2026-12-10', seen)).toEqual(['TERM_ENDING'])
    expect(kinds('2027-01-10', seen)).toEqual(['TERM_OVER', 'GOAL_LATE'])
  })
  test('a failed assessment, a credit list and a late goal are said', () => {
    expect(
      kinds('2026-06-10', {
        lastAssessment: { on: toDay('2026-05-10'), grade: 'FAIL' },
        listedSince: toDay('2026-04-01'),
        openGoalDueOn: toDay('2026-06-09'),
      }),
    ).toEqual(['LISTED', 'ASSESSMENT_FAILED', 'GOAL_LATE'])
  })
  test('before the first day there is nothing to warn of', () => {
    expect(kinds('2026-01-09', { lastSeenOn: null, lastAssessment: null, listedSince: toDay('2025-01-01') })).toEqual(
      [],
    )
  })
})

describe('the test of graduation', () => {
  const item = (over: Partial<TestItem>): TestItem => ({
    code: 'FUNDED_PROJECT',
    how: 'EITHER',
    isRequired: true,
    known: null,
    declared: null,
    ...over,
  })
  test('what is known outweighs what is declared', () => {
    expect(standingOf(item({ known: true }), 2)).toBe('MET')
    expect(standingOf(item({ known: false, declared: { isConfirmed: true, number: null } }), 2)).toBe('NOT_MET')
    expect(standingOf(item({ how: 'COMPUTED', declared: { isConfirmed: true, number: null } }), 2)).toBe('NOT_MET')
  })
  test('a declaration counts once confirmed, and staff must be enough', () => {
    expect(standingOf(item({}), 2)).toBe('OPEN')
    expect(standingOf(item({ declared: { isConfirmed: false, number: null } }), 2)).toBe('DECLARED')
    expect(standingOf(item({ declared: { isConfirmed: true, number: null } }), 2)).toBe('MET')
    const staff = (number: number) =>
      standingOf(item({ code: 'STAFF', how: 'DECLARED', declared: { isConfirmed: true, number } }), 2)
    expect([staff(1), staff(2)]).toEqual(['NOT_MET', 'MET'])
  })
  test('what is not required keeps nobody', () => {
    expect(missingOf([item({}), item({ code: 'STAFF', isRequired: false })], 2)).toEqual(['FUNDED_PROJECT'])
  })
})

describe('assessments', () => {
  const criteria = [
    { code: 'A', titleZh: '甲', titleEn: 'A', maxPoints: 60 },
    { code: 'B', titleZh: '乙', titleEn: 'B', maxPoints: 40 },
  ]
  test('every criterion has whole points within its most', () => {
    expect(pointUp(criteria, { A: '50', B: '40' })).toMatchObject({ ok: true, total: 90 })
    expect(pointUp(criteria, { A: '61', B: '' })).toMatchObject({
      ok: false,
      refusal: { code: 'incubation.points', field: 'points.A' },
    })
    expect(pointUp(criteria, { A: '-1', B: '1.5' }).ok).toBe(false)
  })
  test('grades begin where the rule says', () => {
    expect([59, 60, 79, 80, 89, 90].map((total) => gradeOf(total, rule))).toEqual([
      'FAIL',
      'PASS',
      'PASS',
      'GOOD',
      'GOOD',
      'EXCELLENT',
    ])
  })
})

describe('incubated as a fact of a day', () => {
  const stay = (over: Partial<Stay> = {}): Stay => ({
    incubatorId: 'i',
    regionPath: '310000/310112/310112001',
    fromOn: toDay('2025-03-01'),
    graduatedOn: null,
    leftOn: null,
    ...over,
  })
  const standing = (each: Stay, on: string) => incubatedOn([each], toDay(on)).map((found) => found.standing)
  test('from the first day on, through graduation, but not after leaving', () => {
    expect(standing(stay(), '2025-02-28')).toEqual([])
    expect(standing(stay(), '2025-03-01')).toEqual(['TENANT'])
    expect(standing(stay({ graduatedOn: toDay('2026-03-01') }), '2026-02-28')).toEqual(['TENANT'])
    expect(standing(stay({ graduatedOn: toDay('2026-03-01') }), '2026-03-01')).toEqual(['ALUMNUS'])
    expect(standing(stay({ leftOn: toDay('2026-03-01') }), '2026-03-01')).toEqual([])
    expect(standing(stay({ leftOn: toDay('2026-03-01') }), '2026-02-28')).toEqual(['TENANT'])
  })
  test('of the region of the call: there or below, and not beside', () => {
    const meets = (kind: 'INCUBATED' | 'INCUBATED_HERE', path: string) =>
      meetsIncubation(kind, path, [stay()], toDay('2026-01-01')) !== null
    expect(meets('INCUBATED_HERE', '310000/310112')).toBe(true)
    expect(meets('INCUBATED_HERE', '310000/31011')).toBe(false)
    expect(meets('INCUBATED_HERE', '310000/310115')).toBe(false)
    expect(meets('INCUBATED', '310000/310115')).toBe(true)
  })
})
