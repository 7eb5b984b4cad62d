import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, type Day, toDay } from '../shared/day.ts'
import {
  type CreditEventKind,
  creditEventKinds,
  type CreditFact,
  type CreditRule,
  needsRectificationOf,
} from './event.ts'
import { creditSpans, ruleOn, standingOn } from './spans.ts'

const rules: CreditRule[] = [
  {
    validFrom: toDay('2018-01-24'),
    abnormalMonths: 6,
    seriousAfterYears: 2,
    seriousFineFen: 5_000_000n,
    minorPenalties: 2,
    minorPenaltyYears: 3,
    seriousYears: 2,
  },
]
const fact = (kind: CreditEventKind, on: string, over: Partial<CreditFact> = {}): CreditFact => ({
  id: `${kind} ${on}`,
  kind,
  on: toDay(on),
  needsRectification: needsRectificationOf(kind),
  rectifiedOn: null,
  ...over,
})
const late = (on: string, rectifiedOn?: string) =>
  fact('ANNUAL_REPORT_LATE', on, { rectifiedOn: rectifiedOn === undefined ? null : toDay(rectifiedOn) })
const warned = (on: string) => fact('WARNING', on)
const fined = (on: string, yuan: bigint) => fact('FINE', on, { fineFen: yuan * 100n })
const noted = (on: string) => fact('OTHER_ABNORMAL', on, { needsRectification: false })

describe('the dated cases', () => {
  it.each<[string, CreditFact[], Record<string, string>]>([
    ['nothing happened', [], { '2026-01-01': 'REGULAR' }],
    [
      'what is neutral or good lists nobody',
      [fact('RATING', '2026-01-01'), fact('COMMENDATION', '2026-01-01'), fact('ANNUAL_INSPECTION', '2026-01-01')],
      { '2026-01-01': 'REGULAR' },
    ],
    [
      'entry, on the very day',
      [late('2026-06-01')],
      { '2026-05-31': 'REGULAR', '2026-06-01': 'ABNORMAL', '2027-06-01': 'ABNORMAL' },
    ],
    [
      'leaving once it is verified as put right',
      [late('2026-06-01', '2026-09-10')],
      { '2026-09-09': 'ABNORMAL', '2026-09-10': 'REGULAR' },
    ],
    [
      'leaving by itself at six months, with nothing to put right',
      [noted('2026-06-01')],
      { '2026-11-30': 'ABNORMAL', '2026-12-01': 'REGULAR' },
    ],
    [
      'six months from the end of a long month',
      [noted('2026-08-31')],
      { '2027-02-27': 'ABNORMAL', '2027-02-28': 'REGULAR' },
    ],
    [
      'the clock restarting on a new event',
      [noted('2026-06-01'), noted('2026-10-15')],
      { '2026-12-01': 'ABNORMAL', '2027-04-14': 'ABNORMAL', '2027-04-15': 'REGULAR' },
    ],
    [
      'and again',
      [noted('2026-01-01'), noted('2026-06-30'), noted('2026-12-29')],
      { '2027-06-28': 'ABNORMAL', '2027-06-29': 'REGULAR' },
    ],
    [
      're-entry after it was left',
      [noted('2026-01-01'), noted('2026-08-01')],
      { '2026-07-15': 'REGULAR', '2026-08-01': 'ABNORMAL', '2027-02-01': 'REGULAR' },
    ],
    [
      'putting one right does not lift the other',
      [late('2026-06-01', '2026-07-01'), fact('UNREACHABLE', '2026-06-15')],
      { '2026-07-02': 'ABNORMAL' },
    ],
    ['one warning: the abnormal list', [warned('2026-03-01')], { '2026-03-01': 'ABNORMAL', '2026-09-01': 'REGULAR' }],
    ['a fine below 50,000 yuan: the abnormal list', [fined('2026-03-01', 49_999n)], { '2026-03-01': 'ABNORMAL' }],
    [
      'a fine of 50,000 yuan: the serious list',
      [fined('2026-03-01', 50_000n)],
      { '2026-02-28': 'REGULAR', '2026-03-01': 'SERIOUS' },
    ],
    [
      'two warnings within three years: the serious list',
      [warned('2024-03-01'), warned('2027-02-28')],
      { '2024-03-01': 'ABNORMAL', '2027-02-27': 'REGULAR', '2027-02-28': 'SERIOUS' },
    ],
    ['two warnings three years apart: not', [warned('2024-03-01'), warned('2027-03-01')], { '2027-03-01': 'ABNORMAL' }],
    [
      'a warning and a smaller fine count together',
      [warned('2026-03-01'), fined('2026-05-01', 1_000n)],
      { '2026-05-01': 'SERIOUS' },
    ],
    ['two years to the serious list', [late('2026-06-01')], { '2028-05-31': 'ABNORMAL', '2028-06-01': 'SERIOUS' }],
    ['put right a day before: not', [late('2026-06-01', '2028-05-31')], { '2028-06-01': 'REGULAR' }],
    ['put right on that day: not', [late('2026-06-01', '2028-06-01')], { '2028-06-01': 'REGULAR' }],
    [
      'several grounds in a row make two years',
      [late('2026-01-01', '2026-12-01'), fact('UNREACHABLE', '2026-11-01')],
      { '2027-12-31': 'ABNORMAL', '2028-01-01': 'SERIOUS' },
    ],
    [
      'two clean years out',
      [fact('FALSE_REGISTRATION', '2026-03-01')],
      { '2028-02-29': 'SERIOUS', '2028-03-01': 'REGULAR' },
    ],
    [
      'a new ground begins them anew',
      [fact('FALSE_REGISTRATION', '2026-03-01'), fact('ACTIVITY_SUSPENDED', '2027-09-01')],
      { '2028-03-01': 'SERIOUS', '2029-08-31': 'SERIOUS', '2029-09-01': 'REGULAR' },
    ],
    [
      'a lesser event does not',
      [fact('FALSE_REGISTRATION', '2026-03-01'), noted('2027-12-01')],
      { '2028-02-29': 'SERIOUS', '2028-03-01': 'ABNORMAL', '2028-06-01': 'REGULAR' },
    ],
    ['two clean years, and the first cause still open: stays', [late('2024-06-01')], { '2030-01-01': 'SERIOUS' }],
    [
      'two clean years, and the cause put right since',
      [late('2024-06-01', '2027-01-01')],
      { '2028-05-31': 'SERIOUS', '2028-06-01': 'REGULAR' },
    ],
    [
      'put right after the two years',
      [late('2024-06-01', '2029-01-01')],
      { '2028-12-31': 'SERIOUS', '2029-01-01': 'REGULAR' },
    ],
    ['revoked: until it is deregistered', [fact('REGISTRATION_REVOKED', '2026-03-01')], { '2036-03-01': 'SERIOUS' }],
    [
      'revoked and deregistered',
      [fact('REGISTRATION_REVOKED', '2026-03-01'), fact('DEREGISTERED', '2026-08-01')],
      { '2026-07-31': 'SERIOUS', '2026-08-01': 'REGULAR' },
    ],
    [
      're-entry to the serious list',
      [fact('JUDGMENT_DEFAULT', '2022-01-01'), fact('JUDGMENT_DEFAULT', '2026-01-01')],
      { '2025-06-01': 'REGULAR', '2026-01-01': 'SERIOUS', '2028-01-01': 'REGULAR' },
    ],
  ])('%s', (_, facts, days) => {
    const spans = creditSpans(facts, rules)
    const found = Object.fromEntries(Object.keys(days).map((day) => [day, standingOn(spans, toDay(day)).state]))
    expect(found).toEqual(days)
  })

  it('names the events that led to it, and until when', () => {
    const facts = [noted('2026-06-01'), noted('2026-10-15')]
    expect(standingOn(creditSpans(facts, rules), toDay('2026-11-01')).span).toEqual({
      list: 'ABNORMAL',
      from: '2026-06-01',
      to: '2027-04-15',
      causes: facts.map(({ id }) => id),
    })
  })

  it('goes by the rules of the event’s day', () => {
    const [first] = rules
    if (first === undefined) throw new Error('rules')
    const both = [...rules, { ...first, validFrom: toDay('2027-01-01'), abnormalMonths: 12 }]
    expect(ruleOn(both, toDay('2026-12-31')).abnormalMonths).toBe(6)
    expect(standingOn(creditSpans([noted('2026-12-31')], both), toDay('2027-07-01')).state).toBe('REGULAR')
    expect(standingOn(creditSpans([noted('2027-01-01')], both), toDay('2027-07-01')).state).toBe('ABNORMAL')
  })
})

