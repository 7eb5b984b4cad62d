import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

export const loader = pageLoader({ may: 'anyone' }, () => Promise.resolve({}))

export const meta = pageMeta((t) => t('account.signUp.title'))

export default function SignUpPage() {
  const t = useT()
  return (
    <Page>
      <Sheet>
        <h1>{t('account.signUp.title')}</h1>
        <p>{t('account.signUp.intro')}</p>
        <ul className="rows">
          <li>
            <h2>{t('account.signUp.organization')}</h2>
            <p>{t('account.signUp.organizationText')}</p>
            <A className="button" to={paths.signUpOrganization()}>
              {t('account.signUp.organizationAction')}
            </A>
          </li>
          <li>
            <h2>{t('account.signUp.resident')}</h2>
            <p>{t('account.signUp.residentText')}</p>
            <A className="button quiet" to={paths.signUpResident()}>
              {t('account.signUp.residentAction')}
            </A>
          </li>
        </ul>
        <p className="notice">{t('account.signUp.staff')}</p>
        <ul className="meta">
          <li>
            {t('account.signUp.haveAccount')} <A to={paths.signIn()}>{t('common.nav.signIn')}</A>
          </li>
        </ul>
      </Sheet>
    </Page>
  )
}
