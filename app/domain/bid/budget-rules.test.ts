import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as browser from '../../../public/enhance/budget-rules.js'
import { cofundingKinds, type MatchingRule, matchingOf, publicShareBps, totalCost } from '../cofunding/matching.ts'
import { formatFen, parseYuan, toFen } from '../shared/money.ts'
import type { BidLine } from './content.ts'
import { capStandings, type CostRule } from './cost-caps.ts'
import { lineKindOf, lineKinds, linesToKeep } from './schema.ts'

// public/enhance/budget-rules.js, held against the rules it repeats.

const rule = (code: string, effect: 'REFUSE' | 'WARN', bps: number | null, fen: string | null): CostRule => ({
  code,
  effect,
  bps,
  fen,
  sourceZh: '',
  sourceEn: '',
  isConfirmed: true,
})
const rules = [
  rule('EXPERT_LATER', 'REFUSE', null, '20000'),
  rule('EXPERT_OTHER', 'REFUSE', null, '30000'),
  rule('EXPERT_SENIOR', 'WARN', null, '50000'),
  rule('LABOUR_SHARE', 'WARN', 5_000, null),
  rule('LINE_SHARE', 'REFUSE', 11_000, null),
  rule('MANAGEMENT_SHARE', 'REFUSE', 0, null),
  rule('STAFF_SHARE', 'WARN', 3_333, null),
  rule('TRAINING', 'REFUSE', null, '35000'),
]
const count = fc.option(fc.integer({ min: 1, max: 99_999 }))
const fen = fc.bigInt({ min: 0n, max: 10n ** 15n - 1n })
const anyLine = fc
  .record({ kind: fc.constantFrom(...lineKinds, undefined), amount: fen.map(String), persons: count, days: count })
  .map((typed) => linesToKeep({ lines: [{ item: '甲', basis: '', ...typed }] })[0] as BidLine)

test('the page reckons what the server reckons', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 8 }), fc.option(fen), (lines, price) => {
      const typed = lines.map((line) => ({
        kind: lineKindOf(line),
        amount: BigInt(line.amountFen),
        persons: line.persons === undefined ? undefined : BigInt(line.persons),
        days: line.days === undefined ? undefined : BigInt(line.days),
      }))
      expect(browser.standings(typed, price ?? undefined, rules)).toEqual(
        capStandings(lines, price ?? undefined, rules).map(({ limitFen, budgetFen, code, effect, line }) => ({
          code,
          effect,
          line,
          limit: limitFen,
          budget: budgetFen,
        })),
      )
    }),
  )
})

test('sums are read and written as the server does', () => {
  fc.assert(
    fc.property(fen, (amount) => {
      const shown = formatFen(toFen(amount))
      expect(browser.money(amount)).toBe(shown)
      expect(browser.fenOf(shown.slice(1))).toBe(amount)
    }),
  )
  for (const typed of ['', '1,5', '1.234', '１２．５', ' 12 ', '-1', '1,234.50', 'x'])
    expect(browser.fenOf(typed)).toBe(parseYuan(typed))
})

const anyRule = fc.record({
  kind: fc.constantFrom('SHARE' as const, 'RATIO' as const),
  bps: fc.integer({ min: 1, max: 9_999 }),
  capFen: fen.map(String),
  bareFen: fc.constantFrom('0', '1'),
  inKindBps: fc.integer({ min: 0, max: 10_000 }),
}) satisfies fc.Arbitrary<MatchingRule>
const anyBrought = fc.record({ kind: fc.constantFrom(...cofundingKinds), amount: fen, isAgreed: fc.boolean() })

test('what may be asked for on top of what others bring is the same on the page', () => {
  fc.assert(
    fc.property(anyRule, fc.array(anyBrought, { maxLength: 6 }), fen, (rule, others, price) => {
      const here = matchingOf(
        rule,
        others.map(({ amount, ...one }) => ({ ...one, amountFen: String(amount) })),
      )
      const there = browser.matching(rule, others)
      expect(there).toEqual({
        brought: here.broughtFen,
        counted: here.countedFen,
        product: here.productFen,
        highest: here.highestFen,
        why: here.why,
      })
      const total = browser.totalCost(rule, price, there)
      expect(total).toBe(totalCost(rule, price, here))
      expect(browser.shareOf(price, total)).toBe(publicShareBps(rule, price, here))
    }),
  )
})
