import { type Outcome, ok, refuse } from '../shared/outcome.ts'
import type { ImportColumn } from './columns.ts'
import { titleRowsMax } from './limits.ts'
import { type CellWords, tidyCell, wordKey } from './tidy.ts'

/** A row of a file, by its number as a spreadsheet shows it. */
export type FileRow = { number: number; cells: readonly string[] }
/** A row by columns of ours: what each cell says, as the form would have sent it. */
export type ImportRow = { number: number; cells: Record<string, string> }
export type Arranged = { rows: ImportRow[]; ignored: string[] }

/** How headings and words of both languages are known again; keys by `wordKey`. */
export type Vocabulary = {
  headings: ReadonlyMap<string, string>
  words: ReadonlyMap<string, CellWords>
}

/**
 * Finds the headings (in either language, in any order, below a title or not) and puts each row under them. Refused where there are
 * none, where one is there twice, where one that is asked for is missing, and where there are no rows.
 */
export function arrange(
  rows: readonly FileRow[],
  columns: readonly ImportColumn[],
  { headings, words }: Vocabulary,
): Outcome<Arranged> {
  const named = (row: FileRow) => row.cells.map((cell) => headings.get(wordKey(cell)))
  const known = (row: FileRow) => named(row).filter((key) => key !== undefined).length
  const candidates = rows.slice(0, titleRowsMax)
  const best = candidates.reduce<FileRow | undefined>(
    (found, row) => (known(row) > (found === undefined ? 0 : known(found)) ? row : found),
    undefined,
  )
  const at = { field: 'file' }
  if (best === undefined || known(best) < Math.min(2, columns.length)) return refuse('import.no-headings', at)
  const keys = named(best)
  const twice = keys.findIndex((key, index) => key !== undefined && keys.indexOf(key) !== index)
  if (twice >= 0) return refuse('import.heading-twice', { ...at, data: { heading: best.cells[twice] ?? '' } })
  const missing = columns.filter(({ key, isRequired }) => isRequired && !keys.includes(key))
  if (missing.length > 0)
    return refuse('import.heading-missing', { ...at, data: { columns: missing.map(({ key }) => key).join(' ') } })
  const below = rows.slice(rows.indexOf(best) + 1).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (below.length === 0) return refuse('import.no-rows', at)
  return ok({
    ignored: best.cells
      .filter((cell, index) => keys[index] === undefined && cell.trim() !== '')
      .map((cell) => cell.trim()),
    rows: below.map(({ number, cells }) => ({
      number,
      cells: Object.fromEntries(
        columns.map(({ key, type }) => {
          const index = keys.indexOf(key)
          return [key, index < 0 ? '' : tidyCell(type, cells[index] ?? '', words.get(key))]
        }),
      ),
    })),
  })
}
