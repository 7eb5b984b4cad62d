import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { A } from '#app/ui/link.tsx'

/** To the record of a process, and to what it is. `to`: the record's address, which has no language. */
export function DataLink({ to }: { to: string }) {
  const t = useT()
  return (
    <p>
      <a href={to} type="application/json">
        {t('openData.link')}
      </a>{' '}
      <small>
        {t('openData.linkHint')} · <A to={paths.openData()}>{t('openData.title')}</A>
      </small>
    </p>
  )
}
