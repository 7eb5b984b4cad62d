import { type BookRule, bookRules } from '#app/domain/ledger/rules.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { Inspection as View } from '#app/services/ledger/queries/books.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Tag } from '#app/ui/tag.tsx'

/** What the last check of the books found, rule by rule. */
export function Inspection({ inspection }: { inspection: View | null }) {
  const t = useT()
  const { instant, money, number } = useFormat()
  const figureOf = (rule: BookRule, figure: string) => {
    const unit = bookRules[rule]
    return unit === 'fen' ? money(figure) : t(`books.unit.${unit}`, { count: number(Number(figure)) })
  }
  if (inspection === null) return <p>{t('books.none')}</p>
  const { inspectedAt, isNightly, isGood, findings } = inspection
  return (
    <>
      <p className={isGood ? undefined : 'notice'}>
        <strong>{isGood ? t('books.good') : t('books.bad')}</strong> · {t('books.at', { at: instant(inspectedAt) })} ·{' '}
        {isNightly ? t('books.nightly') : t('books.asked')}
      </p>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('books.ruleColumn')}</th>
            <th scope="col" className="num">
              {t('books.figure')}
            </th>
            <th scope="col">{t('books.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map(({ rule, figure, breaches }) => (
            <tr key={rule}>
              <td>{t(`books.rule.${rule}`)}</td>
              <td className="num">{figureOf(rule, figure)}</td>
              <td>
                {breaches === '0' ? (
                  <Tag tone="open">{t('books.holds')}</Tag>
                ) : (
                  <Tag tone="due">{t('books.broken', { count: breaches })}</Tag>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
