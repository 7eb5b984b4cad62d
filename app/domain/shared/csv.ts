/**
 * A table as a file that a spreadsheet opens (RFC 4180: CRLF, quotes doubled), with the byte order mark by which Excel in China
 * tells UTF-8 from GBK. A text that a spreadsheet would take for a formula is defused by an apostrophe in front; an amount that
 * begins with a minus is none.
 */
export const csvText = (rows: readonly (readonly CsvCell[])[]): string => `${csvMark}${csvLines(rows)}`

/** What a file begins with, and its lines: for one that is written bit by bit. */
export const csvMark = '\uFEFF'
export const csvLines = (rows: readonly (readonly CsvCell[])[]): string =>
  rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')

/** A text that somebody may have typed, or the plain digits of an amount or a day that we wrote. */
export type CsvCell = string | { readonly plain: string }

const looksLikeFormula = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/

function cellText(cell: CsvCell): string {
  if (typeof cell !== 'string') return cell.plain
  const text = looksLikeFormula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
