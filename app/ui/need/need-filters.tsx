import { serviceFields, type ServiceField } from '#app/domain/call/terms.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import type { RegionOption } from '#app/services/shared/region-options.server.ts'
import { A } from '#app/ui/link.tsx'
import { regionLabel } from '#app/ui/region-select.tsx'

/** A field and a place, as one form that changes the address; `keep`: what else the address says. */
export function NeedFilters({
  to,
  field,
  region,
  regions,
  keep = {},
}: {
  to: string
  field: ServiceField | undefined
  region: string | undefined
  regions: readonly RegionOption[]
  keep?: Readonly<Record<string, string>>
}) {
  const t = useT()
  const href = useHref()
  return (
    <form method="get" action={href(to)} aria-label={t('call.list.filters')}>
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="field">
        <label htmlFor="field">{t('call.label.field')}</label>
        <select id="field" name="field" defaultValue={field ?? ''}>
          <option value="">{t('call.list.allFields')}</option>
          {serviceFields.map((known) => (
            <option key={known} value={known}>
              {t(`common.field.${known}`)}
            </option>
          ))}
        </select>
      </div>
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
      {field === undefined && region === undefined ? null : (
        <p className="after-button">
          <A to={to}>{t('common.action.clear')}</A>
        </p>
      )}
    </form>
  )
}
