import { weekdayName } from '#app/domain/venue/schema.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'

/** What a funded project pays, and what others pay. */
export function VenueFee({ feeFen, fullFeeFen }: { feeFen: string; fullFeeFen: string }) {
  const t = useT()
  const { money } = useFormat()
  if (feeFen === '0')
    return <>{fullFeeFen === '0' ? t('venue.free') : t('venue.freeInstead', { full: money(fullFeeFen) })}</>
  return <>{t('venue.reduced', { fee: money(feeFen), full: money(fullFeeFen) })}</>
}

export function VenueHours({ hours }: { hours: readonly { weekday: number; opens: string; closes: string }[] }) {
  const t = useT()
  return (
    <ul>
      {hours.map(({ weekday, opens, closes }) => (
        <li key={weekday}>
          {t(`venue.weekday.${weekdayName(weekday)}`)} {opens}–{closes}
        </li>
      ))}
    </ul>
  )
}
