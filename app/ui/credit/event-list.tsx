import type { ReactNode } from 'react'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { CreditEventView } from '#app/services/credit/queries/credit-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedCites } from '#app/ui/typed.tsx'

type Figures = Pick<CreditEventView, 'kind' | 'fineFen' | 'year' | 'conclusion' | 'rating'> & {
  validUntil?: string | null | undefined
}

/** What an event comes to besides its kind: the sum, the conclusion, the rating. */
export function EventFigure({ event: { kind, fineFen, year, conclusion, rating, validUntil } }: { event: Figures }) {
  const t = useT()
  const { money, day } = useFormat()
  if (kind === 'FINE' && fineFen !== null) return <>{money(fineFen)}</>
  if (conclusion !== null)
    return <>{t('credit.inspectionOf', { year: String(year), conclusion: t(`credit.conclusion.${conclusion}`) })}</>
  if (rating !== null) return <>{t('credit.ratingOf', { rating, day: validUntil == null ? '' : day(validUntil) })}</>
  return null
}

/** The events that count, the latest first; `children`: what can be done about each. */
export function EventList({
  events,
  children,
}: {
  events: readonly CreditEventView[]
  children?: (event: CreditEventView) => ReactNode
}) {
  const t = useT()
  const { day } = useFormat()
  if (events.length === 0) return <p>{t('credit.eventsNone')}</p>
  return (
    <ul className="rows">
      {events.map((event) => (
        <li key={event.id}>
          <h3>
            {t(`credit.kind.${event.kind}`)} <EventFigure event={event} />
          </h3>
          <ul className="meta">
            <li>{day(event.happenedOn)}</li>
            <li>{event.bodyName}</li>
            <li>{event.regionName}</li>
            <li>
              <TypedCites text={event.documentNo} />
            </li>
            <li>
              <TypedCites text={event.legalBasis} />
            </li>
            {event.rectifiedOn === null ? null : <li>{t('credit.rectified', { day: day(event.rectifiedOn) })}</li>}
          </ul>
          <p>
            <Typed>{event.summary}</Typed>{' '}
            {event.fileId === null ? null : <A to={paths.file(event.fileId)}>{t('credit.document')}</A>}
          </p>
          {children?.(event)}
        </li>
      ))}
    </ul>
  )
}
