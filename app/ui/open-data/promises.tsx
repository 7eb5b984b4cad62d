import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'

/** Prefixes that no registry gave: the defaults of the environment. */
const placeholders = ['ocds-000000', '360G-unregistered']

export function Identifiers({ ocidPrefix, grantPrefix }: { ocidPrefix: string; grantPrefix: string }) {
  const t = useT()
  const isPlaceholder = (prefix: string) => placeholders.includes(prefix)
  return (
    <Sheet labelledBy="ids">
      <h2 id="ids">{t('openData.ids.title')}</h2>
      <p>{t('openData.ids.ocid')}</p>
      <p>
        {t(isPlaceholder(ocidPrefix) ? 'openData.ids.ocidDefault' : 'openData.ids.ocidOwn', { prefix: ocidPrefix })}
      </p>
      <p>
        {t(isPlaceholder(grantPrefix) ? 'openData.ids.grantDefault' : 'openData.ids.grantOwn', { prefix: grantPrefix })}
      </p>
      <p>{t('openData.ids.organization')}</p>
    </Sheet>
  )
}

/** Every change that readers were told of, the latest first. */
const versions = [
  { number: '3', day: '2026-11-26', what: 'more' },
  { number: '2', day: '2026-11-25', what: 'lists' },
  { number: '1', day: '2026-11-24', what: 'first' },
] as const

export function Versions() {
  const t = useT()
  const { day } = useFormat()
  return (
    <Sheet labelledBy="versions">
      <h2 id="versions">{t('openData.versions.title')}</h2>
      <p>{t('openData.versions.promise')}</p>
      <ul>
        {versions.map(({ number, day: on, what }) => (
          <li key={number}>
            <strong>{t('openData.versions.entry', { number, day: day(on) })}</strong> {t(`openData.versions.${what}`)}
          </li>
        ))}
      </ul>
      <p>{t('openData.versions.history')}</p>
    </Sheet>
  )
}
