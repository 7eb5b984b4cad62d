import type { ReactNode } from 'react'
import { useT } from '#app/i18n/provider.tsx'
import type { ExpenseRow, SpendingLine } from '#app/services/claim/queries/spending.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { ExpenseTag } from './tags.tsx'

/** Items of spending, each with the way to its own page; `more` stands with the item's state. */
export function ExpenseTable({
  expenses,
  lines,
  to,
  more,
}: {
  expenses: readonly ExpenseRow[]
  lines: readonly SpendingLine[]
  to: (id: string) => string
  more?: (expense: ExpenseRow) => ReactNode
}) {
  const t = useT()
  const { money, day } = useFormat()
  const itemOf = (lineNo: number | null) => lines.find(({ position }) => position === lineNo)?.item ?? ''
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('claim.spentOn')}</th>
          <th scope="col">{t('claim.purpose')}</th>
          <th scope="col">{t('claim.line')}</th>
          <th scope="col" className="num">
            {t('claim.amount')}
          </th>
          <th scope="col">{t('claim.stateColumn')}</th>
        </tr>
      </thead>
      <tbody>
        {expenses.map((expense) => (
          <tr key={expense.id}>
            <td data-label={t('claim.spentOn')}>{day(expense.spentOn)}</td>
            <td data-label={t('claim.purpose')}>
              <A to={to(expense.id)}>
                <Typed>{expense.purpose}</Typed>
              </A>
              <br />
              <small>
                <Typed>{expense.payee}</Typed>
                {expense.invoiceNo === '' ? null : ` · ${expense.invoiceNo}`}
              </small>
            </td>
            <td data-label={t('claim.line')}>
              {itemOf(expense.lineNo) === '' ? null : (
                <>
                  <Typed>{itemOf(expense.lineNo)}</Typed>
                  <br />
                </>
              )}
              <small>{t(`claim.kind.${expense.kind}`)}</small>
            </td>
            <td className="num" data-label={t('claim.amount')}>
              {money(expense.amountFen)}
            </td>
            <td data-label={t('claim.stateColumn')}>
              <ExpenseTag state={expense.state} />{' '}
              {expense.isSameFile ? <Tag tone="due">{t('claim.sameFile')}</Tag> : null} {more?.(expense)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
