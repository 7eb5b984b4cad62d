import { Decimal } from 'decimal.js'

/**
 * Decimals for scores and prices. Sums and products here are exact; only division falls short, at the 200th digit.
 * `settle` mends that: a quotient of the engine has a denominator far below 10^90 (judges x price in fen x points),
 * so when it is not itself a short decimal it lies more than 10^-100 away from one, and settling cannot cross a
 * rounding edge. Without it 10/3 + 20/3 would be cut to 9.99.
 */
export const Exact = Decimal.clone({ precision: 200, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -1000, toExpPos: 1000 })
export type Exact = Decimal

export const ZERO = new Exact(0)
export const HUNDRED = new Exact(100)

export const settle = (value: Exact): Exact => value.toDecimalPlaces(100)

/** A score, a weight or a percentage as records carry it: text or number, at most 4 decimals, no exponent. */
export type DecimalInput = string | number

export const isDecimal = (value: unknown): value is DecimalInput =>
  (typeof value === 'string' || typeof value === 'number') && /^-?(?:0|[1-9]\d{0,8})(?:\.\d{1,4})?$/.test(String(value))

/** A number becomes the shortest decimal that names it, which is what its author wrote. */
export const exact = (value: DecimalInput | bigint): Exact => new Exact(String(value))

export const sum = (values: readonly Exact[]): Exact => values.reduce((total, value) => total.plus(value), ZERO)

/** @throws RangeError for no values: there is no mean to speak of. */
export function mean(values: readonly Exact[]): Exact {
  if (values.length === 0) throw new RangeError('the mean of nothing')
  return sum(values).div(values.length)
}
