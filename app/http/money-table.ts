import type { Translate } from '#app/i18n/translate.ts'
import type { MoneyPicture } from '#app/services/statistics/queries/money-flow.server.ts'
import { flowLabel } from '#app/ui/statistics/flow-label.ts'
import type { PictureTable } from './picture-table.ts'

/** The bars of the flow, the bands between them, and the funds. Amounts in yuan. */
export const moneyTable = (t: Translate, { nodes, links, funds }: MoneyPicture): PictureTable => ({
  widths: [32, 32, 18, 18, 18, 18, 18, 18],
  not: t('statistics.money.not'),
  parts: [
    {
      head: [t('statistics.money.stage'), t('statistics.money.amountYuan')],
      rows: nodes.map(({ key, fen }) => [flowLabel(t, key), { fen }]),
    },
    {
      head: [t('statistics.money.from'), t('statistics.money.to'), t('statistics.money.amountYuan')],
      rows: links.map(({ from, to, fen }) => [flowLabel(t, from), flowLabel(t, to), { fen }]),
    },
    {
      head: [
        t('statistics.money.column.fund'),
        t('statistics.money.body'),
        t('statistics.money.column.appropriated'),
        t('statistics.money.column.allocated'),
        t('statistics.money.column.committed'),
        t('statistics.money.column.released'),
        t('statistics.money.column.spent'),
        t('statistics.money.column.returned'),
      ],
      rows: funds.map((fund) => [
        fund.name,
        fund.bodyName,
        { fen: fund.appropriatedFen },
        { fen: fund.allocatedFen },
        { fen: fund.committedFen },
        { fen: fund.releasedFen },
        { fen: fund.spentFen },
        { fen: fund.returnedFen },
      ]),
    },
  ],
})
