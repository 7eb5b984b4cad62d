import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BidLine } from './content.ts'
import { asksKinds, capStandings, type CostRule, lacksQuantity, lineLimit } from './cost-caps.ts'

const rule = (code: string, over: Partial<CostRule>): CostRule => ({
  code,
  effect: 'REFUSE',
  bps: null,
  fen: null,
  sourceZh: '',
  sourceEn: '',
  isConfirmed: false,
  ...over,
})
const rules = [
  rule('STAFF_SHARE', { bps: 3_000, effect: 'WARN' }),
  rule('LABOUR_SHARE', { bps: 5_000, effect: 'WARN' }),
  rule('MANAGEMENT_SHARE', { bps: 0 }),
  rule('EXPERT_SENIOR', { fen: '50000' }),
  rule('EXPERT_OTHER', { fen: '30000' }),
  rule('EXPERT_LATER', { fen: '20000' }),
  rule('TRAINING', { fen: '35000' }),
  rule('LINE_SHARE', { bps: 11_000 }),
]
const line = (over: Partial<BidLine> = {}): BidLine => ({ item: '甲', basis: '乙', amountFen: '0', ...over })

test('two days of an expert have the full fee, later ones the lower one', () => {
  expect(lineLimit(line({ kind: 'EXPERT', isSenior: true, persons: 3, days: 2 }), rules)).toBe(300_000n)
  expect(lineLimit(line({ kind: 'EXPERT', isSenior: true, persons: 3, days: 4 }), rules)).toBe(420_000n)
  expect(lineLimit(line({ kind: 'EXPERT', isSenior: false, persons: 1, days: 1 }), rules)).toBe(30_000n)
  expect(lineLimit(line({ kind: 'TRAINING', persons: 40, days: 2 }), rules)).toBe(2_800_000n)
  expect(lineLimit(line({ kind: 'MEETING', persons: 40, days: 2 }), rules)).toBeUndefined()
  expect(lineLimit(line({ kind: 'STAFF' }), rules)).toBeUndefined()
  expect(lacksQuantity(line({ kind: 'TRAINING', persons: 40 }), rules)).toBe(true)
  expect(lacksQuantity(line({ kind: 'MEETING' }), rules)).toBe(false)
})

test('shares are of what is asked for; a management fee of nothing is none at all', () => {
  const lines = [line({ kind: 'STAFF', amountFen: '301' }), line({ kind: 'MANAGEMENT', amountFen: '1' })]
  const standings = capStandings(lines, 1_000n, rules)
  expect(standings.map(({ code, isOver, limitFen }) => [code, isOver, limitFen])).toEqual([
    ['STAFF_SHARE', true, 300n],
    ['LABOUR_SHARE', false, 500n],
    ['MANAGEMENT_SHARE', true, 0n],
  ])
  expect(capStandings(lines, undefined, rules)[0]).toMatchObject({ limitFen: 90n })
})

test('rules that only spending is held to ask no kinds', () => {
  expect(asksKinds(rules)).toBe(true)
  expect(asksKinds([rule('LINE_SHARE', { bps: 11_000 })])).toBe(false)
})

describe('for every budget', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 12n })
  const lines = fc.array(
    fc.record({ kind: fc.constantFrom('STAFF' as const, 'VOLUNTEER' as const, 'OTHER' as const), amount }),
    { maxLength: 20 },
  )
  test('what is over is more than its share, to the fen, and what is not is not', () => {
    fc.assert(
      fc.property(lines, amount, (some, price) => {
        const asked = some.map((one) => line({ kind: one.kind, amountFen: String(one.amount) }))
        for (const { code, budgetFen, isOver } of capStandings(asked, price, rules)) {
          const bps = BigInt(rules.find((one) => one.code === code)?.bps ?? 0)
          expect(isOver).toBe(budgetFen * 10_000n > price * bps)
        }
      }),
    )
  })
  test('one day more never makes the limit smaller', () => {
    const number = fc.integer({ min: 1, max: 500 })
    fc.assert(
      fc.property(number, number, fc.boolean(), (persons, days, isSenior) => {
        const limit = (of: number) => lineLimit(line({ kind: 'EXPERT', isSenior, persons, days: of }), rules) ?? 0n
        expect(limit(days + 1)).toBeGreaterThan(limit(days))
      }),
    )
  })
})
