import { lineUse, sumLines } from '#app/domain/claim/spending.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

type Line = { item: string; budgetFen: string; spentFen: string; openFen?: string }

/** Budget against actual, line by line; the lines foot. `openFen`: entered and not yet certified, for its own organization. */
export function SpendingTable({ lines }: { lines: readonly Line[] }) {
  const t = useT()
  const { money } = useFormat()
  const hasOpen = lines.some(({ openFen }) => openFen !== undefined && openFen !== '0')
  const fen = ({ budgetFen, spentFen }: Line) => ({ budgetFen: BigInt(budgetFen), spentFen: BigInt(spentFen) })
  const sum = sumLines(lines.map(fen))
  const openSum = lines.reduce((total, { openFen }) => total + BigInt(openFen ?? '0'), 0n)
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('contract.budget.item')}</th>
          <th scope="col" className="num">
            {t('claim.budget')}
          </th>
          <th scope="col" className="num">
            {t('claim.spent')}
          </th>
          {hasOpen ? (
            <th scope="col" className="num">
              {t('claim.entered')}
            </th>
          ) : null}
          <th scope="col" className="num">
            {t('claim.left')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => {
          const { leftFen, percent, isAbove } = lineUse(fen(line))
          return (
            <tr key={index}>
              <th scope="row">{line.item === '' ? t('claim.whole') : <Typed>{line.item}</Typed>}</th>
              <td className="num" data-label={t('claim.budget')}>
                {money(line.budgetFen)}
              </td>
              <td className="num" data-label={t('claim.spent')}>
                {money(line.spentFen)}
                {percent === null ? null : <small> {t('claim.percent', { percent })}</small>}
              </td>
              {hasOpen ? (
                <td className="num" data-label={t('claim.entered')}>
                  {money(line.openFen ?? '0')}
                </td>
              ) : null}
              <td className="num" data-label={t('claim.left')}>
                {money(leftFen.toString())} {isAbove ? <Tag tone="due">{t('claim.aboveLine')}</Tag> : null}
              </td>
            </tr>
          )
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('contract.budget.sum')}</th>
          <td className="num" data-label={t('claim.budget')}>
            {money(sum.budgetFen.toString())}
          </td>
          <td className="num" data-label={t('claim.spent')}>
            {money(sum.spentFen.toString())}
          </td>
          {hasOpen ? (
            <td className="num" data-label={t('claim.entered')}>
              {money(openSum.toString())}
            </td>
          ) : null}
          <td className="num" data-label={t('claim.left')}>
            {money((sum.budgetFen - sum.spentFen).toString())}
          </td>
        </tr>
      </tfoot>
    </table>
  )
}
