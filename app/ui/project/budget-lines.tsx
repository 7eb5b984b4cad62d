import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Typed } from '#app/ui/typed.tsx'

type Line = { item: string; basis?: string; amountFen: string; kind?: string | null }

/** What the money of a contract is for; the lines foot. `basis` only where its reader is one of the two sides. */
export function BudgetLines({ lines, level = 3 }: { lines: readonly Line[]; level?: 2 | 3 }) {
  const t = useT()
  const dynamic = useDynamicT()
  const { money } = useFormat()
  if (lines.length === 0) return null
  const hasBasis = lines.some(({ basis }) => basis !== undefined && basis !== '')
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <>
      <Heading>{t('contract.budget.title')}</Heading>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('contract.budget.item')}</th>
            {hasBasis ? <th scope="col">{t('contract.budget.basis')}</th> : null}
            <th scope="col" className="num">
              {t('contract.budget.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ item, basis, amountFen, kind }, index) => (
            <tr key={index}>
              <th scope="row">
                <Typed>{item}</Typed>
                {kind === null || kind === undefined ? null : (
                  <>
                    <br />
                    <small>{dynamic(`claim.kind.${kind}`)}</small>
                  </>
                )}
              </th>
              {hasBasis ? (
                <td data-label={t('contract.budget.basis')}>
                  <Typed>{basis}</Typed>
                </td>
              ) : null}
              <td className="num" data-label={t('contract.budget.amount')}>
                {money(amountFen)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('contract.budget.sum')}</th>
            {hasBasis ? <td /> : null}
            <td className="num" data-label={t('contract.budget.amount')}>
              {money(lines.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n).toString())}
            </td>
          </tr>
        </tfoot>
      </table>
    </>
  )
}
