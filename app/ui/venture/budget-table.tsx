import { useT } from '#app/i18n/provider.tsx'
import type { BudgetPage } from '#app/services/venture/queries/venture-bid.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Typed } from '#app/ui/typed.tsx'

/** The budget as it was asked and as it was approved, with the reason of each cut; the sums foot. */
export function BudgetTable({ page }: { page: BudgetPage }) {
  const t = useT()
  const { money } = useFormat()
  const { lines, review } = page
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('venture.budget.item')}</th>
          <th scope="col" className="num">
            {t('venture.budget.asked')}
          </th>
          <th scope="col" className="num">
            {t('venture.budget.approved')}
          </th>
          <th scope="col">{t('venture.budget.reason')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <tr key={index}>
            <th scope="row">{line.item === '' ? t('venture.budget.whole') : <Typed>{line.item}</Typed>}</th>
            <td className="num" data-label={t('venture.budget.asked')}>
              {money(line.askedFen)}
            </td>
            <td className="num" data-label={t('venture.budget.approved')}>
              {line.approvedFen === null ? '—' : money(line.approvedFen)}
            </td>
            <td data-label={t('venture.budget.reason')}>
              {line.reason === '' ? t('venture.budget.uncutLine') : <Typed>{line.reason}</Typed>}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('venture.budget.sum')}</th>
          <td className="num" data-label={t('venture.budget.asked')}>
            {money(page.askedFen)}
          </td>
          <td className="num" data-label={t('venture.budget.approved')}>
            {review === null ? '—' : money(review.approvedFen)}
          </td>
          <td />
        </tr>
      </tfoot>
    </table>
  )
}
