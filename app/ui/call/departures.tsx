import type { Finding } from '#app/domain/call/linter/finding.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { useFindingText } from './finding-text.ts'

type Departure = Pick<Finding, 'code' | 'data' | 'citation'> & { finding: string; reason: string }

/** What the call departs from, and why. */
export function DepartureList({ departures }: { departures: readonly Departure[] }) {
  const t = useT()
  const text = useFindingText()
  return (
    <ul>
      {departures.map((departure) => (
        <li key={departure.finding}>
          {text(departure)}
          <br />
          <small className="note">
            {departure.reason === '' ? (
              t('call.departure.none')
            ) : (
              <>
                {t('call.departure.reason')} <Typed>{departure.reason}</Typed>
              </>
            )}
          </small>
        </li>
      ))}
    </ul>
  )
}

export function DeparturesSheet({ departures }: { departures: readonly Departure[] }) {
  const t = useT()
  if (departures.length === 0) return null
  return (
    <Sheet labelledBy="departures">
      <h2 id="departures">{t('call.departure.title')}</h2>
      <DepartureList departures={departures} />
    </Sheet>
  )
}
