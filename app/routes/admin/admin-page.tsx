import { useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { paths } from '#app/http/paths.ts'
import { withoutLocale } from '#app/i18n/locale.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type Crumb, Page } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

/** The frame of the administration: its places, then the page. */
export function AdminPage({ crumbs, children }: { crumbs?: readonly Crumb[]; children: ReactNode }) {
  const t = useT()
  const here = withoutLocale(useLocation().pathname)
  const item = (to: string, text: string) => (
    <A to={to} aria-current={here === to ? 'page' : here.startsWith(`${to}/`) ? 'true' : undefined}>
      {text}
    </A>
  )
  return (
    <Page {...(crumbs === undefined ? {} : { crumbs })}>
      <nav className="tabs" aria-label={t('admin.nav.label')}>
        {item(paths.adminAccounts(), t('admin.nav.accounts'))}
        {item(paths.adminInvitations(), t('admin.nav.invitations'))}
        {item(paths.adminExperts(), t('admin.nav.experts'))}
        {item(paths.adminBodies(), t('admin.nav.bodies'))}
        {item(paths.adminMessages(), t('admin.nav.messages'))}
        {item(paths.adminCalendar(), t('calendar.title'))}
        {item(paths.adminPolicies(), t('policy-document.title'))}
        {item(paths.adminAudit(), t('audit-trail.admin.tab'))}
        {item(paths.adminRetention(), t('privacy.admin.tab'))}
        {item(paths.adminDataRequests(), t('privacy.request.admin.title'))}
        {item(paths.adminSystem(), t('admin.nav.system'))}
      </nav>
      {children}
    </Page>
  )
}

/** On to the next twenty; nothing when there are none. */
export function NextPage({ to, children }: { to: string | undefined; children: ReactNode }) {
  return to === undefined ? null : (
    <p className="pager">
      <A to={to}>{children}</A>
    </p>
  )
}
