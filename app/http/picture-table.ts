import { formatInstant } from '#app/domain/shared/day.ts'
import type { Picture } from '#app/domain/statistics/picture.ts'
import { type Translate, translator } from '#app/i18n/translate.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { type FileFormat, type TableCell, tableResponse, type TableRow } from './table-file.server.ts'

/** The figures of a picture, row by row as its tables have them. */
export type PictureTable = {
  widths: readonly number[]
  /** Each with its headings; between two of them a row is left free. */
  parts: readonly { head: readonly string[]; rows: readonly (readonly TableCell[])[] }[]
  /** What is not counted, as on the page. */
  not: string
}

/** What period the figures are of, in words. */
export const periodText = (t: Translate, year: number | null): string =>
  year === null ? t('statistics.allYears') : String(year)

export function pictureFile(
  { locale, now }: Pick<Context, 'locale' | 'now'>,
  picture: Picture,
  format: FileFormat,
  { year, table }: { year: number | null; table: PictureTable },
): Promise<Response> {
  const t = translator(locale)
  const title = t('statistics.fileTitle', { title: t(`statistics.${picture}.title`), period: periodText(t, year) })
  const head: TableRow[] = [
    { cells: [title], isStrong: true },
    { cells: [t('statement.madeAt'), formatInstant(now, locale, { withZone: true })] },
    { cells: [t('statistics.notCounted'), table.not] },
  ]
  const rows = table.parts.flatMap(({ head: names, rows: each }): TableRow[] => [
    { cells: [] },
    { cells: names, isStrong: true },
    ...each.map((cells) => ({ cells })),
  ])
  return tableResponse(
    { sheet: t(`statistics.${picture}.title`), widths: table.widths, headRows: head.length, rows: [...head, ...rows] },
    format,
    `statistics-${picture}-${year ?? 'all'}`,
  )
}
