import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { A } from '#app/ui/link.tsx'

/** Results, and what was filed about them: two lists side by side. */
export function ResultTabs({ at }: { at: 'results' | 'objections' }) {
  const t = useT()
  return (
    <nav className="tabs" aria-label={t('award.list.tabs')}>
      <A to={paths.results()} aria-current={at === 'results' ? 'page' : undefined}>
        {t('award.list.results')}
      </A>
      <A to={paths.objections()} aria-current={at === 'objections' ? 'page' : undefined}>
        {t('award.list.filed')}
      </A>
    </nav>
  )
}
