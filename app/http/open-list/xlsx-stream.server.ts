import { Readable } from 'node:stream'
import yazl from 'yazl'

/** A cell: a text, a number as its digits, or a day or an instant as the number that a spreadsheet keeps. */
export type SheetCell = string | { number: string; style?: 'money' | 'day' | 'instant' } | null
export type StreamedSheet = {
  name: string
  /** Of the columns, in characters. */
  widths: readonly number[]
  headings: readonly string[]
  /** Rows a part at a time. */
  parts: AsyncIterable<readonly (readonly SheetCell[])[]> | Iterable<readonly (readonly SheetCell[])[]>
}

/**
 * A workbook (ECMA-376) that goes out while its rows are read: nothing but one part of the rows is held. Texts stand in their cells
 * and are never formulas; headings stay in sight.
 */
export function workbookStream(sheets: readonly StreamedSheet[], mtime: Date): Readable {
  const zip = new yazl.ZipFile()
  const add = (path: string, content: string) => zip.addBuffer(Buffer.from(content, 'utf8'), path, { mtime })
  add('[Content_Types].xml', contentTypes(sheets.length))
  add('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]))
  add('xl/workbook.xml', workbookXml(sheets.map(({ name }) => name)))
  add(
    'xl/_rels/workbook.xml.rels',
    relations([
      ...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
  )
  add('xl/styles.xml', styles)
  for (const [index, sheet] of sheets.entries())
    zip.addReadStreamLazy(`xl/worksheets/sheet${index + 1}.xml`, { mtime }, (give) => {
      const rows = Readable.from(sheetXml(sheet), { objectMode: false })
      // Whoever leaves ends the reading: a pipe does not say so upstream.
      if (out.destroyed) rows.destroy()
      out.once('close', () => rows.destroy())
      give(null, rows)
    })
  const out = zip.outputStream as Readable
  zip.end()
  zip.on('error', (error: unknown) => {
    // A file that breaks off is seen to be broken; one with rows missing is not.
    out.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  return out
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const sheetMedia = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const contentTypes = (count: number) =>
  `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetMedia}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetMedia}.styles+xml"/>${Array.from({ length: count }, (_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${sheetMedia}.worksheet+xml"/>`).join('')}</Types>`

const relations = (targets: readonly (readonly [type: string, target: string])[]) =>
  `${head}<Relationships xmlns="${packages}/relationships">${targets.map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`).join('')}</Relationships>`

const workbookXml = (names: readonly string[]) =>
  `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names.map((name, index) => `<sheet name="${escaped(name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31))}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`

/** The places of the formats below, in `cellXfs`. */
const styleOf = { heading: 1, money: 2, day: 3, instant: 4 } as const
const styles = `${head}<styleSheet xmlns="${main}"><numFmts count="3"><numFmt numFmtId="164" formatCode="#,##0.00"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="166" applyNumberFormat="1"/></cellXfs></styleSheet>`

async function* sheetXml({ widths, headings, parts }: StreamedSheet): AsyncGenerator<Buffer> {
  const piece = (content: string) => Buffer.from(content, 'utf8')
  yield piece(
    `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join('')}</cols><sheetData>${rowXml(1, headings, styleOf.heading)}`,
  )
  let number = 1
  for await (const rows of parts) yield piece(rows.map((row) => rowXml((number += 1), row)).join(''))
  yield piece('</sheetData></worksheet>')
}

const rowXml = (number: number, cells: readonly SheetCell[], style = 0) =>
  `<row r="${number}">${cells.map((cell, index) => cellXml(`${columnName(index)}${number}`, cell, style)).join('')}</row>`

function cellXml(place: string, cell: SheetCell, style: number): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'string')
    return `<c r="${place}" t="inlineStr"${style === 0 ? '' : ` s="${style}"`}><is><t xml:space="preserve">${escaped(cell.slice(0, cellMax))}</t></is></c>`
  return `<c r="${place}"${cell.style === undefined ? '' : ` s="${styleOf[cell.style]}"`}><v>${cell.number}</v></c>`
}

/** More characters no spreadsheet takes into a cell. */
const cellMax = 32_767

const columnName = (index: number): string =>
  (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))

/** XML 1.0 has no place for control characters. */
const escaped = (text: string) =>
  text
    // oxlint-disable-next-line no-control-regex -- exactly those
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
