import { SaxesParser, type SaxesTagPlain } from 'saxes'
import type { FileRow } from '#app/domain/import/arrange.ts'
import { cellMax, columnsMax, unpackedBytesMax } from '#app/domain/import/limits.ts'
import { dayOfSerial } from '#app/domain/import/tidy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { openZip, ZipRefused } from './open-zip.server.ts'

class TooManyRows extends Error {}
class NoWorkbook extends Error {}

/**
 * The first visible sheet of a workbook (ECMA-376). Cells are texts: a date is its day, a number its digits, a formula what was last
 * reckoned. Nothing outside the file is fetched: a document type is refused, and entities of its own have none to come from.
 */
export async function readXlsx(bytes: Uint8Array, rowsMax: number): Promise<Outcome<{ rows: FileRow[] }>> {
  try {
    const parts = await openZip(bytes, (name) => /^\/?xl\/.+\.(xml|rels)$/i.test(name), unpackedBytesMax)
    const part = (name: string) => parts.get(name)?.toString('utf8')
    const { sheet, startsIn1904 } = findSheet(part)
    const shared = readShared(part('xl/sharedStrings.xml'))
    const isDate = readStyles(part('xl/styles.xml'))
    return ok({ rows: readRows(sheet, { shared, isDate, startsIn1904, rowsMax }) })
  } catch (error) {
    if (error instanceof TooManyRows) return refuse('import.too-many')
    if (error instanceof ZipRefused || error instanceof NoWorkbook) return refuse('import.broken-workbook')
    throw error
  }
}

type Attributes = Readonly<Record<string, string>>
type Handlers = {
  open?: (name: string, attributes: Attributes) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/** Walks through a part; names without their prefix. @throws NoWorkbook where it is no XML, or brings a document type. */
function walk(xml: string, { open, text, close }: Handlers): void {
  const bare = (name: string) => name.slice(name.indexOf(':') + 1)
  const parser = new SaxesParser()
  parser.on('error', ({ message }) => {
    throw new NoWorkbook(message)
  })
  parser.on('doctype', () => {
    throw new NoWorkbook('a document type')
  })
  parser.on('opentag', (tag: SaxesTagPlain) => open?.(bare(tag.name), tag.attributes))
  parser.on('text', (found) => text?.(found))
  parser.on('cdata', (found) => text?.(found))
  parser.on('closetag', (tag: SaxesTagPlain) => close?.(bare(tag.name)))
  parser.write(xml).close()
}

/** The first sheet that is not hidden, by the workbook's own order. */
function findSheet(part: (name: string) => string | undefined): { sheet: string; startsIn1904: boolean } {
  const workbook = part('xl/workbook.xml')
  if (workbook === undefined) throw new NoWorkbook('no workbook')
  const targets = new Map<string, string>()
  walk(part('xl/_rels/workbook.xml.rels') ?? '<none/>', {
    open: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  let startsIn1904 = false
  const sheets: { id: string; isHidden: boolean }[] = []
  walk(workbook, {
    open: (name, attributes) => {
      if (name === 'workbookPr') startsIn1904 = /^(1|true)$/.test(attributes['date1904'] ?? '')
      if (name === 'sheet')
        sheets.push({ id: attributes['r:id'] ?? '', isHidden: (attributes['state'] ?? 'visible') !== 'visible' })
    },
  })
  const first = sheets.find(({ isHidden }) => !isHidden)
  const sheet = part(targets.get(first?.id ?? '') ?? 'xl/worksheets/sheet1.xml')
  if (sheet === undefined) throw new NoWorkbook('no sheet')
  return { sheet, startsIn1904 }
}

/** What spreadsheets write for characters that XML does not take. */
const unescaped = (text: string) =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** Texts that cells point to; how a word is read aloud (rPh) is no part of it. */
function readShared(xml: string | undefined): string[] {
  const texts: string[] = []
  if (xml === undefined) return texts
  let text = ''
  let isText = false
  let isReading = false
  walk(xml, {
    open: (name) => {
      if (name === 'si') text = ''
      if (name === 'rPh') isReading = true
      isText = name === 't' && !isReading
    },
    text: (found) => {
      if (isText && text.length < cellMax) text += found
    },
    close: (name) => {
      if (name === 'rPh') isReading = false
      if (name === 'si') texts.push(unescaped(text))
      isText = false
    },
  })
  return texts
}

/** Formats that show a day (ECMA-376 18.8.30), those of East Asia among them. */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
const isDateCode = (code: string) => /[yd]|\u5e74|\u6708|\u65e5/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, ''))

/** Whether the style of this number shows a day. */
function readStyles(xml: string | undefined): (style: number) => boolean {
  const codes = new Map<number, string>()
  const dates: boolean[] = []
  let isInCells = false
  walk(xml ?? '<none/>', {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      if (name === 'cellXfs') isInCells = true
      if (name !== 'xf' || !isInCells) return
      const id = Number(attributes['numFmtId'] ?? 0)
      const code = codes.get(id)
      dates.push(code === undefined ? isBuiltInDate(id) : isDateCode(code))
    },
    close: (name) => {
      if (name === 'cellXfs') isInCells = false
    },
  })
  return (style) => dates[style] ?? false
}

