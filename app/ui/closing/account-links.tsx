import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { A } from '#app/ui/link.tsx'

/** From a project's page to its account: what was spent, what has to come back, how it is closed. */
export function AccountLinks({
  side,
  projectId,
  hasCofunding,
}: {
  side: 'bureau' | 'ngo'
  projectId: string
  hasCofunding: boolean
}) {
  const t = useT()
  const isNgo = side === 'ngo'
  return (
    <p>
      {hasCofunding ? (
        <>
          <A to={isNgo ? paths.ngoCofunding(projectId) : paths.bureauCofunding(projectId)}>{t('cofunding.link')}</A>{' '}
          ·{' '}
        </>
      ) : null}
      <A to={isNgo ? paths.ngoSpending(projectId) : paths.bureauSpending(projectId)}>{t('claim.link')}</A> ·{' '}
      <A to={isNgo ? paths.ngoClawbacks(projectId) : paths.bureauClawbacks(projectId)}>{t('clawback.title')}</A> ·{' '}
      <A to={isNgo ? paths.ngoClosing(projectId) : paths.bureauClosing(projectId)}>{t('closing.title')}</A>
    </p>
  )
}
