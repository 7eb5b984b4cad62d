import { CsvError, parse } from 'csv-parse/sync'
import type { FileRow } from '#app/domain/import/arrange.ts'
import { cellMax, columnsMax } from '#app/domain/import/limits.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'

/** Texts with separators, as UTF-8 or UTF-16 (by its mark), or as GB18030, in which Excel in China writes them. */
export function readCsv(bytes: Uint8Array, rowsMax: number): Outcome<{ rows: FileRow[] }> {
  const whole = decode(bytes)
  if (whole === undefined) return refuse('import.not-a-table')
  const { text, separator, skipped } = separatorOf(whole)
  try {
    const rows = parse(text, {
      delimiter: separator,
      relax_column_count: true,
      skip_empty_lines: false,
      to: rowsMax + 1,
      max_record_size: 200_000,
    })
    if (rows.length > rowsMax) return refuse('import.too-many')
    return ok({
      rows: rows.map((cells, index) => ({
        number: index + 1 + skipped,
        cells: cells.slice(0, columnsMax).map((cell) => cell.slice(0, cellMax)),
      })),
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line: unknown = error['lines']
    return refuse('import.quote', { data: { line: typeof line === 'number' ? line + skipped : 1 } })
  }
}

/** A control character other than tabs and ends of lines. */
const isNoText = (character: string) => /\p{Cc}/u.test(character) && !/\s|\u0085/.test(character)

const encodings = [
  { mark: [0xff, 0xfe], name: 'utf-16le' },
  { mark: [0xfe, 0xff], name: 'utf-16be' },
]

/** Undefined: no text. Strictly UTF-8 comes first: a Chinese text in GB18030 is hardly ever that by chance. */
function decode(bytes: Uint8Array): string | undefined {
  const marked = encodings.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte))
  for (const name of marked === undefined ? ['utf-8', 'gb18030'] : [marked.name]) {
    try {
      const text = new TextDecoder(name, { fatal: true }).decode(bytes)
      // What no text holds: pictures and other files are some encoding by chance.
      return Array.from(text.slice(0, 10_000)).some(isNoText) ? undefined : text
    } catch {
      continue
    }
  }
  return undefined
}

const separators = [',', ';', '\t'] as const

/** The separator that stands most often outside quotes in the first line with words; `sep=;` in front says it itself. */
function separatorOf(text: string): { text: string; separator: string; skipped: number } {
  const said = /^sep=(.)\r?\n/.exec(text)
  if (said?.[1] !== undefined) return { text: text.slice(said[0].length), separator: said[1], skipped: 1 }
  const line = text.split(/\r\n|\n|\r/, 50).find((one) => /[^\s,;"]/.test(one)) ?? ''
  const bare = line.replace(/"[^"]*"/g, '')
  const count = (separator: string) => bare.split(separator).length
  const [separator = ','] = [...separators].sort((a, b) => count(b) - count(a))
  return { text, separator, skipped: 0 }
}
