import type { DecisionRules } from './decision-record.ts'
import { Exact, mean } from './exact.ts'
import { roundTo, type RoundingMode } from './rounding.ts'

export type PanelFigures = { id: string; mean: Exact; coefficient: Exact }
export type Calibrated = { panels: PanelFigures[]; totalOf: (bid: { panel: string; total: Exact }) => Exact }

/**
 * Makes the totals of several panels comparable (二次平均): each panel's total is multiplied by the overall mean over
 * the panel's own mean, both without the highest and lowest totals the rules drop. Panels are listed by id.
 */
export function calibratePanels(
  bids: readonly { panel: string; total: Exact }[],
  rules: NonNullable<DecisionRules['calibration']>,
  mode: RoundingMode,
): Calibrated {
  const meanOf = (totals: Exact[]) => {
    const kept = totals.toSorted((a, b) => a.cmp(b)).slice(rules.dropLow, totals.length - rules.dropHigh)
    return roundTo(mean(kept), rules.meanDecimals, mode)
  }
  const overall = meanOf(bids.map(({ total }) => total))
  const panels = [...new Set(bids.map(({ panel }) => panel))].toSorted().map((id) => {
    const own = meanOf(bids.filter(({ panel }) => panel === id).map(({ total }) => total))
    // A panel that gave nothing to anybody has no scale to correct.
    const ratio = own.isZero() ? Exact.of(1) : overall.div(own)
    return { id, mean: own, coefficient: roundTo(ratio, rules.coefficientDecimals, mode) }
  })
  const coefficients = new Map(panels.map(({ id, coefficient }) => [id, coefficient]))
  const totalOf: Calibrated['totalOf'] = ({ panel, total }) =>
    roundTo(total.times(coefficients.get(panel) ?? 1), rules.decimals, mode)
  return { panels, totalOf }
}