/** `BC12` stands in the 55th column, at 54. */
const columnOf = (reference: string) =>
  Array.from(/^[A-Z]{1,3}/.exec(reference)?.[0] ?? '').reduce(
    (sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
    0,
  ) - 1

type Reading = {
  shared: readonly string[]
  isDate: (style: number) => boolean
  startsIn1904: boolean
  rowsMax: number
}

function readRows(xml: string, { shared, isDate, startsIn1904, rowsMax }: Reading): FileRow[] {
  const rows: FileRow[] = []
  let number = 0
  let cells: string[] = []
  let at = -1
  let attributes: Attributes = {}
  let value = ''
  let isValue = false
  let isReading = false
  const cellText = (): string => {
    const type = attributes['t'] ?? 'n'
    if (type === 's') return shared[Number(value)] ?? ''
    if (type === 'inlineStr' || type === 'str') return unescaped(value)
    if (type === 'b') return value === '1' ? 'true' : 'false'
    if (type === 'd') return value.slice(0, 10)
    if (type === 'e' || value === '') return value
    return isDate(Number(attributes['s'] ?? 0)) ? dayOfSerial(Number(value), startsIn1904) : digitsOf(value)
  }
  walk(xml, {
    open: (name, found) => {
      if (name === 'row') {
        number = Number(found['r'] ?? number + 1)
        cells = []
        at = -1
      } else if (name === 'c') {
        attributes = found
        at = found['r'] === undefined ? at + 1 : columnOf(found['r'])
        value = ''
      }
      if (name === 'rPh') isReading = true
      isValue = name === 'v' || (name === 't' && !isReading)
    },
    text: (found) => {
      if (isValue && value.length < cellMax) value += found
    },
    close: (name) => {
      isValue = false
      if (name === 'rPh') isReading = false
      if (name === 'c' && at >= 0 && at < columnsMax) cells[at] = cellText().slice(0, cellMax)
      if (name !== 'row') return
      // Cells that are left out are empty ones.
      const full = Array.from(cells, (cell: string | undefined) => cell ?? '')
      if (full.some((cell) => cell.trim() !== '')) rows.push({ number, cells: full })
      if (rows.length > rowsMax) throw new TooManyRows()
    },
  })
  return rows
}

/** A number as its reader sees it. Where a spreadsheet kept fewer digits than were typed, it is left as it is stored: with its exponent it is refused. */
function digitsOf(stored: string): string {
  if (/^-?\d+$/.test(stored)) return stored
  const number = Number(stored)
  if (!Number.isFinite(number)) return stored
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? stored : String(number)
}
