import type { Vocabulary } from '#app/domain/import/arrange.ts'
import { columnsOf, type ImportColumn, type ImportKind } from '#app/domain/import/columns.ts'
import type { Judged } from '#app/domain/import/judge.ts'
import { wordKey } from '#app/domain/import/tidy.ts'
import type { Refusal } from '#app/domain/shared/outcome.ts'
import { type Locale, locales } from '#app/i18n/locale.ts'
import { refusalText, translateDynamic, translator } from '#app/i18n/translate.ts'
import type { Table } from './table-file.server.ts'

/** A column's heading in one language. */
export const headingOf = (locale: Locale, kind: ImportKind, key: string): string =>
  translateDynamic(locale, `import.column.${kind}.${key}`) ?? key

/** A choice as its reader says it; what is none stays as it was typed. */
export const wordOf = (locale: Locale, { wordsOf = '' }: Pick<ImportColumn, 'wordsOf'>, choice: string): string =>
  translateDynamic(locale, `${wordsOf}.${choice}`) ?? choice

/** A cell as its reader says it. */
export function cellText(locale: Locale, column: ImportColumn, cell: string): string {
  if (column.type === 'choice') return wordOf(locale, column, cell)
  if (column.type === 'yes') return cell === 'on' ? translator(locale)('import.yes') : cell
  if (column.type !== 'many') return cell
  const words = cell.split(',').map((choice) => wordOf(locale, column, choice))
  return words.join(translator(locale)('import.comma'))
}

/** Headings and words of both languages, as people may write them. The column of what to mend, which our own files have, is known and left out. */
export function vocabularyOf(kind: ImportKind): Vocabulary {
  const columns = columnsOf(kind)
  const headings = new Map<string, string>()
  for (const locale of locales) {
    for (const { key } of columns) headings.set(wordKey(headingOf(locale, kind, key)), key)
    headings.set(wordKey(translator(locale)('import.problems')), 'problems')
  }
  for (const { key } of columns) headings.set(wordKey(key), key)
  const wordsOf = (column: ImportColumn) =>
    new Map(
      locales.flatMap((locale) => [
        ...(column.choices ?? []).flatMap((choice) => [
          [wordKey(wordOf(locale, column, choice)), choice] as const,
          [wordKey(choice), choice] as const,
        ]),
        ...(column.type === 'yes'
          ? ['on', ...translator(locale)('import.yesWords').split(' ')].map((word) => [wordKey(word), 'on'] as const)
          : []),
      ]),
    )
  return { headings, words: new Map(columns.map((column) => [column.key, wordsOf(column)])) }
}

const widthOf = ({ type }: ImportColumn) => (type === 'day' ? 14 : 22)

/** An empty list with its headings. */
export function templateTable(kind: ImportKind, locale: Locale): Table {
  const columns = columnsOf(kind)
  return {
    sheet: translator(locale)(`import.title.${kind}`),
    widths: columns.map(widthOf),
    headRows: 1,
    rows: [{ cells: columns.map(({ key }) => headingOf(locale, kind, key)), isStrong: true }],
  }
}

/** What is wrong with a row, in plain words that name the column. */
export const problemTexts = (locale: Locale, kind: ImportKind, { problems }: Pick<Judged, 'problems'>): string[] =>
  problems.map(({ column, code, data }) => {
    const problem = translateDynamic(locale, code, data) ?? refusalText(locale, code, data)
    return translator(locale)('import.colon', { column: headingOf(locale, kind, column), problem })
  })

/** Rows with errors as they were, and what to mend beside them. */
export function errorsTable(kind: ImportKind, rows: readonly Judged[], locale: Locale): Table {
  const t = translator(locale)
  const columns = columnsOf(kind)
  return {
    sheet: t('import.errorsTitle'),
    widths: [...columns.map(widthOf), 60],
    headRows: 1,
    rows: [
      { cells: [...columns.map(({ key }) => headingOf(locale, kind, key)), t('import.problems')], isStrong: true },
      ...rows.map((row) => ({
        cells: [
          ...columns.map((column) => cellText(locale, column, row.cells[column.key] ?? '')),
          problemTexts(locale, kind, row).join(' '),
        ],
      })),
    ],
  }
}

/** A refusal that names columns, with their headings. */
export function withHeadings(refusal: Refusal, kind: ImportKind, locale: Locale): Refusal {
  const columns = refusal.data?.['columns']
  if (typeof columns !== 'string') return refusal
  const named = columns.split(' ').map((key) => headingOf(locale, kind, key))
  return { ...refusal, data: { ...refusal.data, columns: named.join(translator(locale)('import.comma')) } }
}
