import type { CofundingKind } from '#app/domain/cofunding/matching.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Typed } from '#app/ui/typed.tsx'

type Row = {
  kind: CofundingKind
  giver: string
  amountFen: string
  isAgreed: boolean
  valuation?: string
  isNamed?: boolean
  /** What of it came in and was confirmed; left out while nothing can have. */
  cameFen?: string
}

/** What others bring, who, and whether it was agreed in writing; of a running project also what came in. It foots. */
export function CofundingTable({ rows }: { rows: readonly Row[] }) {
  const t = useT()
  const { money } = useFormat()
  const hasCome = rows.some(({ cameFen }) => cameFen !== undefined)
  const sum = (of: (row: Row) => string) => String(rows.reduce((total, row) => total + BigInt(of(row)), 0n))
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('cofunding.column.giver')}</th>
          <th scope="col">{t('cofunding.column.agreed')}</th>
          <th scope="col" className="num">
            {t('cofunding.column.promised')}
          </th>
          {hasCome ? (
            <th scope="col" className="num">
              {t('cofunding.column.came')}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ kind, giver, amountFen, isAgreed, valuation = '', isNamed, cameFen }, index) => (
          <tr key={index}>
            <th scope="row">
              {giver === '' ? null : (
                <>
                  <Typed>{giver}</Typed>
                  {' · '}
                </>
              )}
              {t(`cofunding.kind.${kind}`)}
              {isNamed === true ? ` · ${t('cofunding.named')}` : ''}
              {valuation === '' ? null : (
                <>
                  <br />
                  <small>
                    {t('cofunding.column.valuation')} <Typed>{valuation}</Typed>
                  </small>
                </>
              )}
            </th>
            <td className="short" data-label={t('cofunding.column.agreed')}>
              {kind === 'OWN'
                ? t('cofunding.agreed.own')
                : isAgreed
                  ? t('cofunding.agreed.yes')
                  : t('cofunding.agreed.no')}
            </td>
            <td className="num" data-label={t('cofunding.column.promised')}>
              {money(amountFen)}
            </td>
            {hasCome ? (
              <td className="num" data-label={t('cofunding.column.came')}>
                {money(cameFen ?? '0')}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {t('bid.budget.sum')}
          </th>
          <td className="num" data-label={t('cofunding.column.promised')}>
            <strong>{money(sum(({ amountFen }) => amountFen))}</strong>
          </td>
          {hasCome ? (
            <td className="num" data-label={t('cofunding.column.came')}>
              <strong>{money(sum(({ cameFen = '0' }) => cameFen))}</strong>
            </td>
          ) : null}
        </tr>
      </tfoot>
    </table>
  )
}
