import { importBytesMax } from '#app/domain/import/limits.ts'
import type { FileRow } from '#app/domain/import/arrange.ts'
import { type Outcome, refuse } from '#app/domain/shared/outcome.ts'
import { readCsv } from './read-csv.server.ts'
import { readXlsx } from './read-xlsx.server.ts'

const begins = (bytes: Uint8Array, ...first: number[]) => first.every((byte, at) => bytes[at] === byte)

/**
 * The rows of the first sheet of a workbook, or of a text with separators, as texts; what it is, its bytes say and not its name.
 * No formula is reckoned: a cell shows what was stored in it. `rowsMax`: with more the file is refused.
 */
export async function readTable(file: File, rowsMax: number): Promise<Outcome<{ rows: FileRow[] }>> {
  const at = { field: 'file' }
  if (file.size === 0) return refuse('form.fileMissing', at)
  if (file.size > importBytesMax) return refuse('import.too-large', at)
  const bytes = new Uint8Array(await file.arrayBuffer())
  // A container of the older Office: an .xls, or a workbook behind a password.
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return refuse('import.old-workbook', at)
  const read = begins(bytes, 0x50, 0x4b, 0x03, 0x04) ? await readXlsx(bytes, rowsMax) : readCsv(bytes, rowsMax)
  return read.ok ? read : { ok: false, refusal: { ...read.refusal, ...at } }
}
