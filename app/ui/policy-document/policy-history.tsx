import { useT } from '#app/i18n/provider.tsx'
import type { PolicyChange } from '#app/services/policy-document/queries/policy-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** When its entry was changed, why and in what; the latest first. */
export function PolicyHistory({ changes }: { changes: readonly PolicyChange[] }) {
  const t = useT()
  const { dayOfInstant } = useFormat()
  return (
    <Sheet labelledBy="history">
      <h2 id="history">{t('policy-document.history.title')}</h2>
      <ol reversed>
        {changes.map(({ version, at, isByAdministrator, reason, fields }) => (
          <li key={version}>
            {dayOfInstant(at)}{' '}
            {t(isByAdministrator ? 'policy-document.history.byAdministrator' : 'policy-document.history.withSite')}
            {fields.length === 0 ? null : (
              <>
                <br />
                {t('policy-document.history.changed', {
                  fields: fields
                    .map((field) => t(`policy-document.label.${field}`))
                    .join(t('policy-document.history.comma')),
                })}
              </>
            )}
            {reason === '' ? null : (
              <>
                <br />
                <Typed>{reason}</Typed>
              </>
            )}
          </li>
        ))}
      </ol>
    </Sheet>
  )
}
