import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { ProjectWarnings } from '#app/services/warning/queries/warnings.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { TypedText } from '#app/ui/typed.tsx'
import { WarningTag } from './warning-tag.tsx'
import { useWarningText } from './warning-text.ts'

/** On the body's page of a project: what stands open, and what is over. Nothing where there is neither. */
export function ProjectWarningsSheet({ warnings }: { warnings: ProjectWarnings | null }) {
  const t = useT()
  const { day } = useFormat()
  const text = useWarningText()
  if (warnings === null || warnings.open.length + warnings.closed.length === 0) return null
  return (
    <Sheet labelledBy="warnings">
      <h2 id="warnings">{t('warning.title')}</h2>
      {warnings.open.length === 0 ? <p>{t('warning.none')}</p> : null}
      <ul className="rows">
        {warnings.open.map((warning) => (
          <li key={warning.id}>
            <WarningTag level={warning.level} /> {text(warning)}
            <p className="meta">
              {t('warning.since', { day: day(warning.since) })} ·{' '}
              {warning.assignedToName === null
                ? t('warning.unassigned')
                : t('warning.assigned', { name: warning.assignedToName })}
            </p>
          </li>
        ))}
      </ul>
      {warnings.open.length === 0 ? null : (
        <p>
          <A to={paths.bureauWarnings()}>{t('warning.toBoard')}</A>
        </p>
      )}
      {warnings.closed.length === 0 ? null : (
        <details>
          <summary>{t('warning.history')}</summary>
          <ul className="rows">
            {warnings.closed.map((warning) => (
              <li key={warning.id}>
                {text(warning)}
                <p className="meta">
                  {warning.closedByName === null
                    ? t('warning.endedByItself', { day: day(warning.endedOn) })
                    : t('warning.closedBy', { name: warning.closedByName, day: day(warning.endedOn) })}
                </p>
                <TypedText text={warning.closeReason} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Sheet>
  )
}
