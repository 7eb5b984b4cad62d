import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact, isDecimal } from './exact.ts'
import { rounder, roundTo } from './rounding.ts'

/** The same rounding on whole numbers only: numerator over denominator to `decimals` places. */
function roundedByHand(numerator: bigint, denominator: bigint, decimals: number, mode: 'halfUp' | 'truncate'): bigint {
  const sign = numerator < 0n ? -1n : 1n
  const scaled = sign * numerator * 10n ** BigInt(decimals)
  const half = mode === 'halfUp' ? denominator : 0n
  return (sign * (2n * scaled + half)) / (2n * denominator)
}

describe('rounding', () => {
  it.each([
    ['79.825', 2, 'halfUp', '79.83'],
    ['79.825', 2, 'truncate', '79.82'],
    ['7.8285', 3, 'halfUp', '7.829'],
    ['-0.05', 1, 'halfUp', '-0.1'],
    ['-0.09', 1, 'truncate', '0.0'],
    ['60', 0, 'halfUp', '60'],
    ['1.005', 2, 'halfUp', '1.01'],
  ] as const)('%s to %i decimals, %s', (value, decimals, mode, expected) => {
    expect(roundTo(exact(value), decimals, mode).toFixed(decimals)).toBe(expected)
  })

  it('agrees with whole-number arithmetic for every fraction', () => {
    const numerator = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
    const denominator = fc.bigInt({ min: 1n, max: 10n ** 20n })
    fc.assert(
      fc.property(numerator, denominator, fc.nat(4), fc.constantFrom('halfUp', 'truncate'), (n, d, decimals, mode) => {
        const rounded = roundTo(exact(n).div(exact(d)), decimals, mode)
        expect(rounded.times(10 ** decimals).eq(exact(roundedByHand(n, d, decimals, mode)))).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('does not cut a sum of thirds below the whole it is', () => {
    const thirds = exact(10).div(3).plus(exact(20).div(3))
    expect(roundTo(thirds, 2, 'truncate').toFixed(2)).toBe('10.00')
  })

  it('rounds on the way only when the rules say so', () => {
    const value = exact('1.005')
    expect(rounder({ mode: 'halfUp', decimals: 2, at: 'everyStep' }).step(value).toFixed()).toBe('1.01')
    const atEnd = rounder({ mode: 'halfUp', decimals: 2, at: 'end' })
    expect(atEnd.step(value).toFixed()).toBe('1.005')
    expect(atEnd.text(value)).toBe('1.01')
  })
})

describe('decimals as records carry them', () => {
  it.each(['0', '78.0', '81.2345', '-1', 0, 78.5, 0.1])('reads %s', (value) => {
    expect(isDecimal(value)).toBe(true)
  })

  it.each([
    '',
    '1.',
    '.5',
    '01',
    '1.00001',
    '1e2',
    '+1',
    ' 1',
    '１',
    'n/a',
    1e-7,
    1.00001,
    NaN,
    Infinity,
    null,
    5n,
    true,
  ])('refuses %s', (value) => {
    expect(isDecimal(value)).toBe(false)
  })
})
