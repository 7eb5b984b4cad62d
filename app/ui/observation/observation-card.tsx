import type { ReactNode } from 'react'
import { useT } from '#app/i18n/provider.tsx'
import type { ObservationView } from '#app/services/observation/queries/observations.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Tag } from '#app/ui/tag.tsx'
import { TypedText } from '#app/ui/typed.tsx'

const tones = { OPEN: 'wait', ANSWERED: 'open', RAISED: 'due' } as const

/** One observation, its answer, and what may be done with it; never who wrote. */
export function ObservationCard({ observation, children }: { observation: ObservationView; children?: ReactNode }) {
  const t = useT()
  const { day, dayOfInstant } = useFormat()
  return (
    <li>
      <p>
        <Tag tone={tones[observation.state]}>{t(`observation.state.${observation.state}`)}</Tag>{' '}
        {observation.isOverdue ? <Tag tone="due">{t('observation.overdue')}</Tag> : null}
      </p>
      <ul className="meta">
        <li>{t(`observation.side.${observation.side}`)}</li>
        <li>
          {t('observation.observedOn')} {day(observation.observedOn)}
        </li>
        {observation.state === 'OPEN' ? <li>{t('observation.due', { day: day(observation.dueOn) })}</li> : null}
      </ul>
      <TypedText text={observation.text} />
      {observation.answeredSide === null ? null : (
        <>
          <p>
            <strong>{t(`observation.answerBy.${observation.answeredSide}`)}</strong> ·{' '}
            {dayOfInstant(observation.answeredAt ?? '')}
          </p>
          <TypedText text={observation.answer} />
        </>
      )}
      {children}
    </li>
  )
}
