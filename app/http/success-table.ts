import type { Success } from '#app/domain/statistics/success.ts'
import type { Translate } from '#app/i18n/translate.ts'
import type { SuccessPicture } from '#app/services/statistics/queries/success-picture.server.ts'
import type { PictureTable } from './picture-table.ts'
import type { TableCell } from './table-file.server.ts'

/** Who is awarded how often, by size and by place. */
export function successTable(t: Translate, { all, sizes, places }: SuccessPicture): PictureTable {
  const head = [
    t('statistics.success.column.organizations'),
    t('statistics.success.column.bids'),
    t('statistics.success.column.awards'),
    t('statistics.success.ratePercent'),
  ]
  const cells = ({ shown }: Success): TableCell[] =>
    shown === null
      ? [t('statistics.success.tooFew')]
      : [{ number: shown.organizations }, { number: shown.bids }, { number: shown.awards }, { number: shown.rate }]
  return {
    widths: [24, 24, 10, 10, 12],
    not: t('statistics.success.not'),
    parts: [
      {
        head: [t('statistics.success.size'), ...head],
        rows: [
          ...sizes.map((row) => [t(`statistics.success.sizeOf.${row.key}`), ...cells(row)]),
          [t('statistics.success.allOfThem'), ...cells(all)],
        ],
      },
      { head: [t('statistics.success.place'), ...head], rows: places.map((row) => [row.name, ...cells(row)]) },
    ],
  }
}
