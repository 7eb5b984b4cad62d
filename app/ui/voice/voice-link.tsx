import { useT } from '#app/i18n/provider.tsx'
import { A } from '#app/ui/link.tsx'

/** From a project's page to what those served say of it. */
export function VoiceLink({ to }: { to: string }) {
  const t = useT()
  return (
    <p>
      <A to={to}>{t('voice.title')}</A>
    </p>
  )
}
