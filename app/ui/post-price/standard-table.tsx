import { itemFactors, type PriceItem } from '#app/domain/post-price/price.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useItemAmount, useItemLabel } from './labels.ts'

/** A standard in force, factor by factor. */
export function StandardTable({ items }: { items: readonly PriceItem[] }) {
  const t = useT()
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
        </tr>
      </thead>
      <tbody>
        {itemFactors.flatMap((factor) =>
          items
            .filter((item) => item.factor === factor)
            .map((item) => (
              <tr key={`${factor}-${item.position}`}>
                <th scope="row">{t(`post-price.factor.${factor}`)}</th>
                <td className="short" data-label={t('post-price.column.grade')}>
                  {label(item)}
                </td>
                <td className="num" data-label={t('post-price.column.rule')}>
                  {amount(item)}
                </td>
              </tr>
            )),
        )}
      </tbody>
    </table>
  )
}
