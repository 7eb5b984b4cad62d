import { describe, expect, it } from 'vitest'
import { ruleBooks } from '#prisma/rule-books/index.ts'
import { hasStage } from '../../rule-book/rule-book.ts'
import { at, toDay } from '../../shared/day.ts'
import { workingCalendar } from '../../shared/working-days.ts'
import type { CallMethod } from '../terms.ts'
import { isBlocked } from './finding.ts'
import { lintCall } from './lint-call.ts'
import { partStates } from './part-states.ts'
import type { CallSheet } from './sheet.ts'

const bookOf = (method: CallMethod) => {
  const book = ruleBooks.find((one) => one.method === method)
  if (book === undefined) throw new Error(method)
  return book
}

const whole: CallSheet = {
  summary: 'a summary',
  requirement: 'what is wanted',
  beneficiaries: 'who benefits',
  budgetFen: 100n,
  fundId: 'fund',
  bidDeadlineAt: at('2026-03-20T17:00'),
  startsOn: toDay('2026-04-01'),
  endsOn: toDay('2026-12-31'),
  quorum: 3,
  criteria: [
    { kind: 'SUBJECTIVE', points: '79.5', title: 'plan', guidance: 'steps and people' },
    { kind: 'PRICE', points: '20.5', title: 'price', guidance: '' },
  ],
  milestones: [
    { dueOn: toDay('2026-06-30'), trancheBps: 5000 },
    { dueOn: toDay('2026-12-31'), trancheBps: 5000 },
  ],
  keyholders: [
    { name: '甲', isEscrow: false, hasKey: true, isNameable: true },
    { name: '乙', isEscrow: false, hasKey: true, isNameable: true },
    { name: '丙', isEscrow: true, hasKey: true, isNameable: true },
  ],
  keyThreshold: 2,
  documents: 0,
  formItems: 0,
  conditions: [],
  reservation: 'NONE',
  negativeListChecked: true,
  bidBondFen: 0n,
  performanceBondBps: 0,
  awardMode: 'SINGLE',
}
const surroundings = {
  book: bookOf('COMPETITIVE_CONSULTATION'),
  now: at('2026-03-02T09:00'),
  availableFen: 100n,
  calendar: workingCalendar([], [2026]),
}
type Changes = Partial<CallSheet> & { method?: CallMethod }
const codes = ({ method = 'COMPETITIVE_CONSULTATION', ...changes }: Changes, availableFen: bigint | undefined = 100n) =>
  lintCall({ ...whole, ...changes }, { ...surroundings, book: bookOf(method), availableFen }).map(({ code, level }) =>
    level === 'error' ? code : level === 'warning' ? `(${code})` : `[${code}]`,
  )

