import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Exact, exact, mean, sum } from './exact.ts'

// The oracle is a decimal library at a precision no case here reaches the end of.
const Oracle = Decimal.clone({ precision: 400, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -1000, toExpPos: 1000 })

const decimalText = fc
  .tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: 0, max: 4 }))
  .map(([digits, places]) => new Oracle(digits).div(new Oracle(10).pow(places)).toFixed(places))
const modes = [
  ['halfUp', Decimal.ROUND_HALF_UP],
  ['truncate', Decimal.ROUND_DOWN],
] as const
const decimals = fc.integer({ min: 0, max: 8 })
/** Zero has no sign here. */
const unsignedZero = (text: string) => text.replace(/^-(?=[0.]*$)/, '')

describe('arithmetic agrees with a decimal library', () => {
  test('sums, differences and products', () => {
    fc.assert(
      fc.property(decimalText, decimalText, (a, b) => {
        expect(exact(a).plus(exact(b)).toFixed()).toBe(unsignedZero(new Oracle(a).plus(b).toFixed()))
        expect(exact(a).minus(exact(b)).toFixed()).toBe(unsignedZero(new Oracle(a).minus(b).toFixed()))
        expect(exact(a).times(exact(b)).toFixed()).toBe(unsignedZero(new Oracle(a).times(b).toFixed()))
        expect(exact(a).cmp(exact(b))).toBe(new Oracle(a).cmp(b))
      }),
    )
  })

  test.each(modes)('means rounded %s', (mode, rounding) => {
    fc.assert(
      fc.property(fc.array(decimalText, { minLength: 1, maxLength: 15 }), decimals, (values, places) => {
        const ours = mean(values.map(exact)).rounded(places, mode).toFixed(places)
        const theirs = Oracle.sum(...values)
          .div(values.length)
          .toDecimalPlaces(places, rounding)
          .toFixed(places)
        expect(ours).toBe(unsignedZero(theirs))
      }),
    )
  })

  test('roots', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 999 }), (n, d) => {
        expect(Exact.of(n, d).sqrt().toFixed(6)).toBe(new Oracle(n).div(d).sqrt().toFixed(6))
      }),
    )
  })
})

describe('nothing is lost on the way', () => {
  test('thirds add up to the whole', () => {
    expect(exact('10').div(3).plus(exact('20').div(3)).eq(10)).toBe(true)
  })

  test('a sum of many unequal fractions is the same in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(999), fc.integer({ min: 1, max: 99 })), { maxLength: 60 }), (pairs) => {
        const fractions = pairs.map(([n, d]) => Exact.of(n, d))
        expect(sum(fractions).eq(sum(fractions.toReversed()))).toBe(true)
      }),
    )
  })

  test('a half goes away from zero, and cutting goes towards it', () => {
    expect(['2.345', '-2.345'].map((text) => exact(text).rounded(2, 'halfUp').toFixed(2))).toEqual(['2.35', '-2.35'])
    expect(['2.349', '-2.349'].map((text) => exact(text).rounded(2, 'truncate').toFixed(2))).toEqual(['2.34', '-2.34'])
  })
})

test('what has no value is an error, not a number', () => {
  expect(() => exact('1').div(0)).toThrow(RangeError)
  expect(() => mean([])).toThrow(RangeError)
  expect(() => Exact.min()).toThrow(RangeError)
  expect(() => exact('-1').sqrt()).toThrow(RangeError)
  expect(() => exact('one')).toThrow(SyntaxError)
})
