import { reachOf } from '#app/domain/regional/reach.ts'
import { formatInstant } from '#app/domain/shared/day.ts'
import { translator } from '#app/i18n/translate.ts'
import type {
  BoardIndicator,
  EnteredFigure,
  IndicatorBoard,
} from '#app/services/regional/queries/indicator-board.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { type FileFormat, type Table, type TableRow, tableResponse } from './table-file.server.ts'

/** Each place with each indicator in a row: what a yearly appraisal of streets and towns is reckoned from (街镇年度绩效考核). */
export function indicatorTable(board: IndicatorBoard, { locale, now }: Pick<Context, 'locale' | 'now'>): Table {
  const t = translator(locale)
  const percentOf = (indicator: BoardIndicator, actual: string | null, target: EnteredFigure | null) => {
    const reach = reachOf(
      actual === null ? null : Number(actual),
      target === null ? null : Number(target.value),
      indicator.direction,
    )
    return reach === null ? null : `${reach.percent}%`
  }
  const row = (
    place: { code: string; name: string },
    indicator: BoardIndicator,
    { actual, base, target }: { actual: string | null; base: EnteredFigure | null; target: EnteredFigure | null },
  ): TableRow => ({
    cells: [
      place.code,
      place.name,
      indicator.name,
      t(`regional.unitName.${indicator.unit}`),
      base === null ? null : String(base.year),
      base?.value ?? null,
      actual,
      target === null ? null : String(target.year),
      target?.value ?? null,
      percentOf(indicator, actual, target),
      t(indicator.isComputed ? 'regional.computed' : 'regional.entered'),
      target?.documentNo ?? null,
    ],
  })
  const head: TableRow[] = [
    { cells: [t('regional.of', { name: board.here.name, year: board.year })], isStrong: true },
    { cells: [t('statement.madeAt'), formatInstant(now, locale, { withZone: true })] },
    {
      cells: [
        t('regional.column.code'),
        t('regional.place'),
        t('regional.column.indicator'),
        t('regional.column.unit'),
        t('regional.column.baseYear'),
        t('regional.column.base'),
        t('regional.actual', { year: board.year }),
        t('regional.column.targetYear'),
        t('regional.targetColumn'),
        t('regional.column.reached'),
        t('regional.column.how'),
        t('regional.column.document'),
      ],
      isStrong: true,
    },
  ]
  return {
    sheet: t('regional.title'),
    widths: [14, 18, 28, 10, 10, 12, 14, 10, 12, 10, 12, 22],
    headRows: head.length,
    rows: [
      ...head,
      ...board.indicators.map((indicator) => row(board.here, indicator, indicator)),
      ...board.parts.flatMap((place) =>
        board.indicators.flatMap((indicator) => {
          const figures = indicator.parts.find(({ code }) => code === place.code)
          return figures === undefined ? [] : [row(place, indicator, figures)]
        }),
      ),
    ],
  }
}

export const indicatorFile = (board: IndicatorBoard, ctx: Context, format: FileFormat): Promise<Response> =>
  tableResponse(indicatorTable(board, ctx), format, `${board.here.code}-${board.year}-indicators`)
