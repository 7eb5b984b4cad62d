/**
 * Exact numbers for scores and prices: a fraction of two whole numbers, so that sums, products and quotients lose nothing and
 * rounding sees the true value. Immutable. The denominator is above zero and need not be the least one.
 */
export class Exact {
  readonly #n: bigint
  readonly #d: bigint

  private constructor(n: bigint, d: bigint) {
    this.#n = n
    this.#d = d
  }

  /** @throws RangeError for a denominator of zero. */
  static of(n: bigint | number, d: bigint | number = 1n): Exact {
    const below = BigInt(d)
    if (below === 0n) throw new RangeError('a quotient by zero')
    return below < 0n ? new Exact(-BigInt(n), -below) : new Exact(BigInt(n), below)
  }

  static sum(values: readonly Exact[]): Exact {
    let total = ZERO
    let n = 0n
    // Marks share one denominator: their numerators are added without making a fraction of each.
    for (const value of values) {
      if (value.#d === SCALE) n += value.#n
      else total = total.plus(value)
    }
    return n === 0n ? total : total.plus(new Exact(n, SCALE))
  }

  /** @throws RangeError for no values. */
  static min(...values: readonly Exact[]): Exact {
    return values.reduce((least, value) => (value.lt(least) ? value : least), firstOf(values))
  }
  static max(...values: readonly Exact[]): Exact {
    return values.reduce((most, value) => (value.gt(most) ? value : most), firstOf(values))
  }

  plus(other: Exact | number): Exact {
    const { n, d } = partsOf(other)
    if (d === this.#d) return new Exact(this.#n + n, d)
    if (this.#n === 0n) return new Exact(n, d)
    return n === 0n ? this : new Exact(this.#n * d + n * this.#d, this.#d * d).lowered()
  }
  minus(other: Exact | number): Exact {
    const { n, d } = partsOf(other)
    return this.plus(new Exact(-n, d))
  }
  times(other: Exact | number): Exact {
    const { n, d } = partsOf(other)
    return new Exact(this.#n * n, this.#d * d).lowered()
  }
  /** @throws RangeError by zero. */
  div(other: Exact | number): Exact {
    const { n, d } = partsOf(other)
    return Exact.of(this.#n * d, this.#d * n).lowered()
  }
  negated(): Exact {
    return new Exact(-this.#n, this.#d)
  }
  abs(): Exact {
    return this.#n < 0n ? this.negated() : this
  }
  /** Cut at the 40th decimal: of a square the root itself. @throws RangeError below zero. */
  sqrt(): Exact {
    if (this.#n < 0n) throw new RangeError('the root of a number below zero')
    const shift = 10n ** 40n
    return new Exact(wholeRoot((this.#n * shift * shift) / this.#d), shift)
  }

  cmp(other: Exact | number): -1 | 0 | 1 {
    const { n, d } = partsOf(other)
    const [a, b] = d === this.#d ? [this.#n, n] : [this.#n * d, n * this.#d]
    return a < b ? -1 : a > b ? 1 : 0
  }
  eq(other: Exact | number): boolean {
    return this.cmp(other) === 0
  }
  gt(other: Exact | number): boolean {
    return this.cmp(other) > 0
  }
  gte(other: Exact | number): boolean {
    return this.cmp(other) >= 0
  }
  lt(other: Exact | number): boolean {
    return this.cmp(other) < 0
  }
  lte(other: Exact | number): boolean {
    return this.cmp(other) <= 0
  }
  isZero(): boolean {
    return this.#n === 0n
  }

  /** To so many decimals; a half goes away from zero, or everything beyond is cut. */
  rounded(decimals: number, mode: 'halfUp' | 'truncate'): Exact {
    const power = powerOfTen(decimals)
    const scaled = this.#n * power
    let whole = scaled / this.#d
    if (mode === 'halfUp') {
      const rest = scaled - whole * this.#d
      if ((rest < 0n ? -rest : rest) * 2n >= this.#d) whole += rest < 0n ? -1n : 1n
    }
    return decimals <= SCALE_DECIMALS
      ? new Exact(whole * powerOfTen(SCALE_DECIMALS - decimals), SCALE)
      : new Exact(whole, power)
  }

  /** Half-up to so many decimals, all of them written: `78.00`. Without a number, as many as it takes, at most a hundred. */
  toFixed(decimals?: number): string {
    const places = decimals ?? 100
    const value = this.rounded(places, 'halfUp')
    const digits = ((value.#n * powerOfTen(places)) / value.#d).toString()
    const isBelow = digits.startsWith('-')
    const whole = (isBelow ? digits.slice(1) : digits).padStart(places + 1, '0')
    const fraction = places === 0 ? '' : whole.slice(-places)
    const shown = decimals === undefined ? fraction.replace(/0+$/, '') : fraction
    const text = places === 0 ? whole : whole.slice(0, -places)
    return `${isBelow ? '-' : ''}${text}${shown === '' ? '' : `.${shown}`}`
  }
  toString(): string {
    return this.toFixed()
  }

  /** Numerator and denominator, for the arithmetic here. */
  parts(): { n: bigint; d: bigint } {
    return { n: this.#n, d: this.#d }
  }

  /** Long fractions are put in lowest terms, so that a sum of many stays short. */
  private lowered(): Exact {
    if (this.#d < LONG) return this
    const common = greatestCommon(this.#n < 0n ? -this.#n : this.#n, this.#d)
    return common === 1n ? this : new Exact(this.#n / common, this.#d / common)
  }
}

const SCALE_DECIMALS = 4
const SCALE = 10_000n
const LONG = 10n ** 30n

const powers = Array.from({ length: 101 }, (_, decimals) => 10n ** BigInt(decimals))
const powerOfTen = (decimals: number): bigint => powers[decimals] ?? 10n ** BigInt(decimals)

const partsOf = (value: Exact | number) => (typeof value === 'number' ? { n: BigInt(value), d: 1n } : value.parts())

function firstOf(values: readonly Exact[]): Exact {
  const [first] = values
  if (first === undefined) throw new RangeError('the least or most of nothing')
  return first
}

function greatestCommon(a: bigint, b: bigint): bigint {
  let [large, small] = [a, b]
  while (small !== 0n) [large, small] = [small, large % small]
  return large
}

/** Newton's method on whole numbers: the greatest whose square is not above. */
function wholeRoot(square: bigint): bigint {
  if (square < 2n) return square
  let root = 1n << BigInt((square.toString(2).length + 1) >> 1)
  for (;;) {
    const next = (root + square / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

export const ZERO = Exact.of(0n, SCALE)
export const HUNDRED = Exact.of(100n * SCALE, SCALE)

/** A score, a weight or a percentage as records carry it: text or number, at most 4 decimals, no exponent. */
export type DecimalInput = string | number

const decimalShape = /^-?(?:0|[1-9]\d{0,8})(?:\.\d{1,4})?$/
export const isDecimal = (value: unknown): value is DecimalInput =>
  (typeof value === 'string' || typeof value === 'number') && decimalShape.test(String(value))

/** Marks are few different numbers written many times: each is read once. Values are immutable, so sharing them is safe. */
const known = new Map<DecimalInput, Exact>()
const knownMost = 10_000

/**
 * A number becomes the shortest decimal that names it, which is what its author wrote.
 * @throws SyntaxError for what is no decimal.
 */
export function exact(value: DecimalInput | bigint): Exact {
  if (typeof value === 'bigint') return Exact.of(value)
  const before = known.get(value)
  if (before !== undefined) return before
  const read = readDecimal(String(value))
  if (known.size >= knownMost) known.clear()
  known.set(value, read)
  return read
}

function readDecimal(text: string): Exact {
  const point = text.indexOf('.')
  if (point < 0) return Exact.of(BigInt(text) * SCALE, SCALE)
  const decimals = text.length - point - 1
  const digits = BigInt(text.slice(0, point) + text.slice(point + 1))
  return decimals <= SCALE_DECIMALS
    ? Exact.of(digits * powerOfTen(SCALE_DECIMALS - decimals), SCALE)
    : Exact.of(digits, powerOfTen(decimals))
}

export const sum = (values: readonly Exact[]): Exact => Exact.sum(values)

/** @throws RangeError for no values: there is no mean to speak of. */
export function mean(values: readonly Exact[]): Exact {
  if (values.length === 0) throw new RangeError('the mean of nothing')
  return sum(values).div(values.length)
}
