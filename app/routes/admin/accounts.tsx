import { useLoaderData } from '@remix-run/react'
import { accountSearchSchema } from '#app/domain/account/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { cursorOf } from '#app/http/cursor.ts'
import { useDynamicT, useHref, useT } from '#app/i18n/provider.tsx'
import { readAccountsPage } from '#app/services/admin/queries/accounts-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { AdminPage, NextPage } from './admin-page.tsx'

export const loader = pageLoader({ may: 'administrator' }, ({ ctx, url }) => {
  const asked = accountSearchSchema.safeParse({ q: url.searchParams.get('q') ?? undefined })
  return readAccountsPage(ctx, { q: asked.success ? asked.data.q : '', after: cursorOf(url) })
})

export const meta = pageMeta((t) => t('admin.accounts.title'))

export default function AccountsPage() {
  const { q, accounts, next } = useLoaderData<typeof loader>()
  const t = useT()
  const word = useDynamicT()
  const href = useHref()
  const format = useFormat()
  return (
    <AdminPage>
      <Sheet>
        <h1>{t('admin.accounts.title')}</h1>
        <form method="get" action={href(paths.adminAccounts())} className="search-line" role="search">
          <div className="field">
            <label htmlFor="q">{t('admin.accounts.search')}</label>
            <input id="q" name="q" type="search" defaultValue={q} maxLength={100} />
          </div>
          <button type="submit">{t('common.action.search')}</button>
        </form>
        {accounts.length === 0 ? (
          <p>{t('admin.accounts.none')}</p>
        ) : (
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{t('admin.accounts.person')}</th>
                <th scope="col">{t('admin.accounts.email')}</th>
                <th scope="col">{t('admin.accounts.state')}</th>
                <th scope="col">{t('admin.accounts.factor')}</th>
                <th scope="col">{t('admin.accounts.since')}</th>
              </tr>
            </thead>
            <tbody>
              {accounts.map((account) => (
                <tr key={account.id}>
                  <th scope="row">
                    <A to={paths.adminAccount(account.id)}>
                      <Typed>{account.name}</Typed>
                    </A>{' '}
                    {account.isAdministrator ? <Tag tone="plain">{t('admin.accounts.administrator')}</Tag> : null}
                  </th>
                  <td data-label={t('admin.accounts.email')} className="breakable">
                    {account.email}
                  </td>
                  <td data-label={t('admin.accounts.state')}>
                    {account.state !== 'ACTIVE' ? (
                      <Tag tone="due">{word(`admin.state.${account.state}`)}</Tag>
                    ) : account.isConfirmed ? (
                      word(`admin.state.${account.state}`)
                    ) : (
                      <Tag tone="wait">{t('admin.state.unconfirmed')}</Tag>
                    )}
                  </td>
                  <td data-label={t('admin.accounts.factor')}>
                    {account.hasSecondFactor ? t('admin.factor.on') : t('admin.factor.off')}
                  </td>
                  <td data-label={t('admin.accounts.since')}>{format.dayOfInstant(account.since)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <NextPage
          to={
            next === null
              ? undefined
              : `${paths.adminAccounts()}?${new URLSearchParams({ ...(q === '' ? {} : { q }), after: next }).toString()}`
          }
        >
          {t('admin.accounts.next')}
        </NextPage>
      </Sheet>
    </AdminPage>
  )
}
