import { Readable } from 'node:stream'
import yazl from 'yazl'
import type { ExportColumn, ExportTable, ExportValue } from '#app/domain/export/table.ts'
import { toDateTimeInput } from '#app/domain/shared/day.ts'
import { locales } from '#app/i18n/locale.ts'
import { translateDynamic, translator } from '#app/i18n/translate.ts'
import { type Export, readExportFile } from '#app/services/export/export-own.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { contentDisposition } from './download.server.ts'
import { fileName, type Table, type TableCell, tableCsv, tablesWorkbook } from './table-file.server.ts'

type Locale = Context['locale']
type What = 'organization' | 'account'

/**
 * The whole as one archive: a workbook with a sheet of each kind, the same as CSV, the same for machines as JSON, the files, and what all
 * of this is in both languages. Each part is made when its turn comes and goes out while it is made; nobody waits for the last file.
 */
export function exportResponse(ctx: Context, what: What, { name, tables, files }: Export): Response {
  const zip = new yazl.ZipFile()
  const mtime = ctx.now
  const shown = tables.map((table) => sheetOf(table, ctx.locale))
  const add = (path: string, make: () => Readable | Promise<Readable>, compress = true) =>
    zip.addReadStreamLazy(path, { mtime, compress }, (give) => {
      Promise.resolve()
        .then(make)
        .then(
          (stream) => give(null, stream),
          (error: unknown) => give(error, Readable.from([])),
        )
    })
  add('README.txt', () => text(`\uFEFF${locales.map((locale) => readme(locale, what, ctx.now)).join('\r\n\r\n')}\r\n`))
  add('data.xlsx', async () => Readable.from([await tablesWorkbook(shown)]), false)
  for (const [index, table] of shown.entries())
    add(`csv/${String(index + 1).padStart(2, '0')}-${fileName(table.sheet)}.csv`, () => text(tableCsv(table)))
  add('data.json', () => Readable.from(jsonParts(tables), { objectMode: false }))
  for (const file of files)
    // Names repeat; what a file is called on its list is told apart by where it stands.
    add(`files/${file.id}-${fileName(file.name)}`, async () =>
      Readable.from([(await readExportFile(ctx, file.id)) ?? '']),
    )
  zip.end()
  const out = zip.outputStream as Readable
  zip.on('error', (error: unknown) => {
    // An archive that breaks off is seen to be broken; one without a part is not.
    out.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  return new Response(Readable.toWeb(out) as ReadableStream, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': contentDisposition(`${fileName(name)}.zip`),
      'Cache-Control': 'private, no-store',
    },
  })
}

const text = (content: string) => Readable.from([Buffer.from(content, 'utf8')])

/** One table after another, one row after another. */
function* jsonParts(tables: readonly ExportTable[]): Generator<Buffer> {
  const piece = (content: string) => Buffer.from(content, 'utf8')
  yield piece('{\n')
  for (const [index, { kind, rows }] of tables.entries()) {
    yield piece(`${JSON.stringify(kind)}: [`)
    for (const [at, row] of rows.entries()) yield piece(`${at === 0 ? '\n' : ',\n'}${JSON.stringify(row)}`)
    yield piece(`]${index === tables.length - 1 ? '' : ','}\n`)
  }
  yield piece('}\n')
}

const readme = (locale: Locale, what: What, now: Date) => {
  const t = translator(locale)
  const parts = what === 'organization' ? (['what', 'sealed', 'files', 'keep'] as const) : (['what', 'keep'] as const)
  return [
    t(`export.readme.${what}`, { at: toDateTimeInput(now).replace('T', ' ') }),
    ...parts.map((part) => t(`export.readme.${part}`)),
  ].join('\r\n')
}

const widths: Readonly<Record<string, number>> = { day: 12, instant: 17, fen: 16, number: 9, yes: 8 }

/** A table in its reader's words. */
function sheetOf({ kind, columns, rows }: ExportTable, locale: Locale): Table {
  const t = translator(locale)
  const shown = columns.filter(({ type }) => type !== 'raw')
  return {
    sheet: t(`export.table.${kind}`),
    widths: shown.map(({ type }) => widths[type] ?? 24),
    headRows: 1,
    rows: [
      { cells: shown.map(({ key }) => translateDynamic(locale, `export.column.${key}`) ?? key), isStrong: true },
      ...rows.map((row) => ({ cells: shown.map((column) => cellOf(column, row[column.key] ?? null, locale)) })),
    ],
  }
}

function cellOf({ type, wordsOf = '' }: ExportColumn, value: ExportValue, locale: Locale): TableCell {
  const t = translator(locale)
  if (value === null || value === '') return null
  if (typeof value === 'boolean') return t(value ? 'export.yes' : 'export.no')
  if (typeof value === 'object') return JSON.stringify(value)
  if (typeof value === 'number') return { number: value }
  if (type === 'day') return { day: value }
  if (type === 'fen') return { fen: value }
  if (type === 'instant') return toDateTimeInput(new Date(value)).replace('T', ' ')
  return type === 'word' ? (translateDynamic(locale, `${wordsOf}.${value}`) ?? value) : value
}
