import { describe, expect, test } from 'vitest'
import { concernsOf, decideSeat, decideStart, nextSeatCode, type SeatFacts, seatsMax } from './seating.ts'

const seat = (number: number, facts: Partial<SeatFacts> = {}): SeatFacts => ({
  expertId: `expert-${number}`,
  code: `E${number}`,
  isChair: number === 1,
  state: 'SEATED',
  ...facts,
})
const seats = (count: number) => Array.from({ length: count }, (_, index) => seat(index + 1))

test('a code is never given twice, even after a seat was given up', () => {
  expect(nextSeatCode([])).toBe('E1')
  expect(nextSeatCode([seat(1), seat(3, { state: 'RECUSED' })])).toBe('E4')
  expect(nextSeatCode(seats(10))).toBe('E11')
})

describe('concerns about a candidate', () => {
  const bidders = [{ organizationId: 'o1', name: '晴川社区 服务中心' }]
  const candidate = { expertId: 'x', employer: '某大学', organizationIds: [] as string[], bodyIds: [] as string[] }
  test('an employer named like a bidder is told, spaces or not', () => {
    expect(concernsOf({ ...candidate, employer: '晴川社区服务中心' }, bidders, 'b')).toEqual(['employer-bids'])
  })
  test('a member of a bidder cannot be seated at all', () => {
    const concerns = concernsOf({ ...candidate, organizationIds: ['o1'] }, bidders, 'b')
    expect(decideSeat([], { expertId: 'x', asChair: false }, concerns)).toMatchObject({
      refusal: { code: 'panel.expert-is-bidder' },
    })
  })
  test('the buyer’s own people may sit, not chair', () => {
    const concerns = concernsOf({ ...candidate, bodyIds: ['b'] }, bidders, 'b')
    expect(decideSeat([], { expertId: 'x', asChair: false }, concerns)).toMatchObject({ ok: true, code: 'E1' })
    expect(decideSeat([], { expertId: 'x', asChair: true }, concerns)).toMatchObject({
      refusal: { code: 'panel.chair-is-buyer' },
    })
  })
})

test('a panel has room for so many, and for each person once', () => {
  expect(decideSeat(seats(seatsMax), { expertId: 'new', asChair: false }, [])).toMatchObject({
    refusal: { code: 'panel.too-many-seats', data: { max: seatsMax } },
  })
  expect(decideSeat(seats(2), { expertId: 'expert-2', asChair: false }, [])).toMatchObject({
    refusal: { code: 'panel.already-seated' },
  })
})

test.each([
  ['fewer than the quorum', seats(2), true, 'panel.below-quorum'],
  ['a seat given up does not count', [...seats(2), seat(3, { state: 'RECUSED' })], true, 'panel.below-quorum'],
  ['no chair', seats(3).map((one) => ({ ...one, isChair: false })), true, 'panel.no-chair'],
  ['an even number where the law asks for an odd one', seats(4), true, 'panel.even-seats'],
  ['an even number for a venture call', seats(4), false, undefined],
  ['three with a chair', seats(3), true, undefined],
])('start with %s', (_what, panel, mustBeOdd, code) => {
  const decision = decideStart(panel, { quorum: 3, mustBeOdd })
  expect(decision.ok ? undefined : decision.refusal.code).toBe(code)
})
