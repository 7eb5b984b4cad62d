import type { PostPrice } from '#app/domain/post-price/price.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { useItemAmount, useItemLabel } from './labels.ts'

/** How a price is made, step by step; it foots. */
export function PriceSteps({ price }: { price: PostPrice }) {
  const t = useT()
  const { money } = useFormat()
  const label = useItemLabel()
  const amount = useItemAmount()
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('post-price.column.factor')}</th>
          <th scope="col">{t('post-price.column.grade')}</th>
          <th scope="col" className="num">
            {t('post-price.column.rule')}
          </th>
          <th scope="col" className="num">
            {t('post-price.column.sum')}
          </th>
        </tr>
      </thead>
      <tbody>
        {price.parts.map(({ item, fen }) => (
          <tr key={item.factor}>
            <th scope="row">{t(`post-price.factor.${item.factor}`)}</th>
            <td className="short" data-label={t('post-price.column.grade')}>
              {label(item)}
            </td>
            <td className="num" data-label={t('post-price.column.rule')}>
              {amount(item)}
            </td>
            <td className="num" data-label={t('post-price.column.sum')}>
              {money(String(fen))}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {t('post-price.monthly')}
          </th>
          <td className="num" data-label={t('post-price.monthly')}>
            <strong>{money(String(price.monthlyFen))}</strong>
          </td>
        </tr>
      </tfoot>
    </table>
  )
}
