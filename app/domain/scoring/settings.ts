import type { DecisionRules } from './decision-record.ts'
import { exact, type DecimalInput, type Exact } from './exact.ts'
import type { Rounding } from './rounding.ts'

/** What holds where the published rules are silent. Changing one changes old results: it takes a new engine version. */
export const TRIM_FLOOR = 5

export const roundingOf = ({
  rounding: { mode, decimals = 2, at = 'everyStep' },
}: Pick<DecisionRules, 'rounding'>): Rounding => ({
  mode,
  decimals,
  at,
})

export type Trimming = { trim: number; floor: number; on: 'total' | 'criterion' }

/** `undefined` when the plain mean is the rule. */
export const trimmingOf = ({
  panel: { aggregate, trim = 0, trimFloor = TRIM_FLOOR, trimOn = 'total' },
}: Pick<DecisionRules, 'panel'>): Trimming | undefined =>
  aggregate === 'trimmedMean' ? { trim, floor: trimFloor, on: trimOn } : undefined

export type FlagLimits = {
  outlierPct: Exact
  /** Dated practice (财办库〔2024〕265号): a price below one of these opens an explanation request. */
  lowOfMeanPct: Exact
  lowOfNextPct: Exact
  lowOfCeilingPct: Exact
  /** On 0-100. */
  splitRange: Exact
  splitSd: Exact
  /** On 0-100; no limit is customary, so none is assumed. */
  judgeBias: Exact | undefined
}

export function flagLimitsOf({ panel, flagLimits }: Pick<DecisionRules, 'panel' | 'flagLimits'>): FlagLimits {
  const limit = (value: DecimalInput | undefined, customary: number) => exact(value ?? customary)
  return {
    outlierPct: limit(panel.outlierPct, 30),
    lowOfMeanPct: limit(flagLimits?.lowOfMeanPct, 50),
    lowOfNextPct: limit(flagLimits?.lowOfNextPct, 50),
    lowOfCeilingPct: limit(flagLimits?.lowOfCeilingPct, 45),
    splitRange: limit(flagLimits?.splitRange, 25),
    splitSd: limit(flagLimits?.splitSd, 15),
    judgeBias: flagLimits?.judgeBias === undefined ? undefined : exact(flagLimits.judgeBias),
  }
}
