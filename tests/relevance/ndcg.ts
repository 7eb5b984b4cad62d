/** How well an answer fits: 3 exactly what was meant, 2 good, 1 related. What is not judged is 0. */
export type Grade = 1 | 2 | 3
export type Judged = ReadonlyMap<string, Grade>

const depth = 10

const gain = (grade: number) => 2 ** grade - 1
const discounted = (grades: readonly number[]): number =>
  grades.slice(0, depth).reduce((sum, grade, index) => sum + gain(grade) / Math.log2(index + 2), 0)

/**
 * Normalized discounted cumulative gain of the first ten answers (Järvelin and Kekäläinen 2002, gains 2^grade - 1): 1 for the best
 * order there could be, 0 when nothing that fits is among them. An answer that comes twice counts once.
 *
 * Where nothing fits, the right answer is none: 1 then, or when the answers are said to be only near, else 0.
 */
export function ndcg(judged: Judged, answers: readonly string[], isNear: boolean): number {
  if (judged.size === 0) return answers.length === 0 || isNear ? 1 : 0
  const seen = new Set<string>()
  const grades = answers.map((answer) => {
    if (seen.has(answer)) return 0
    seen.add(answer)
    return judged.get(answer) ?? 0
  })
  return discounted(grades) / discounted([...judged.values()].sort((a, b) => b - a))
}