const base = toDay('2020-01-01')
const anyFact = fc
  .record({
    kind: fc.constantFrom(...creditEventKinds),
    day: fc.integer({ min: 0, max: 3000 }),
    fine: fc.bigInt({ min: 1n, max: 10_000_000n }),
    needsRectification: fc.boolean(),
    after: fc.option(fc.integer({ min: 0, max: 1500 }), { nil: null }),
  })
  .map(({ kind, day, fine, needsRectification, after }): CreditFact => ({
    id: '',
    kind,
    on: addDays(base, day),
    fineFen: kind === 'FINE' ? fine : undefined,
    needsRectification,
    rectifiedOn: needsRectification && after !== null ? addDays(base, day + after) : null,
  }))
const anyFacts = fc
  .array(anyFact, { maxLength: 12 })
  .map((facts) => facts.map((each, index) => ({ ...each, id: String(index).padStart(2, '0') })))
const rank = { REGULAR: 0, ABNORMAL: 1, SERIOUS: 2 }
const days: Day[] = Array.from({ length: 60 }, (_, index) => addMonths(base, index * 3))

describe('whatever happened', () => {
  it('stays on one list never overlap, and begin with an event or with two years on the other list', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const spans = creditSpans(facts, rules)
        for (const list of ['ABNORMAL', 'SERIOUS'] as const) {
          const own = spans.filter((span) => span.list === list)
          own.forEach(({ from, to, causes }, index) => {
            expect(to === null || from <= to).toBe(true)
            expect(causes.length).toBeGreaterThan(0)
            const next = own[index + 1]
            if (next !== undefined) expect(to !== null && to < next.from).toBe(true)
          })
        }
      }),
    )
  })

  it('what happens next never makes a standing better, and the order in which things are told does not matter', () => {
    fc.assert(
      fc.property(anyFacts, anyFact, (facts, more) => {
        const spans = creditSpans(facts, rules)
        expect(creditSpans([...facts].reverse(), rules)).toEqual(spans)
        if (more.kind === 'DEREGISTERED' || facts.some(({ on }) => on > more.on)) return
        const worse = creditSpans([...facts, { ...more, id: 'more' }], rules)
        for (const day of days)
          expect(rank[standingOn(worse, day).state]).toBeGreaterThanOrEqual(rank[standingOn(spans, day).state])
      }),
    )
  })
})
