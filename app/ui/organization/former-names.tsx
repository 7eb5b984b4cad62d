import { useT } from '#app/i18n/provider.tsx'
import type { KnownName } from '#app/services/organization/queries/names-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Typed, TypedCites } from '#app/ui/typed.tsx'

/** Names an organization had before, the latest first. */
export function FormerNames({ names }: { names: readonly KnownName[] }) {
  const t = useT()
  const { day } = useFormat()
  return (
    <ul className="plain">
      {names.map(({ name, fromOn, untilOn, documentNo }) => (
        <li key={`${name} ${untilOn}`}>
          <Typed>{name}</Typed>{' '}
          <span className="hint">
            {fromOn === null
              ? t('organization.names.until', { day: day(untilOn) })
              : t('organization.names.fromUntil', { from: day(fromOn), until: day(untilOn) })}{' '}
            {documentNo === '' ? null : <TypedCites text={documentNo} />}
          </span>
        </li>
      ))}
    </ul>
  )
}
