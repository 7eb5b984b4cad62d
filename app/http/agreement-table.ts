import type { Translate } from '#app/i18n/translate.ts'
import type { AgreementPicture } from '#app/services/statistics/queries/agreement-picture.server.ts'
import type { PictureTable } from './picture-table.ts'
import type { TableCell } from './table-file.server.ts'

/** To so many decimals: what comes after them says nothing. */
const number = (value: number | null, decimals: number): TableCell =>
  value === null ? null : { number: Number(value.toFixed(decimals)) }

/** Calls by how alike their judges were, and each criterion of theirs. */
export const agreementTable = (t: Translate, { calls }: AgreementPicture): PictureTable => ({
  widths: [18, 40, 24, 10, 14, 16],
  not: t('statistics.agreement.not'),
  parts: [
    {
      head: [
        t('statistics.calls.callNo'),
        t('statistics.calls.call'),
        t('statistics.agreement.judges'),
        t('statistics.agreement.bids'),
        t('statistics.agreement.w'),
        t('statistics.agreement.spread'),
      ],
      rows: calls.map(({ callNo, title, judges, bids, w, spread }) => [
        callNo,
        title,
        { number: judges },
        { number: bids },
        number(w, 3),
        number(spread, 1),
      ]),
    },
    {
      head: [
        t('statistics.calls.callNo'),
        t('statistics.calls.call'),
        t('statistics.agreement.criterion'),
        t('statistics.agreement.spread'),
      ],
      rows: calls.flatMap(({ callNo, title, criteria }) =>
        criteria.map((criterion) => [callNo, title, criterion.title, number(criterion.spread, 1)]),
      ),
    },
  ],
})
