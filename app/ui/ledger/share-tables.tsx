import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { TypedCites } from '#app/ui/typed.tsx'
import { percentText } from './shares.tsx'

type Share = { source: string; weight: number; appropriatedFen: string; availableFen: string }
type Year = { year: number; amounts: readonly { source: string; amountFen: string; documentNo: string }[] }

/** Each source of a fund on a line of its own: its share, what it gave, what is left of it. */
export function ShareTable({ shares }: { shares: readonly Share[] }) {
  const t = useT()
  const dynamic = useDynamicT()
  const { money } = useFormat()
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('fund.source')}</th>
          <th scope="col" className="num">
            {t('fund.share')}
          </th>
          <th scope="col" className="num">
            {t('fund.appropriated')}
          </th>
          <th scope="col" className="num">
            {t('fund.available')}
          </th>
        </tr>
      </thead>
      <tbody>
        {shares.map(({ source, weight, appropriatedFen, availableFen }) => (
          <tr key={source}>
            <th scope="row">{dynamic(`fund.sourceOf.${source}`)}</th>
            <td className="num" data-label={t('fund.share')}>
              {percentText(weight)}%
            </td>
            <td className="num" data-label={t('fund.appropriated')}>
              {money(appropriatedFen)}
            </td>
            <td className="num" data-label={t('fund.available')}>
              {money(availableFen)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What each year's budget gave, by which document. */
export function YearTable({ years }: { years: readonly Year[] }) {
  const t = useT()
  const dynamic = useDynamicT()
  const { money } = useFormat()
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('fund.year')}</th>
          <th scope="col">{t('fund.source')}</th>
          <th scope="col">{t('fund.memo')}</th>
          <th scope="col" className="num">
            {t('fund.amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {years.flatMap(({ year, amounts }) =>
          amounts.map(({ source, amountFen, documentNo }, index) => (
            <tr key={`${year}-${index}`}>
              <td className="short" data-label={t('fund.year')}>
                {year}
              </td>
              <td className="short" data-label={t('fund.source')}>
                {dynamic(`fund.sourceOf.${source}`)}
              </td>
              <td className="short" data-label={t('fund.memo')}>
                <TypedCites text={documentNo} />
              </td>
              <td className="num" data-label={t('fund.amount')}>
                {money(amountFen)}
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  )
}
