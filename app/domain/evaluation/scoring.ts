import { type GradeCode, type Item, itemsOf, type Scale, type SetContent } from './indicator-set.ts'

/** What an evaluator found of one item; the scale says which of these counts. Whole numbers; `factor` in percent. */
export type Mark = {
  readonly planned: number | null
  readonly actual: number | null
  readonly choice: number | null
  readonly factor: number | null
}

export const noMark: Mark = { planned: null, actual: null, choice: null, factor: null }

/** Which band holds actual/planned, compared without dividing. */
export function bandOf(
  bands: readonly { fromBps: number; belowBps: number | null }[],
  actual: number,
  planned: number,
): number | null {
  const scaled = BigInt(actual) * 10_000n
  const whole = BigInt(planned)
  const index = bands.findIndex(
    ({ fromBps, belowBps }) =>
      scaled >= BigInt(fromBps) * whole && (belowBps === null || scaled < BigInt(belowBps) * whole),
  )
  return index < 0 ? null : index
}

/** Hundredths of a point; null while the mark is not whole. PostgreSQL reckons the same (`evaluation_points`). */
export function pointsOf(item: Item, scale: Scale, mark: Mark): number | null {
  switch (scale.way) {
    case 'RATIO': {
      if (mark.planned === null || mark.planned < 1 || mark.actual === null) return null
      const band = bandOf(scale.bands, mark.actual, mark.planned)
      return band === null ? null : (item.bandPoints?.[band] ?? null)
    }
    case 'CHOICE':
      return mark.choice === null ? null : (item.bandPoints?.[mark.choice] ?? null)
    case 'FACTOR':
      return mark.factor === null || mark.factor < 0 || mark.factor > 100 ? null : (item.points * mark.factor) / 100
  }
}

export type Score = { readonly itemCode: string; readonly points: number | null; readonly reason: string }

export type EvaluationResult = {
  /** Hundredths of a point, 0 where money was misused. */
  total: number
  /** What the items came to, whatever became of the total. */
  scored: number
  firsts: { code: string; points: number; max: number }[]
  grade: GradeCode
  passes: boolean
}

/**
 * Total, points of the first level and grade. Misused project money makes the total zero (社区公益服务项目绩效评估导则, DB31).
 * Items without points count nothing: whether all are there is asked by `missingOf`.
 */
export function resultOf(content: SetContent, scores: readonly Score[], isMisused: boolean): EvaluationResult {
  const byCode = new Map(scores.map(({ itemCode, points }) => [itemCode, points ?? 0]))
  const firsts = content.firsts.map(({ code, points: max, seconds }) => ({
    code,
    max,
    points: seconds.flatMap(({ thirds }) => thirds).reduce((sum, item) => sum + (byCode.get(item.code) ?? 0), 0),
  }))
  const scored = firsts.reduce((sum, { points }) => sum + points, 0)
  const total = isMisused ? 0 : scored
  const grade = content.grades.find(({ from, below }) => total >= from && (below === null || total < below))
  if (grade === undefined) throw new RangeError('a total without a grade: the set has a gap')
  return { total, scored, firsts, grade: grade.code, passes: grade.passes }
}

/** Items not scored yet, and those below their full points without a reason. */
export function missingOf(content: SetContent, scores: readonly Score[]): { unscored: string[]; unreasoned: string[] } {
  const byCode = new Map(scores.map((score) => [score.itemCode, score]))
  const items = itemsOf(content)
  return {
    unscored: items.filter(({ code }) => byCode.get(code)?.points == null).map(({ code }) => code),
    unreasoned: items
      .filter(({ code, points }) => {
        const score = byCode.get(code)
        return score?.points != null && score.points < points && score.reason === ''
      })
      .map(({ code }) => code),
  }
}

/** `2550` → `25.50`. */
export const pointsText = (hundredths: number): string =>
  `${Math.trunc(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
