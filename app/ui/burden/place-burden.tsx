import { barWidth } from '#app/domain/regional/reach.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { PlaceBurden } from '#app/services/burden/queries/burden.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { useQuarter } from '#app/ui/quarterly/quarterly.tsx'

/** A place’s quarters as bars in the table of the same figures: the median of an organization, and the one with the most. */
export function PlaceBurdenSheet({ quarters }: { quarters: readonly PlaceBurden[] }) {
  const t = useT()
  const { number } = useFormat()
  const nameOf = useQuarter()
  const whole = Math.max(1, ...quarters.map(({ figures }) => figures?.highest ?? 0))
  const line = (key: 'base' | 'actual', label: string, value: number) => (
    <tr>
      <th scope="row">{label}</th>
      <td>
        <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
          <rect width="100" height="10" className="track" />
          <rect width={barWidth(value, whole)} height="10" className={key} />
        </svg>
      </td>
      <td className="num">{t('burden.place.papersOf', { count: number(value) })}</td>
    </tr>
  )
  return (
    <Sheet labelledBy="burden">
      <h2 id="burden">{t('burden.place.title')}</h2>
      <p>{t('burden.place.lead')}</p>
      {quarters.length === 0 ? <p>{t('burden.place.none')}</p> : null}
      {quarters.map(({ quarterOn, figures }) => (
        <section key={quarterOn}>
          <h3>{nameOf(quarterOn)}</h3>
          {figures === null ? (
            <p>{t('burden.place.few')}</p>
          ) : (
            <table className="bars">
              <caption>{t('burden.organizationsOf', { count: number(figures.organizations) })}</caption>
              <tbody>
                {line('actual', t('burden.place.median'), figures.median)}
                {line('base', t('burden.place.highest'), figures.highest)}
              </tbody>
            </table>
          )}
        </section>
      ))}
    </Sheet>
  )
}
