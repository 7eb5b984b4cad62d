import { useHref, useT } from '#app/i18n/provider.tsx'
import { regionLabel } from './region-select.tsx'

type Region = Parameters<typeof regionLabel>[0] & { id: string; code: string }

/** Narrows a public list to a region and what is below it: a form of its own, sent by `?region=`. */
export function RegionFilter({
  to,
  regions,
  region,
}: {
  to: string
  regions: readonly Region[]
  region: string | undefined
}) {
  const t = useT()
  const href = useHref()
  return (
    <form method="get" action={href(to)} className="search-line">
      <div className="field">
        <label htmlFor="region">{t('need.where')}</label>
        <select id="region" name="region" defaultValue={region ?? ''}>
          <option value="">{t('call.list.allRegions')}</option>
          {regions.map((option) => (
            <option key={option.id} value={option.code}>
              {regionLabel(option)}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="quiet">
        {t('common.action.filter')}
      </button>
    </form>
  )
}
