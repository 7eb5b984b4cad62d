import { Readable } from 'node:stream'
import { cellOf } from '#app/domain/open-data/list/cells.ts'
import { listCsv } from '#app/domain/open-data/list/csv.ts'
import type { FileName, ListFormat, ListName } from '#app/domain/open-data/list/names.ts'
import { fieldsOf, type ListFilter, listItems, type ListRow } from '#app/domain/open-data/list/shapes.ts'
import { hitsMax } from '#app/domain/search/ask.ts'
import { dayOf, toDateTimeInput } from '#app/domain/shared/day.ts'
import { formatNumber } from '#app/domain/shared/number.ts'
import { locales, localize } from '#app/i18n/locale.ts'
import { translateDynamic, translator } from '#app/i18n/translate.ts'
import { streamList } from '#app/services/open-data/list/read-list.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { contentDisposition } from '../download.server.ts'
import { goingOut, type Taker } from '../going-out.server.ts'
import { publisher } from '../open-data.server.ts'
import { paths } from '../paths.ts'
import { exactBelowFen } from '../table-file.server.ts'
import { type SheetCell, type StreamedSheet, workbookStream } from './xlsx-stream.server.ts'

/** More rows a file does not hold: the API goes on without end. */
export const listFileRows = 50_000

type Locale = Context['locale']
type Value = ListRow[string]
const mediaTypes = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<ListFormat, string>

/** What goes into a file: which fields, and its rows a part at a time. */
export type ListFile = { file: FileName; format: ListFormat; parts: AsyncIterable<readonly ListRow[]> }

/** A list as its page is narrowed, part by part as the file asks for it. */
export function listParts(ctx: Context, list: ListName, filter: ListFilter): ListFile['parts'] {
  const { baseUrl } = publisher()
  return streamList(ctx.db, { list, filter, now: ctx.now, baseUrl }, listFileRows)
}

/**
 * A file that goes out while its rows are read, and no faster than it is taken. CSV is for programs: names of fields, codes, ISO dates. A workbook is for
 * people: words of their language, and on its second sheet what each field is called in the CSV and the API.
 */
export function listFileResponse(
  ctx: Pick<Context, 'locale' | 'now'>,
  taker: Taker,
  { file, format, parts }: ListFile,
): Response {
  const stream =
    format === 'csv'
      ? Readable.from(utf8(listCsv(file, parts)), { objectMode: false })
      : workbookStream([listSheet(file, parts, ctx.locale), codebookSheet(file, ctx.locale)], ctx.now)
  return new Response(goingOut(stream, taker), {
    headers: {
      'Content-Type': mediaTypes[format],
      'Content-Disposition': contentDisposition(`${file}-${dayOf(ctx.now)}.${format}`),
      'Cache-Control': 'public, no-cache',
      'Access-Control-Allow-Origin': '*',
      // What its fields mean, and how many rows it has at most (RFC 8288, RFC 6892).
      Link: `<${localize(paths.openData(), ctx.locale)}#lists>; rel="describedby"`,
    },
  })
}

async function* utf8(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const text of texts) yield Buffer.from(text, 'utf8')
}

const widths = {
  day: 12,
  instant: 17,
  money: 16,
  number: 10,
  yes: 8,
  text: 24,
  word: 18,
  words: 30,
  address: 40,
} as const

function listSheet(file: FileName, parts: AsyncIterable<readonly ListRow[]>, locale: Locale): StreamedSheet {
  const fields = fieldsOf(file)
  return {
    name: translator(locale)(`openList.list.${file}`),
    widths: fields.map(([, schema]) => widths[cellOf(schema).type]),
    headings: fields.map(([name]) => fieldText(locale, name)),
    parts: (async function* () {
      for await (const rows of parts)
        yield rows.map((row) => fields.map(([name, schema]) => sheetCell(schema, row[name] ?? null, locale)))
    })(),
  }
}

/** What a field is called in a language. */
export const fieldText = (locale: Locale, name: string): string =>
  translateDynamic(locale, `openList.field.${name}`) ?? name

/** What a code means in a language. */
export const wordText = (locale: Locale, wordsOf: string, code: string): string =>
  translateDynamic(locale, `${wordsOf}.${code}`) ?? code

function sheetCell(schema: Parameters<typeof cellOf>[0], value: Value, locale: Locale): SheetCell {
  if (value === null) return null
  const cell = cellOf(schema)
  const t = translator(locale)
  if (typeof value === 'boolean') return t(value ? 'openList.yes' : 'openList.no')
  if (typeof value === 'number') return { number: String(value) }
  if (cell.type === 'word') return wordText(locale, cell.wordsOf, String(value))
  if (cell.type === 'words' && typeof value !== 'string')
    return value.map((code) => wordText(locale, cell.wordsOf, code)).join(t('openList.and'))
  const text = String(value)
  if (cell.type === 'money') {
    // A spreadsheet keeps fifteen digits; see table-file.server.ts.
    const fen = BigInt(text.replace('.', ''))
    return fen < exactBelowFen && fen > -exactBelowFen ? { number: text, style: 'money' } : text
  }
  if (cell.type === 'day') return { number: String(serialOf(`${text}T00:00:00Z`)), style: 'day' }
  // Beijing time, as on the pages.
  if (cell.type === 'instant')
    return { number: String(serialOf(`${toDateTimeInput(new Date(text))}:00Z`)), style: 'instant' }
  return text
}

/** Days since the spreadsheet's day nought. */
const serialOf = (utc: string): number => (Date.parse(utc) - Date.UTC(1899, 11, 30)) / 86_400_000

/** Each field with its name for programs, in both languages, each code with its words, and where the file ends. */
function codebookSheet(file: FileName, locale: Locale): StreamedSheet {
  const t = translator(locale)
  const rows = fieldsOf(file).flatMap(([name, schema]) => {
    const cell = cellOf(schema)
    return [
      [name, '', ...locales.map((each) => fieldText(each, name))],
      ...('codes' in cell
        ? cell.codes.map((code) => [name, code, ...locales.map((each) => wordText(each, cell.wordsOf, code))])
        : []),
    ]
  })
  return {
    name: t('openList.codebook'),
    widths: [20, 26, 40, 40],
    headings: [t('openList.fieldName'), t('openList.code'), t('openList.inChinese'), t('openList.inEnglish')],
    parts: [rows, [[], [cutText(file, locale)]]],
  }
}

/** How many rows a file has at most, and what to do where there are more. */
function cutText(file: FileName, locale: Locale): string {
  const t = translator(locale)
  return file in listItems
    ? t('openList.rows', { count: formatNumber(listFileRows, locale) })
    : t('openList.hits', { count: formatNumber(hitsMax, locale) })
}
