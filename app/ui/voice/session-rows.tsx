import type { ReactNode } from 'react'
import { useT } from '#app/i18n/provider.tsx'
import type { SessionView } from '#app/services/voice/queries/sessions.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Typed } from '#app/ui/typed.tsx'
import { VoiceLine } from './voice-figures.tsx'

/** Each time the service was given, and what came of it. */
export function SessionRows<Session extends SessionView>({
  sessions,
  more,
}: {
  sessions: readonly Session[]
  more?: (session: Session) => ReactNode
}) {
  const t = useT()
  const { day } = useFormat()
  return (
    <ul className="rows">
      {sessions.map((session) => (
        <li key={session.id}>
          <h3>
            <Typed>{session.title}</Typed>
          </h3>
          <ul className="meta">
            <li>{day(session.heldOn)}</li>
            <li>
              <Typed>{session.place}</Typed>
            </li>
            <li>{t('voice.ngo.came', { count: session.attendance })}</li>
            {session.milestone === null ? null : (
              <li>
                <Typed>{session.milestone.title}</Typed>
              </li>
            )}
          </ul>
          <ul className="meta">
            <li>{t('voice.ngo.answeredOf', { codes: session.codeCount, count: session.answered })}</li>
            <li>{t('voice.ngo.until', { day: day(session.lastDay) })}</li>
          </ul>
          <VoiceLine figures={session.figures} />
          {more?.(session)}
        </li>
      ))}
    </ul>
  )
}
