import { useLoaderData } from '@remix-run/react'
import { cursorOf } from '#app/http/cursor.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { doesSendMail } from '#app/http/session.server.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { readMessagesPage } from '#app/services/admin/queries/messages-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { AdminPage, NextPage } from './admin-page.tsx'
import { messageTones } from './message-tones.ts'

export const loader = pageLoader({ may: 'administrator' }, async ({ ctx, url }) => ({
  ...(await readMessagesPage(ctx, cursorOf(url), url.searchParams.get('show') === 'unsent')),
  isUnsent: url.searchParams.get('show') === 'unsent',
  isMailSent: doesSendMail(),
}))

export const meta = pageMeta((t) => t('admin.messages.title'))

export default function MessagesPage() {
  const { messages, next, isMailSent, isUnsent } = useLoaderData<typeof loader>()
  const t = useT()
  const word = useDynamicT()
  const format = useFormat()
  return (
    <AdminPage>
      <Sheet>
        <h1>{t('admin.messages.title')}</h1>
        <p className={isMailSent ? undefined : 'notice'}>
          {isMailSent ? t('admin.messages.sends') : t('admin.messages.keeps')}
        </p>
        <p>
          <A to={paths.adminTemplates()}>{t('admin.preview.title')}</A>
        </p>
        <nav className="tabs" aria-label={t('admin.messages.show')}>
          <A to={paths.adminMessages()} aria-current={isUnsent ? undefined : 'page'}>
            {t('admin.messages.all')}
          </A>
          <A to={`${paths.adminMessages()}?show=unsent`} aria-current={isUnsent ? 'page' : undefined}>
            {t('admin.messages.failed')}
          </A>
        </nav>
        {messages.length === 0 ? (
          <p>{t('admin.messages.none')}</p>
        ) : (
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{t('admin.messages.template')}</th>
                <th scope="col">{t('admin.messages.to')}</th>
                <th scope="col">{t('admin.messages.state')}</th>
                <th scope="col">{t('admin.messages.at')}</th>
              </tr>
            </thead>
            <tbody>
              {messages.map((message) => (
                <tr key={message.id}>
                  <th scope="row">
                    <A to={paths.adminMessage(message.id)}>{word(`admin.template.${message.template}`)}</A>
                  </th>
                  <td data-label={t('admin.messages.to')} className="breakable">
                    {message.toAddress === '' ? t('admin.messages.addressGone') : message.toAddress}
                  </td>
                  <td data-label={t('admin.messages.state')}>
                    <Tag tone={messageTones[message.state]}>{word(`admin.messageState.${message.state}`)}</Tag>
                  </td>
                  <td data-label={t('admin.messages.at')}>{format.instant(message.createdAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <NextPage
          to={next === null ? undefined : `${paths.adminMessages()}?${isUnsent ? 'show=unsent&' : ''}after=${next}`}
        >
          {t('admin.messages.next')}
        </NextPage>
      </Sheet>
    </AdminPage>
  )
}
