import { useT } from '#app/i18n/provider.tsx'
import { A } from '#app/ui/link.tsx'

/** From a project's page to what was observed of it. */
export function ObservationLink({ to }: { to: string }) {
  const t = useT()
  return (
    <p>
      <A to={to}>{t('observation.title')}</A>
    </p>
  )
}
