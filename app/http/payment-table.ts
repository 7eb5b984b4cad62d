import { type Punctuality, spans, standings } from '#app/domain/statistics/punctuality.ts'
import type { Translate } from '#app/i18n/translate.ts'
import type { PaymentPicture } from '#app/services/statistics/queries/payment-picture.server.ts'
import type { PictureTable } from './picture-table.ts'
import type { TableCell } from './table-file.server.ts'

const number = (value: number | null): TableCell => (value === null ? null : { number: value })

/** How long payments took, by month and by body. */
export function paymentTable(t: Translate, picture: PaymentPicture): PictureTable {
  const head = [
    t('statistics.payments.sharePercent'),
    ...standings.map((standing) => t(`statistics.payments.column.${standing}`)),
    t('statistics.payments.column.median'),
  ]
  const cells = (row: Punctuality): TableCell[] => [
    number(row.share),
    ...standings.map((standing) => number(row[standing])),
    number(row.medianDays),
  ]
  return {
    widths: [30, 14, 12, 12, 12, 12, 14, 16],
    not: t('statistics.payments.not'),
    parts: [
      {
        head: [t('statistics.payments.spanColumn'), t('statistics.payments.payments')],
        rows: spans.map(({ key }) => [t(`statistics.payments.span.${key}`), number(picture.spans[key])]),
      },
      {
        head: [t('statistics.payments.month'), ...head],
        rows: [
          ...picture.months.map((row) => [row.month.slice(0, 7), ...cells(row)]),
          [t('statistics.payments.allOfThem'), ...cells(picture)],
        ],
      },
      {
        head: [t('statistics.payments.body'), ...head],
        rows: picture.bodies.map((row) => [row.name, ...cells(row)]),
      },
    ],
  }
}
