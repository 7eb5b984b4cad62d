import { type Outcome, ok, refuse } from '../shared/outcome.ts'
import type { IncubatorRule } from './terms.ts'

export type Grade = 'EXCELLENT' | 'GOOD' | 'PASS' | 'FAIL'
export type Criterion = {
  readonly code: string
  readonly titleZh: string
  readonly titleEn: string
  readonly maxPoints: number
}
/** As it is kept with an assessment. */
export type Pointed = Criterion & { readonly points: number }

export const gradeOf = (
  total: number,
  rule: Pick<IncubatorRule, 'passPoints' | 'goodPoints' | 'excellentPoints'>,
): Grade =>
  total >= rule.excellentPoints
    ? 'EXCELLENT'
    : total >= rule.goodPoints
      ? 'GOOD'
      : total >= rule.passPoints
        ? 'PASS'
        : 'FAIL'

/** Whole points for every criterion within its most; refused with the first field that is wrong. */
export function pointUp(
  criteria: readonly Criterion[],
  typed: Readonly<Record<string, string | undefined>>,
): Outcome<{ points: Pointed[]; total: number }> {
  const points: Pointed[] = []
  for (const criterion of criteria) {
    const text = (typed[criterion.code] ?? '').trim()
    if (!/^\d{1,3}$/.test(text) || Number(text) > criterion.maxPoints)
      return refuse('incubation.points', { field: `points.${criterion.code}` })
    points.push({ ...criterion, points: Number(text) })
  }
  return ok({ points, total: points.reduce((sum, { points: each }) => sum + each, 0) })
}
