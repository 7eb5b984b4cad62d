import { describe, expect, test } from 'vitest'
import { toDay } from '../shared/day.ts'
import { workingCalendar } from '../shared/working-days.ts'
import { compareWarnings, type KnownWarning } from './compare.ts'
import { findWarnings, type FoundWarning, type ProjectFacts } from './find-warnings.ts'

const day = toDay
const calendar = workingCalendar([], [2026])
const today = day('2026-07-01')
/** Half its time is gone and half its money is paid. */
const calm: ProjectFacts = {
  state: 'ACTIVE',
  startsOn: day('2026-01-01'),
  endsOn: day('2026-12-31'),
  amountFen: '10000000',
  paidFen: '5000000',
  milestones: [],
  payments: [],
  rating: null,
  documents: [],
  evaluations: [],
  observations: [],
  voice: { n: 0, sum: 0, satisfied: 0, told: 0, knew: 0 },
  staff: { had: 0, left: 0, days: 90, min: 3, percent: 20, gravePercent: 40 },
}
const found = (change: Partial<ProjectFacts>) => findWarnings({ ...calm, ...change }, today, calendar)
const milestone = { id: 'm', position: 2, title: '中期', state: 'PLANNED' as const, hasDraft: false }

describe('warnings', () => {
  test('are none where nothing is wrong', () => {
    expect(found({})).toEqual([])
  })
  test.each([
    ['2026-07-31', ['RATING_EXPIRING MEDIUM']],
    ['2026-08-01', ['RATING_EXPIRING LOW']],
    ['2026-09-29', ['RATING_EXPIRING LOW']],
    ['2026-09-30', []],
    // It outlasts the project.
    ['2026-12-31', []],
  ])('of a grade that counts until %s: %j', (validUntil, expected) => {
    const warnings = found({ rating: { id: 'r', grade: 3, validUntil: day(validUntil) } })
    expect(warnings.map(({ code, level }) => `${code} ${level}`)).toEqual(expected)
  })
  test.each([
    ['2026-07-20', false, []],
    ['2026-07-10', false, ['REPORT_NOT_STARTED LOW']],
    ['2026-07-10', true, []],
    ['2026-07-01', false, ['REPORT_NOT_STARTED LOW']],
    ['2026-06-30', true, ['REPORT_LATE MEDIUM']],
    ['2026-06-16', true, ['REPORT_LATE HIGH']],
  ])('of a report due on %s, drafted: %s: %j', (dueOn, hasDraft, expected) => {
    const warnings = found({ milestones: [{ ...milestone, dueOn: day(dueOn), hasDraft }] })
    expect(warnings.map(({ code, level }) => `${code} ${level}`)).toEqual(expected)
    // A suspended project owes no report.
    expect(found({ state: 'SUSPENDED', milestones: [{ ...milestone, dueOn: day(dueOn), hasDraft }] })).toEqual([])
  })
  test.each([
    ['0', 'UNDERSPENT MEDIUM'],
    ['1900000', 'UNDERSPENT MEDIUM'],
    ['8100000', 'OVERSPENT MEDIUM'],
  ])('of money against time: %s fen paid: %s', (paidFen, expected) => {
    expect(found({ paidFen }).map(({ code, level }) => `${code} ${level}`)).toEqual([expected])
  })
  test('of money are grave when most of the time is gone, and silent in the first month', () => {
    expect(findWarnings({ ...calm, paidFen: '0' }, day('2026-10-01'), calendar)).toMatchObject([
      { code: 'UNDERSPENT', level: 'HIGH', figures: { paidPercent: 0, timePercent: 75 } },
    ])
    expect(findWarnings({ ...calm, paidFen: '9000000' }, day('2026-01-20'), calendar)).toEqual([])
  })
  test.each([
    [2, 2, []],
    [5, 0, []],
    [6, 1, []],
    [5, 1, ['STAFF_LEAVING MEDIUM']],
    [5, 2, ['STAFF_LEAVING HIGH']],
  ])('of %i staff, %i of whom left: %j', (had, left, expected) => {
    const warnings = found({ staff: { ...calm.staff, had, left } })
    expect(warnings.map(({ code, level }) => `${code} ${level}`)).toEqual(expected)
  })
  test('of satisfaction need five answers', () => {
    const voice = { n: 4, sum: 4, satisfied: 0, told: 0, knew: 0 }
    expect(found({ voice })).toEqual([])
    expect(found({ voice: { ...voice, n: 5, sum: 5 } })).toMatchObject([{ code: 'LOW_SATISFACTION', level: 'HIGH' }])
    expect(found({ voice: { ...voice, n: 10, satisfied: 5 } })).toMatchObject([
      { level: 'MEDIUM', figures: { percent: 50 } },
    ])
    expect(found({ voice: { ...voice, n: 10, satisfied: 6 } })).toEqual([])
  })
  test('of documents, payments, evaluations and observations', () => {
    const documents = ['2026-08-01', '2026-07-31', '2026-06-30'].map((on, index) => ({
      id: String(index),
      kind: 'RATING',
      validUntil: day(on),
    }))
    expect(found({ documents }).map(({ subject, level }) => [subject, level])).toEqual([
      ['1', 'LOW'],
      ['2', 'MEDIUM'],
    ])
    const payment = { id: 't', position: 1, title: '首期', termDays: 30 }
    expect(found({ payments: [{ ...payment, acceptedOn: day('2026-06-01') }] })).toEqual([])
    expect(found({ payments: [{ ...payment, acceptedOn: day('2026-05-20') }] })).toMatchObject([
      { code: 'PAYMENT_OVERDUE', level: 'HIGH' },
    ])
    expect(found({ payments: [{ ...payment, acceptedOn: day('2026-05-20'), termDays: null }] })).toEqual([])
    expect(
      found({
        evaluations: [{ id: 'e', kind: 'MIDTERM', dueOn: day('2026-06-28') }],
        observations: [{ id: 'o', dueOn: today }],
      }),
    ).toMatchObject([{ code: 'EVALUATION_OVERDUE', figures: { days: 3 } }])
  })
})

describe('what was known against what is found', () => {
  const one: FoundWarning = { code: 'REPORT_LATE', subject: 'm', level: 'MEDIUM', figures: {}, since: today }
  const row: KnownWarning = { id: 'w', code: 'REPORT_LATE', subject: 'm', level: 'MEDIUM', isClosed: false }
  test('opens what is new, keeps what is still so, ends what is gone', () => {
    expect(compareWarnings([], [one])).toEqual({ open: [one], keep: [], end: [] })
    expect(compareWarnings([row], [one])).toEqual({ open: [], keep: [{ id: 'w', found: one }], end: [] })
    expect(compareWarnings([row], [])).toEqual({ open: [], keep: [], end: ['w'] })
    expect(compareWarnings([row], [{ ...one, subject: 'other' }])).toMatchObject({
      end: ['w'],
      open: [{ subject: 'other' }],
    })
  })
  test('leaves what a person closed quiet, until it is gone or graver', () => {
    const closed = { ...row, isClosed: true }
    expect(compareWarnings([closed], [one])).toEqual({ open: [], keep: [], end: [] })
    expect(compareWarnings([closed], [])).toEqual({ open: [], keep: [], end: ['w'] })
    const graver = { ...one, level: 'HIGH' as const }
    expect(compareWarnings([closed], [graver])).toEqual({ open: [graver], keep: [], end: ['w'] })
    expect(compareWarnings([closed], [{ ...one, level: 'LOW' }])).toEqual({ open: [], keep: [], end: [] })
  })
})
