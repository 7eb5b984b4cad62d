import writeWorkbook from 'write-excel-file/node'
import { z } from 'zod'
import { csvText } from '#app/domain/shared/csv.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { contentDisposition } from './download.server.ts'

/** A text, an amount (fen as text), a day, a number, or nothing. */
export type TableCell = string | { fen: string } | { day: string } | { number: number } | null
export type TableRow = { cells: readonly TableCell[]; isStrong?: boolean }
export type Table = {
  /** The sheet's name in a workbook. */
  sheet: string
  /** Of the columns, in characters. */
  widths: readonly number[]
  rows: readonly TableRow[]
  /** Rows that stay in sight: everything down to the headings. */
  headRows: number
}

export const fileFormat = z.enum(['csv', 'xlsx'])
export type FileFormat = z.output<typeof fileFormat>

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<FileFormat, string>

/** One table as a file for one reader; the same cells in either format. `name`: without its ending. */
export async function tableResponse(table: Table, format: FileFormat, name: string): Promise<Response> {
  const bytes = format === 'csv' ? Buffer.from(tableCsv(table), 'utf8') : await tableWorkbook(table)
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': mediaTypes[format],
      'Content-Length': String(bytes.byteLength),
      'Content-Disposition': contentDisposition(`${fileName(name)}.${format}`),
      'Cache-Control': 'private, no-store',
    },
  })
}

/** What no file system takes, and what no name needs. */
export const fileName = (name: string): string => {
  const safe = name.replace(/[\p{Cc}\\/:*?"<>|]+/gu, '_').trim()
  return Array.from(safe).slice(0, 120).join('')
}

export const tableCsv = ({ rows }: Pick<Table, 'rows'>): string =>
  csvText(
    rows.map(({ cells }) =>
      cells.map((cell) => {
        if (cell === null) return { plain: '' }
        if (typeof cell === 'string') return cell
        if ('number' in cell) return { plain: String(cell.number) }
        return { plain: 'fen' in cell ? fenToYuanText(toFen(BigInt(cell.fen))) : cell.day }
      }),
    ),
  )

/**
 * Amounts are numbers in yuan, so that a spreadsheet adds them up. A spreadsheet keeps 15 digits: below 10^15 fen (ten million
 * million yuan) the nearest double to fen / 100 is read back as the same two decimals, to the fen; above that an amount is
 * written as text rather than nearly right.
 */
export const exactBelowFen = 10n ** 15n

export const tableWorkbook = (table: Table): Promise<Buffer> => tablesWorkbook([table])

/** One sheet for each table, in their order. */
export const tablesWorkbook = (tables: readonly Table[]): Promise<Buffer> =>
  writeWorkbook(
    tables.map(({ sheet, widths, rows, headRows }) => ({
      data: rows.map(({ cells, isStrong = false }) => cells.map((cell) => workbookCell(cell, isStrong))),
      sheet: sheet.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31),
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: headRows,
    })),
  ).toBuffer()

function workbookCell(cell: TableCell, isStrong: boolean) {
  if (cell === null) return null
  const style = isStrong ? { fontWeight: 'bold' as const } : {}
  if (typeof cell === 'string') return { value: cell, type: String, ...style }
  if ('day' in cell) return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd', ...style }
  if ('number' in cell) return { value: cell.number, type: Number, ...style }
  const fen = BigInt(cell.fen)
  if (fen <= -exactBelowFen || fen >= exactBelowFen)
    return { value: fenToYuanText(toFen(fen)), type: String, align: 'right' as const, ...style }
  return { value: Number(fen) / 100, type: Number, format: '#,##0.00', ...style }
}