describe('a draft', () => {
  it('is ready when nothing is missing', () => {
    expect(codes({})).toEqual([])
    expect(partStates(whole, [])).toMatchObject({ basics: 'done', plan: 'done', documents: 'optional' })
  })

  it('says what is missing, part by part', () => {
    expect(codes({ summary: '', beneficiaries: '' })).toEqual(['no-summary', 'no-beneficiaries'])
    expect(codes({ fundId: null })).toEqual(['no-fund'])
    expect(codes({}, 99n)).toEqual(['fund-short'])
    expect(codes({}, undefined)).toEqual([])
    expect(codes({ criteria: [] })).toEqual(['no-criteria'])
    expect(codes({ milestones: [] })).toEqual(['no-milestones'])
  })

  it('keeps points at a hundred and shares at the whole', () => {
    expect(
      codes({ criteria: [{ kind: 'SUBJECTIVE', points: '99.99', title: '', guidance: '' }], method: 'VENTURE_CALL' }),
    ).toEqual(['criteria-total'])
    expect(codes({ milestones: [{ dueOn: toDay('2026-06-30'), trancheBps: 9999 }] })).toEqual(['shares-not-whole'])
  })

  it('keeps milestones in order and inside the service', () => {
    const [first, last] = whole.milestones
    if (first === undefined || last === undefined) throw new Error('two milestones')
    expect(codes({ milestones: [last, first] })).toEqual(['due-unordered'])
    expect(codes({ endsOn: toDay('2026-12-30') })).toEqual(['due-outside'])
    expect(codes({ startsOn: toDay('2026-07-01') })).toEqual(['due-outside'])
  })

  it('stops a price out of the bounds of law, and warns when none is scored', () => {
    const criteria = [
      { kind: 'SUBJECTIVE', points: '60', title: '', guidance: '' },
      { kind: 'PRICE', points: '40', title: '', guidance: '' },
    ] as const
    expect(codes({ criteria })).toEqual(['criteria-price-weight'])
    expect(codes({ criteria, method: 'VENTURE_CALL' })).toEqual([])
    expect(codes({ criteria: [{ kind: 'SUBJECTIVE', points: '100', title: '', guidance: '' }] })).toEqual([
      '(no-price)',
    ])
    expect(
      isBlocked(
        lintCall(
          { ...whole, criteria: [{ kind: 'SUBJECTIVE', points: '100', title: '', guidance: '' }] },
          surroundings,
        ),
      ),
    ).toBe(false)
  })

  it('warns where judges see no names and bidders pitch before them', () => {
    const book = ruleBooks.find((one) => hasStage(one, 'pitch'))
    if (book === undefined) throw new Error('some venture calls have a pitch')
    const found = (isBlind: boolean, of = book) =>
      lintCall({ ...whole, isBlind }, { ...surroundings, book: of }).some(({ code }) => code === 'blind-pitch')
    expect([found(true), found(false), found(true, surroundings.book)]).toEqual([true, false, false])
    expect(codes({ isBlind: true })).toEqual(['[blind-price]'])
  })

  it('keeps the dates in order and the term within the law', () => {
    expect(codes({ bidDeadlineAt: at('2026-03-01T09:00') })).toEqual(['deadline-past'])
    expect(codes({ bidDeadlineAt: at('2026-03-05T09:00') })).toEqual(['period-too-short', 'period-too-short'])
    expect(codes({ startsOn: toDay('2026-03-19') })).toEqual(['starts-before-deadline'])
    expect(codes({ endsOn: toDay('2027-12-31') })).toEqual(['(term-long)'])
    expect(codes({ endsOn: toDay('2029-12-31') })).toEqual(['term-too-long'])
    expect(codes({ endsOn: toDay('2027-12-31'), method: 'VENTURE_CALL' })).toEqual(['(term-long)'])
    expect(codes({ method: 'OPEN_TENDER', bidDeadlineAt: at('2026-03-23T17:00') })).toEqual(['quorum-low'])
  })

  it('names at least two officers and an escrow, all of them with an opening key', () => {
    const [first, second, escrow] = whole.keyholders
    if (first === undefined || second === undefined || escrow === undefined) throw new Error('three are named')
    expect(codes({ keyholders: [] })).toEqual(['no-keyholders'])
    expect(codes({ keyholders: [first, escrow] })).toEqual(['keyholders-few', '[threshold-all]'])
    expect(codes({ keyholders: [first, second] })).toEqual(['keyholders-no-escrow', '[threshold-all]'])
    expect(codes({ keyholders: [first, second, { ...escrow, hasKey: false }] })).toEqual(['keyholder-without-key'])
    expect(codes({ keyholders: [first, { ...second, isNameable: false }, escrow] })).toEqual(['keyholder-left'])
    expect(codes({ keyThreshold: 3 })).toEqual(['[threshold-all]'])
    expect(codes({ keyThreshold: 4 })).toEqual(['threshold-high'])
  })

  it('tells untouched parts from wrong ones', () => {
    const sheet = { ...whole, summary: '', requirement: '', beneficiaries: '', milestones: [], fundId: null }
    expect(partStates(sheet, lintCall(sheet, surroundings))).toMatchObject({
      requirement: 'notStarted',
      plan: 'notStarted',
      money: 'attention',
      criteria: 'done',
    })
  })
})
