import { useT } from '#app/i18n/provider.tsx'
import { A } from '#app/ui/link.tsx'

/** From a project's page to what was spent of its money. */
export function SpendingLink({ to }: { to: string }) {
  const t = useT()
  return (
    <p>
      <A to={to}>{t('claim.link')}</A>
    </p>
  )
}
