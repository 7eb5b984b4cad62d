import { describe, expect, test } from 'vitest'
import { ruleBooks } from '#prisma/rule-books/index.ts'
import {
  barsFromDraw,
  concernsOf,
  decideSeat,
  decideStart,
  nextSeatCode,
  type SeatFacts,
  type SeatKind,
  seatsMax,
} from './seating.ts'

const bookOf = (method: string) => {
  const book = ruleBooks.find((one) => one.method === method)
  if (book === undefined) throw new Error(`no book for ${method}`)
  return book
}
const seat = (number: number, facts: Partial<SeatFacts> & { kind?: SeatKind } = {}) => ({
  expertId: `expert-${number}`,
  code: `E${number}`,
  isChair: number === 1,
  state: 'SEATED' as const,
  kind: 'EXPERT' as SeatKind,
  ...facts,
})
const seats = (count: number) => Array.from({ length: count }, (_, index) => seat(index + 1))
const wish = { expertId: 'x', asChair: false, isDrawn: true, reason: '' }
const rules = { mayBuyerChair: false, needsDraw: true }
const codeOf = (outcome: { ok: true } | { ok: false; refusal: { code: string } }) =>
  outcome.ok ? undefined : outcome.refusal.code

test('a code is never given twice, even after a seat was given up', () => {
  expect(nextSeatCode([])).toBe('E1')
  expect(nextSeatCode([seat(1), seat(3, { state: 'RECUSED' })])).toBe('E4')
  expect(nextSeatCode(seats(10))).toBe('E11')
})

describe('who may take a seat', () => {
  const bidders = [
    { organizationId: 'o1', name: '晴川社区 服务中心', legalRepresentative: '', emails: [], coBidderIds: ['o7'] },
  ]
  const candidate = {
    expertId: 'x',
    name: '李明',
    email: 'li@qq.com',
    employer: '某大学',
    organizationIds: [] as string[],
    bodyIds: [] as string[],
  }
  test('an employer named like a bidder is told and keeps out of a draw', () => {
    const concerns = concernsOf({ ...candidate, employer: '晴川社区服务中心' }, bidders, 'b')
    expect(concerns).toEqual(['employer-bids'])
    expect(barsFromDraw(concerns)).toBe(true)
  })
  test('bids side by side are told and keep nobody out', () => {
    const concerns = concernsOf({ ...candidate, organizationIds: ['o7'] }, bidders, 'b')
    expect(concerns).toEqual(['co-bid'])
    expect(barsFromDraw(concerns)).toBe(false)
  })
  test('a member of a bidder cannot be seated at all', () => {
    const concerns = concernsOf({ ...candidate, organizationIds: ['o1'] }, bidders, 'b')
    expect(codeOf(decideSeat([], wish, concerns, rules))).toBe('panel.expert-is-bidder')
  })
  test('the buyer’s own people sit as its representatives, and chair only where the book says so', () => {
    const concerns = concernsOf({ ...candidate, bodyIds: ['b'] }, bidders, 'b')
    const asked = { ...wish, isDrawn: false }
    expect(decideSeat([], asked, concerns, rules)).toMatchObject({ ok: true, code: 'E1', kind: 'BUYER' })
    expect(codeOf(decideSeat([], { ...asked, asChair: true }, concerns, rules))).toBe('panel.chair-is-buyer')
    const mayChair = { ...rules, mayBuyerChair: true }
    expect(codeOf(decideSeat([], { ...asked, asChair: true }, concerns, mayChair))).toBeUndefined()
  })
  test('an expert chosen by name needs a reason where the law asks for a draw', () => {
    const chosen = { ...wish, isDrawn: false }
    expect(codeOf(decideSeat([], chosen, [], rules))).toBe('panel.appointed-why')
    expect(codeOf(decideSeat([], { ...chosen, reason: '库内无此专业' }, [], rules))).toBeUndefined()
    expect(codeOf(decideSeat([], chosen, [], { ...rules, needsDraw: false }))).toBeUndefined()
  })
  test('a panel has room for so many, and for each person once', () => {
    expect(decideSeat(seats(seatsMax), wish, [], rules)).toMatchObject({
      refusal: { code: 'panel.too-many-seats', data: { max: seatsMax } },
    })
    expect(codeOf(decideSeat(seats(2), { ...wish, expertId: 'expert-2' }, [], rules))).toBe('panel.already-seated')
  })
})

const buyer = (...numbers: number[]) =>
  seats(5).map((one) => (numbers.includes(Number(one.code.slice(1))) ? { ...one, kind: 'BUYER' as const } : one))

test.each([
  ['consultation, two', 'COMPETITIVE_CONSULTATION', seats(2), 3, 'panel.too-few-seats'],
  ['consultation, three', 'COMPETITIVE_CONSULTATION', seats(3), 3, undefined],
  ['consultation, four', 'COMPETITIVE_CONSULTATION', seats(4), 3, 'panel.even-seats'],
  ['consultation, one bid', 'COMPETITIVE_CONSULTATION', seats(3), 1, 'panel.too-few-bids'],
  [
    'a seat given up',
    'COMPETITIVE_CONSULTATION',
    [...seats(2), seat(3, { state: 'RECUSED' })],
    3,
    'panel.too-few-seats',
  ],
  ['no chair', 'COMPETITIVE_CONSULTATION', seats(3).map((one) => ({ ...one, isChair: false })), 3, 'panel.no-chair'],
  ['open tender, three', 'OPEN_TENDER', seats(3), 3, 'panel.too-few-seats'],
  ['open tender, five', 'OPEN_TENDER', seats(5), 3, undefined],
  ['open tender, two bids', 'OPEN_TENDER', seats(5), 2, 'panel.too-few-bids'],
  ['open tender, one buyer of five', 'OPEN_TENDER', buyer(2), 3, undefined],
  ['open tender, two buyers of five', 'OPEN_TENDER', buyer(2, 3), 3, 'panel.too-few-experts'],
  ['open tender, a buyer in the chair', 'OPEN_TENDER', buyer(1), 3, 'panel.chair-is-buyer'],
  ['small purchase, the buyer in the chair', 'SMALL_PURCHASE', buyer(1, 2, 3), 1, undefined],
])('starting a %s', (_what, method, panel, bids, code) => {
  const decision = decideStart({ seats: panel, bids }, { book: bookOf(method), budgetFen: 10_000_000n, quorum: 3 })
  expect(codeOf(decision)).toBe(code)
})

test('a large budget takes seven seats', () => {
  const start = (budgetFen: bigint) =>
    codeOf(decideStart({ seats: seats(5), bids: 3 }, { book: bookOf('OPEN_TENDER'), budgetFen, quorum: 3 }))
  expect([start(999_999_999n), start(1_000_000_000n)]).toEqual([undefined, 'panel.too-few-seats'])
})
