import { useT } from '#app/i18n/provider.tsx'

/** What to do when a letter does not come; or who has it, while the site sends none. */
export function LetterSent({ isMailSent }: { isMailSent: boolean }) {
  const t = useT()
  if (isMailSent) return <p>{t('account.checkMail.spam')}</p>
  return (
    <div className="notice">
      <strong>{t('account.checkMail.keptTitle')}</strong>
      <br />
      {t('account.checkMail.kept')}
    </div>
  )
}
