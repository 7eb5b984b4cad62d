import { useT } from '#app/i18n/provider.tsx'
import type { PlaceOption } from '#app/services/statistics/queries/places.server.ts'

/** Which city or district a picture is narrowed to. */
export function PlaceField({ places, region }: { places: readonly PlaceOption[]; region: string | null }) {
  const t = useT()
  return (
    <div className="field">
      <label htmlFor="region">{t('statistics.place')}</label>
      <select id="region" name="region" defaultValue={region ?? ''}>
        <option value="">{t('statistics.everywhere')}</option>
        {places.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
