import type { Exact } from './exact.ts'

export type RoundingMode = 'halfUp' | 'truncate'
/** Part of the published rules of a call: it changes published totals. */
export type Rounding = { mode: RoundingMode; decimals: number; at: 'everyStep' | 'end' }

/** Half-up takes halves away from zero; truncate cuts towards it (不按四舍五入取舍). */
export const roundTo = (value: Exact, decimals: number, mode: RoundingMode): Exact => value.rounded(decimals, mode)

export type Rounder = {
  /** A result on the way to the total: rounded only under `everyStep`. */
  step: (value: Exact) => Exact
  /** A published figure: always rounded. */
  final: (value: Exact) => Exact
  /** The published figure as text, with all its decimals: `"78.00"`. */
  text: (value: Exact) => string
}

export function rounder({ mode, decimals, at }: Rounding): Rounder {
  const final = (value: Exact) => roundTo(value, decimals, mode)
  return {
    step: at === 'everyStep' ? final : (value) => value,
    final,
    text: (value) => final(value).toFixed(decimals),
  }
}
