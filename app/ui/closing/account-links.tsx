import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { A } from '#app/ui/link.tsx'

/** From a project's page to its account: what was spent, what has to come back, how it is closed. */
export function AccountLinks({ side, projectId }: { side: 'bureau' | 'ngo'; projectId: string }) {
  const t = useT()
  const isNgo = side === 'ngo'
  return (
    <ul className="meta">
      <li>
        <A to={isNgo ? paths.ngoSpending(projectId) : paths.bureauSpending(projectId)}>{t('claim.link')}</A>
      </li>
      <li>
        <A to={isNgo ? paths.ngoClawbacks(projectId) : paths.bureauClawbacks(projectId)}>{t('clawback.title')}</A>
      </li>
      <li>
        <A to={isNgo ? paths.ngoClosing(projectId) : paths.bureauClosing(projectId)}>{t('closing.title')}</A>
      </li>
    </ul>
  )
}
