import { useLocation } from '@remix-run/react'
import { paths } from '#app/http/paths.ts'
import { localize, withoutLocale } from '#app/i18n/locale.ts'
import { useLocale, useT } from '#app/i18n/provider.tsx'
import { A } from '#app/ui/link.tsx'

/** The name of the site, its places, and who is here. On a phone the places have a row of their own. */
export function Masthead({ person }: { person: { name: string } | undefined }) {
  const t = useT()
  const locale = useLocale()
  const { pathname, search } = useLocation()
  const here = withoutLocale(pathname)
  const other = locale === 'en' ? 'zh-CN' : 'en'
  const current = (to: string) => (here === to ? 'page' : here.startsWith(`${to}/`) ? 'true' : undefined)
  const item = (to: string, text: string) => (
    <A to={to} aria-current={current(to)}>
      {text}
    </A>
  )
  return (
    <header className="masthead">
      <a className="skip" href="#main">
        {t('common.nav.skip')}
      </a>
      <div className="page">
        <A className="brand" to={paths.home()}>
          <b aria-hidden="true">汇</b>
          {t('common.site.name')}
        </A>
        <nav className="places" aria-label={t('common.nav.label')}>
          {item(paths.needs(), t('common.nav.needs'))}
          {item(paths.calls(), t('common.nav.calls'))}
          {item(paths.projects(), t('common.nav.projects'))}
          {item(paths.organizations(), t('common.nav.organizations'))}
          {item(paths.search(), t('common.nav.search'))}
        </nav>
        <nav className="who" aria-label={t('common.nav.account')}>
          {person === undefined ? (
            item(paths.signIn(), t('common.nav.signIn'))
          ) : (
            <>
              {item(paths.desk(), t('common.nav.desk'))}
              <A className="name" lang="zh-CN" to={paths.account()} aria-current={current(paths.account())}>
                {person.name}
              </A>
            </>
          )}
          <a href={localize(here, other) + search} lang={other} hrefLang={other}>
            {t('common.nav.otherLanguage')}
          </a>
        </nav>
      </div>
    </header>
  )
}
