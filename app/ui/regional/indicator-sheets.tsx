import { paths } from '#app/http/paths.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import type { IndicatorBoard, Place } from '#app/services/regional/queries/indicator-board.server.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { IndicatorItem } from './indicator-item.tsx'

type Props = { board: IndicatorBoard; places?: readonly Place[] }

/** A place by its indicators in one year. `places`: what may be chosen instead. */
export function IndicatorSheets({ board, places }: Props) {
  const t = useT()
  const { here, year, parts, indicators } = board
  const file = (format: 'csv' | 'xlsx') => `${paths.indicatorsFile(here.code, format)}?year=${year}`
  return (
    <>
      <Sheet>
        <h1>{t('regional.of', { name: here.name, year })}</h1>
        <p>{t('regional.lead')}</p>
        <Choose board={board} places={places} />
      </Sheet>
      <Sheet labelledBy="indicators">
        <h2 id="indicators">{t('regional.indicators')}</h2>
        <p>
          {t('regional.files')} <A to={file('xlsx')}>{t('regional.xlsx')}</A> ·{' '}
          <A to={file('csv')}>{t('regional.csv')}</A>
        </p>
        <ul className="rows">
          {indicators.map((indicator) => (
            <IndicatorItem key={indicator.code} indicator={indicator} year={year} />
          ))}
        </ul>
      </Sheet>
      {parts.length === 0 ? null : (
        <Sheet labelledBy="parts">
          <h2 id="parts">{t('regional.parts')}</h2>
          <ul className="areas">
            {parts.map(({ code, name }) => (
              <li key={code}>
                <A className="button quiet" to={`${paths.indicatorsOf(code)}?year=${year}`}>
                  {name}
                </A>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  )
}

function Choose({ board, places }: { board: IndicatorBoard; places: readonly Place[] | undefined }) {
  const t = useT()
  const href = useHref()
  const { here, year, years } = board
  return (
    <form method="get" action={href(places === undefined ? paths.indicatorsOf(here.code) : paths.indicators())}>
      {places === undefined ? null : (
        <div className="field">
          <label htmlFor="place">{t('regional.place')}</label>
          <select id="place" name="place" defaultValue={here.code}>
            {places.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <div className="field">
        <label htmlFor="year">{t('regional.year')}</label>
        <select id="year" name="year" defaultValue={String(year)}>
          {years.map((each) => (
            <option key={each} value={String(each)}>
              {String(each)}
            </option>
          ))}
        </select>
      </div>
      <button type="submit">{t('regional.show')}</button>
    </form>
  )
}
