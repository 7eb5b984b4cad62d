import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ruleBooks } from '#prisma/rule-books/index.ts'
import { notices } from '#prisma/seed/data/notices.ts'
import { toDay } from '../shared/day.ts'
import { toFen } from '../shared/money.ts'
import { workingCalendar } from '../shared/working-days.ts'
import { decideAward } from './decide-award.ts'
import { noticeTerms } from './notice-end.ts'
import { contractNumber, projectNumber } from './numbers.ts'
import { planTranches } from './plan-tranches.ts'
import { nextReserve } from './reserves.ts'

const single = {
  mode: 'single',
  candidates: 3,
  passOverFirst: 'forbidden',
  skipUnaffordable: false,
  source: 'law',
} as const
const open = { ...single, passOverFirst: 'withReasonAndSecondApprover' } as const
const multi = { ...single, mode: 'multi' } as const
const bid = (bidId: string, rank: number | null, priceFen: bigint | null = null, outcome = 'reserve') => ({
  bidId,
  rank,
  priceFen,
  outcome,
  askedFen: priceFen ?? 100n,
})
const limits = { ceilingFen: 100n }
const choose = (bidId?: string, passOverReason = '', granted: [string, bigint][] = []) => ({
  bidId,
  passOverReason,
  granted: new Map(granted.map(([id, amount]) => [id, toFen(amount)])),
})
const code = (outcome: ReturnType<typeof decideAward>) => (outcome.ok ? 'ok' : outcome.refusal.code)

describe('who is to be awarded, and how much', () => {
  test('the first in rank, at the price it named, whatever amount was typed', () => {
    const decision = decideAward(
      single,
      [bid('b', 2, 10n), bid('a', 1, 90n)],
      choose(undefined, '', [['a', 50n]]),
      limits,
    )
    expect(decision).toEqual({ ok: true, awards: [{ bidId: 'a', amountFen: 90n }], needsSecondApprover: false })
  })
  test('where no price was asked, the amount granted, never above what was asked or the ceiling', () => {
    const granted = (amount: bigint) =>
      decideAward(single, [bid('a', 1)], choose(undefined, '', [['a', amount]]), limits)
    expect(granted(100n)).toMatchObject({ awards: [{ amountFen: 100n }] })
    expect([code(granted(0n)), code(granted(101n))]).toEqual(['award.no-amount', 'award.over-ceiling'])
    expect(code(decideAward(single, [bid('a', 1)], choose(), limits))).toBe('award.no-amount')
    expect(code(decideAward(single, [bid('a', 1, 101n)], choose(), limits))).toBe('award.over-ceiling')
    const modest = { ...bid('a', 1), askedFen: 60n }
    expect(code(decideAward(single, [modest], choose(undefined, '', [['a', 61n]]), limits))).toBe('award.over-asked')
  })
  test('nobody first, or two first, is no award', () => {
    expect(code(decideAward(single, [bid('a', null, 1n)], choose(), limits))).toBe('award.no-winner')
    expect(code(decideAward(single, [bid('a', 1, 1n), bid('b', 1, 1n)], choose(), limits))).toBe('award.tied')
  })
  test('another candidate only where the book allows it, with a reason, and then a second approver confirms', () => {
    const bids = [bid('a', 1, 90n), bid('b', 2, 80n), bid('c', 3, 70n), bid('d', 4, 60n), bid('e', null, 50n)]
    expect(code(decideAward(single, bids, choose('b', '因故'), limits))).toBe('award.pass-over-forbidden')
    expect(code(decideAward(open, bids, choose('b'), limits))).toBe('award.pass-over-reason')
    expect(decideAward(open, bids, choose('b', '因故'), limits)).toEqual({
      ok: true,
      awards: [{ bidId: 'b', amountFen: 80n }],
      needsSecondApprover: true,
    })
    for (const other of ['d', 'e', 'nobody'])
      expect(code(decideAward(open, bids, choose(other, '因故'), limits))).toBe('award.not-candidate')
    expect(decideAward(open, bids, choose('a'), limits)).toMatchObject({ needsSecondApprover: false })
  })
  test('of several, whoever the engine funded, at most what each asks for', () => {
    const bids = [bid('a', 1, 60n, 'funded'), bid('b', 2, 40n, 'funded'), bid('c', 3, 5n)]
    const amounts = (granted: [string, bigint][]) => decideAward(multi, bids, choose(undefined, '', granted), limits)
    expect(amounts([['b', 30n]])).toMatchObject({
      awards: [
        { bidId: 'a', amountFen: 60n },
        { bidId: 'b', amountFen: 30n },
      ],
    })
    expect(code(amounts([['b', 41n]]))).toBe('award.over-asked')
    expect(code(decideAward(multi, [bid('c', 1, 5n)], choose(), limits))).toBe('award.no-winner')
  })
})

