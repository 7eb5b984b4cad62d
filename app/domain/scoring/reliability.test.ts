import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact } from './exact.ts'
import { krippendorffAlpha } from './reliability.ts'

/** The canonical table: 4 coders, 12 units, `.` where a coder gave no value. */
const coders = ['12332141 2...', '123322412 5.3', '.33323422 51.', '123324412 51.'].map((row) => row.replace(' ', ''))
const canonical = Array.from({ length: 12 }, (_, unit) =>
  coders.flatMap((row) => (row.charAt(unit) === '.' ? [] : [exact(row.charAt(unit))])),
)
const alphaOf = (units: number[][]) => krippendorffAlpha(units.map((unit) => unit.map(exact))).alpha

describe("Krippendorff's alpha, interval", () => {
  it('is .849 for the canonical table', () => {
    const { alpha, pairs } = krippendorffAlpha(canonical)
    expect(alpha?.toFixed(3)).toBe('0.849')
    // 8 units with four values, two with three, one with two; a lone value makes no pair.
    expect(pairs).toBe(8 * 6 + 2 * 3 + 1)
  })

  it('is 1 for agreement and undefined where nothing differs or nothing pairs', () => {
    expect(
      alphaOf([
        [80, 80],
        [70, 70],
      ])?.toFixed(),
    ).toBe('1')
    expect(
      alphaOf([
        [80, 80],
        [80, 80],
      ]),
    ).toBeUndefined()
    expect(alphaOf([[80], [70]])).toBeUndefined()
    expect(alphaOf([])).toBeUndefined()
  })

  it('is never above 1, and does not mind the scale or the order', () => {
    const units = fc.array(fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 5 }), { maxLength: 8 })
    fc.assert(
      fc.property(units, (list) => {
        const alpha = alphaOf(list)
        const moved = alphaOf(list.map((unit) => unit.map((value) => 3 * value + 7).toReversed()).toReversed())
        expect(alpha?.lte(1) ?? true).toBe(true)
        expect(moved?.toFixed()).toBe(alpha?.toFixed())
      }),
    )
  })
})
