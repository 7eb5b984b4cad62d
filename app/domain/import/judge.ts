import type { z } from 'zod'
import type { ImportRow } from './arrange.ts'
import { hasLostDigits, isFailedCell } from './tidy.ts'

/** `column`: at which cell; none: about the row. `code`: of a text, as forms have it; `data` fills its places. */
export type Problem = { column: string; code: string; data?: Record<string, string | number> }
export type Verdict = 'ADD' | 'CHANGE' | 'SAME' | 'ERROR'
/** `changes`: columns whose cells are not what is kept now. */
export type Judged = {
  number: number
  cells: Readonly<Record<string, string>>
  verdict: Verdict
  problems: Problem[]
  changes: string[]
}

export type Checked<Typed> = { row: ImportRow; typed: Typed | undefined; problems: Problem[] }

/** A row against the rules of its form. An empty cell that should not be empty says that, and nothing else. */
export function checkRow<Typed>(row: ImportRow, schema: z.ZodType<Typed>): Checked<Typed> {
  const broken = Object.entries(row.cells).flatMap(([column, cell]): Problem[] => {
    if (isFailedCell(cell)) return [{ column, code: 'import.failed-cell' }]
    return hasLostDigits(cell) ? [{ column, code: 'import.lost-digits' }] : []
  })
  const parsed = schema.safeParse(row.cells)
  const found = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }): Problem => {
        const column = String(path[0] ?? '')
        const isMissing = (row.cells[column] ?? '') === '' && /^form\.(choice|date|email)$/.test(message)
        return {
          column,
          code: isMissing ? 'form.required' : /^[a-z][\w-]*\.[\w.-]+$/i.test(message) ? message : 'form.invalid',
        }
      })
  const problems = [...broken, ...found].filter(
    ({ column }, index, all) => all.findIndex((other) => other.column === column) === index,
  )
  return { row, typed: parsed.success && problems.length === 0 ? parsed.data : undefined, problems }
}

/** Of rows that are the same thing, each but the first names the first. `keyOf`: undefined where a row is none yet. */
export function findTwice<Typed>(
  checked: readonly Checked<Typed>[],
  keyOf: (typed: Typed) => string | undefined,
  column: string,
): Map<number, Problem> {
  const first = new Map<string, number>()
  const twice = new Map<number, Problem>()
  for (const { row, typed } of checked) {
    const key = typed === undefined ? undefined : keyOf(typed)
    if (key === undefined) continue
    const before = first.get(key)
    if (before === undefined) first.set(key, row.number)
    else twice.set(row.number, { column, code: 'import.twice', data: { row: before } })
  }
  return twice
}

export type Counts = { added: number; changed: number; unchanged: number; errors: number }
export const countsOf = (rows: readonly Pick<Judged, 'verdict'>[]): Counts => {
  const count = (verdict: Verdict) => rows.filter((row) => row.verdict === verdict).length
  return { added: count('ADD'), changed: count('CHANGE'), unchanged: count('SAME'), errors: count('ERROR') }
}
