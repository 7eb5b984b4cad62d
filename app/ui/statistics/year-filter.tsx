import type { ReactNode } from 'react'
import { useHref, useT } from '#app/i18n/provider.tsx'

/** Which year, and what else `children` ask: a form that is sent by address, so that what is seen can be passed on. */
export function YearFilter({
  to,
  year,
  years,
  children,
}: {
  to: string
  year: number | null
  years: readonly number[]
  children?: ReactNode
}) {
  const t = useT()
  const href = useHref()
  return (
    <form method="get" action={href(to)} className="search-line">
      <div className="field">
        <label htmlFor="year">{t('statistics.year')}</label>
        <select id="year" name="year" defaultValue={year === null ? '' : String(year)}>
          <option value="">{t('statistics.allYears')}</option>
          {years.map((each) => (
            <option key={each} value={String(each)}>
              {String(each)}
            </option>
          ))}
        </select>
      </div>
      {children}
      <button type="submit" className="quiet">
        {t('statistics.show')}
      </button>
    </form>
  )
}
