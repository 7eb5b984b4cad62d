import { useT } from '#app/i18n/provider.tsx'
import { A } from '#app/ui/link.tsx'

/** From a project's page to what was done for people. */
export function ActivitiesLink({ to }: { to: string }) {
  const t = useT()
  return (
    <p>
      <A to={to}>{t('activity.title')}</A>
    </p>
  )
}
