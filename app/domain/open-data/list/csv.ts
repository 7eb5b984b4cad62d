import { type CsvCell, csvLines, csvMark } from '../../shared/csv.ts'
import { cellOf } from './cells.ts'
import type { FileName } from './names.ts'
import { fieldsOf, type ListRow } from './shapes.ts'

/** A list as CSV for programs, part by part: names of fields, codes, ISO dates. Nothing but one part of the rows is held. */
export async function* listCsv(list: FileName, parts: AsyncIterable<readonly ListRow[]>): AsyncGenerator<string> {
  yield csvMark + csvLines([fieldsOf(list).map(([name]) => name)])
  for await (const rows of parts) yield linesOf(list, rows)
}

const linesOf = (list: FileName, rows: readonly ListRow[]): string => {
  const fields = fieldsOf(list)
  return csvLines(
    rows.map((row) =>
      fields.map(([name, schema]): CsvCell => {
        const value = row[name] ?? null
        if (value === null) return { plain: '' }
        if (Array.isArray(value)) return value.join(';')
        // What we wrote ourselves begins with no sign of a formula but the minus of an amount.
        return cellOf(schema).type === 'text' ? String(value) : { plain: String(value) }
      }),
    ),
  )
}
