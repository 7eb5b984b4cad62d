import { useT } from '#app/i18n/provider.tsx'
import { A } from '#app/ui/link.tsx'

/** From a project's page to what was given to it. */
export function GiftLink({ to }: { to: string }) {
  const t = useT()
  return (
    <p>
      <A to={to}>{t('gift.title')}</A>
    </p>
  )
}
