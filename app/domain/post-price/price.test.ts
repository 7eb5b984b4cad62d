import fc from 'fast-check'
import { expect, test } from 'vitest'
import { factors, type PriceItem, postPrice, postsTotal, postTotal } from './price.ts'

const item = (factor: PriceItem['factor'], position: number, fen: bigint | null, bps: number | null): PriceItem => ({
  factor,
  position,
  labelZh: '甲',
  labelEn: 'a',
  fen: fen === null ? null : String(fen),
  bps,
})
const plain: PriceItem[] = [
  item('LEVEL', 1, 500_000n, null),
  ...factors.flatMap((factor) => [item(factor, 1, 0n, null), item(factor, 2, null, 1_001)]),
]

test('a percentage is of the base, and a fraction of a fen is dropped', () => {
  const found = postPrice(plain, { level: 1, grades: [1, 2, 1, 1, 1] })
  expect(found?.parts.map(({ fen }) => fen)).toEqual([500_000n, 0n, 50_050n, 0n, 0n, 0n])
  expect(found?.monthlyFen).toBe(550_050n)
  expect(
    postPrice([item('LEVEL', 1, 999n, null), ...plain.slice(1)], { level: 1, grades: [2, 1, 1, 1, 1] })?.monthlyFen,
  ).toBe(999n + 99n)
})

test('what the standard does not have makes no price', () => {
  expect(postPrice(plain, { level: 2, grades: [1, 1, 1, 1, 1] })).toBeUndefined()
  expect(postPrice(plain, { level: 1, grades: [1, 1, 1, 1, 3] })).toBeUndefined()
  expect(postPrice(plain, { level: 1, grades: [1, 1, 1, 1] })).toBeUndefined()
})

const value = fc.oneof(
  fc.bigInt({ min: 0n, max: 10n ** 9n }).map((fen) => ({ fen: String(fen), bps: null })),
  fc.integer({ min: 0, max: 100_000 }).map((bps) => ({ fen: null, bps })),
)
const standard = fc
  .record({
    base: fc.bigInt({ min: 1n, max: 10n ** 10n }),
    grades: fc.array(fc.array(value, { minLength: 1, maxLength: 4 }), { minLength: 5, maxLength: 5 }),
  })
  .map(({ base, grades }): PriceItem[] => [
    item('LEVEL', 1, base, null),
    ...grades.flatMap((values, index) =>
      values.map((one, at) => ({ ...item(factors[index] ?? 'POST', at + 1, null, null), ...one })),
    ),
  ])

test('the parts make the whole, and it is never less than the base', () => {
  fc.assert(
    fc.property(standard, fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 5, maxLength: 5 }), (items, grades) => {
      const found = postPrice(items, { level: 1, grades })
      if (found === undefined) return
      expect(found.parts.reduce((sum, { fen }) => sum + fen, 0n)).toBe(found.monthlyFen)
      expect(found.monthlyFen).toBeGreaterThanOrEqual(found.parts[0]?.fen ?? 0n)
    }),
  )
})

test('a higher grade of one factor never costs less', () => {
  fc.assert(
    fc.property(
      standard,
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 0, max: 100_000 }),
      fc.integer({ min: 0, max: 10_000 }),
      (items, index, bps, more) => {
        const factor = factors[index] ?? 'POST'
        const others = items.filter((one) => one.factor !== factor)
        const two = [...others, item(factor, 1, null, bps), item(factor, 2, null, bps + more)]
        const price = (grade: number) =>
          postPrice(two, { level: 1, grades: factors.map((_, at) => (at === index ? grade : 1)) })?.monthlyFen ?? 0n
        expect(price(2)).toBeGreaterThanOrEqual(price(1))
      },
    ),
  )
})

test('posts add up', () => {
  const posts = [
    { headcount: 3, months: 12, monthlyFen: '550050' },
    { headcount: 1, months: 6, monthlyFen: '1' },
  ]
  expect(posts.map(postTotal)).toEqual([19_801_800n, 6n])
  expect(postsTotal(posts)).toBe(19_801_806n)
})
