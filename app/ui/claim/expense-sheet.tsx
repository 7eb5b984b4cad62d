import type { ReactNode } from 'react'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { ExpensePage } from '#app/services/claim/queries/expense.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { ExpenseTag } from './tags.tsx'

/** One item of spending with everything that was said of it. */
export function ExpenseSheet({ expense }: { expense: ExpensePage }) {
  const t = useT()
  const { money, day, bytes, number } = useFormat()
  const rows: [string, ReactNode][] = [
    [t('claim.amount'), money(expense.amountFen)],
    [t('claim.spentOn'), day(expense.spentOn)],
    [t('claim.payee'), <Typed key="payee">{expense.payee}</Typed>],
    [t('claim.kindLabel'), t(`claim.kind.${expense.kind}`)],
    ...(expense.item === ''
      ? []
      : [[t('claim.line'), <Typed key="item">{expense.item}</Typed>] satisfies [string, ReactNode]]),
    ...(expense.personDays === null
      ? []
      : [[t('claim.personDays'), number(expense.personDays)] satisfies [string, ReactNode]]),
    ...(expense.invoiceNo === ''
      ? []
      : [[t('claim.invoiceNo'), `${expense.invoiceCode} ${expense.invoiceNo}`] satisfies [string, ReactNode]]),
    ...(expense.invoiceFen === null
      ? []
      : [[t('claim.invoiceTotal'), money(expense.invoiceFen)] satisfies [string, ReactNode]]),
    [
      t('claim.file'),
      <span key="file">
        <A to={paths.file(expense.file.id)}>
          <Typed>{expense.file.name}</Typed>
        </A>{' '}
        {bytes(expense.file.size)}
      </span>,
    ],
  ]
  return (
    <Sheet>
      <ExpenseTag state={expense.state} />
      <h1>
        <Typed>{expense.purpose}</Typed>
      </h1>
      {expense.isSameFile ? <p className="notice">{t('claim.sameFileNote')}</p> : null}
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {expense.question === '' ? null : (
        <>
          <h2>{t('claim.question')}</h2>
          <TypedText text={expense.question} />
        </>
      )}
      {expense.answer === '' ? null : (
        <>
          <h2>{t('claim.answer')}</h2>
          <TypedText text={expense.answer} />
        </>
      )}
      {expense.reviewReason === '' ? null : (
        <>
          <h2>{t('claim.reviewReason')}</h2>
          <TypedText text={expense.reviewReason} />
        </>
      )}
    </Sheet>
  )
}