describe('who takes a place that became free', () => {
  const standing = (bidId: string, rank: number | null, askedFen: bigint, wasAwarded = false) => ({
    bidId,
    rank,
    askedFen,
    wasAwarded,
  })
  const next = (freeFen: bigint, skipUnaffordable = false) =>
    nextReserve(
      [standing('a', 1, 50n, true), standing('x', null, 1n), standing('c', 3, 20n), standing('b', 2, 40n)],
      freeFen,
      { skipUnaffordable },
    )?.bidId
  test('the next in rank that fits; a smaller one passes only where the rules say so', () => {
    expect([next(50n), next(39n), next(39n, true), next(10n, true)]).toEqual(['b', undefined, 'c', undefined])
  })
  test('of two equals neither is told apart', () => {
    const equal = [standing('b', 2, 40n), standing('c', 2, 20n)]
    expect(nextReserve(equal, 50n, { skipUnaffordable: false })).toBeUndefined()
  })
})

describe('the term of a notice', () => {
  const calendar = workingCalendar(
    notices.flatMap(({ rows }) => rows),
    notices.map(({ year }) => year),
  )
  const book = (method: string) => {
    const found = ruleBooks.find((rules) => rules.method === method)
    if (found === undefined) throw new Error(`no book for ${method}`)
    return found
  }
  const terms = (method: string, day: string) => {
    const found = noticeTerms(book(method), toDay(day), calendar)
    return found.ok ? [found.endsOn, found.endsAt.toISOString(), found.objectUntil] : found.refusal.code
  }
  test('ends with its last working day, at midnight in Beijing', () => {
    expect(terms('COMPETITIVE_CONSULTATION', '2026-09-30')).toEqual([
      '2026-10-08',
      '2026-10-08T16:00:00.000Z',
      '2026-10-16',
    ])
    expect(terms('VENTURE_CALL', '2026-02-13')).toEqual(['2026-02-27', '2026-02-27T16:00:00.000Z', '2026-02-27'])
  })
  test('a year that is not loaded gives no term', () =>
    expect(terms('VENTURE_CALL', '2026-12-29')).toBe('calendar.year-not-loaded'))
})

describe('tranches', () => {
  test('add up to the award for every amount and every plan', () => {
    const plan = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 15n }),
        plan.filter((shares) => shares.some((share) => share > 0)),
        (amount, shares) => {
          const parts = planTranches(toFen(amount), shares)
          expect(parts.reduce((sum, part) => sum + (part ?? 0n), 0n)).toBe(amount)
          expect(parts.every((part) => part === undefined || part > 0n)).toBe(true)
          shares.forEach((share, index) => share > 0 || expect(parts[index]).toBeUndefined())
        },
      ),
    )
  })
  test('a milestone without a share carries no money', () => {
    expect(planTranches(toFen(100n), [5000, 0, 5000])).toEqual([50n, undefined, 50n])
  })
})

test('numbers as people read them out', () => {
  expect(contractNumber(2026, 7)).toBe('HT-2026-0007')
  expect(projectNumber(2026, 12345)).toBe('XM-2026-12345')
})
