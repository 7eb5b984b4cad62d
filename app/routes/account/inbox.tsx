import { useLoaderData } from '@remix-run/react'
import { nothingSchema } from '#app/domain/account/schema.ts'
import { cursorOf } from '#app/http/cursor.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { publicUrl } from '#app/http/session.server.ts'
import { writeLetter } from '#app/i18n/letter.ts'
import { useT } from '#app/i18n/provider.tsx'
import { markAllRead } from '#app/services/notice/open-letter.server.ts'
import { readInbox } from '#app/services/notice/queries/inbox.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'

export const loader = pageLoader({ may: 'signedIn' }, async ({ ctx, url }) => {
  const show = url.searchParams.get('show') === 'unread' ? ('unread' as const) : ('all' as const)
  const { letters, ...rest } = await readInbox(ctx, show, cursorOf(url))
  return {
    ...rest,
    show,
    letters: letters.map(({ template, values, ...letter }) => ({
      ...letter,
      subject: writeLetter({ template, values, locale: ctx.locale }, publicUrl()).subject,
    })),
  }
})

export const action = pageAction(
  { may: 'signedIn' },
  {
    readAll: on(nothingSchema, async ({ ctx }) => {
      const outcome = await markAllRead(ctx)
      return outcome.ok ? redirectWithToast(ctx, paths.inbox(), 'notice.toast.allRead') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('notice.inbox.title'))

export default function InboxPage() {
  const { letters, unread, next, show } = useLoaderData<typeof loader>()
  const t = useT()
  const { instant } = useFormat()
  const form = useFormState('readAll')
  const more = `${paths.inbox()}?${show === 'unread' ? 'show=unread&' : ''}after=${next ?? ''}`
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('notice.inbox.title')}</h1>
        <p>{t('notice.inbox.lead')}</p>
        <p>
          <A to={paths.letterSettings()}>{t('notice.settings.title')}</A>
        </p>
        <nav className="tabs" aria-label={t('notice.inbox.show')}>
          <A to={paths.inbox()} aria-current={show === 'all' ? 'page' : undefined}>
            {t('notice.inbox.all')}
          </A>
          <A to={`${paths.inbox()}?show=unread`} aria-current={show === 'unread' ? 'page' : undefined}>
            {t('notice.inbox.unread', { count: unread })}
          </A>
        </nav>
        {letters.length === 0 ? (
          <p>{show === 'unread' ? t('notice.inbox.noneUnread') : t('notice.inbox.none')}</p>
        ) : (
          <ul className="waiting">
            {letters.map((letter) => (
              <li key={letter.id}>
                <A className="what" to={paths.inboxLetter(letter.id)}>
                  {letter.subject}
                </A>
                <div className="of">
                  {instant(letter.at)} {letter.isRead ? null : <Tag tone="wait">{t('notice.inbox.new')}</Tag>}
                </div>
              </li>
            ))}
          </ul>
        )}
        {next === null ? null : (
          <p className="pager">
            <A to={more}>{t('notice.inbox.next')}</A>
          </p>
        )}
        {unread === 0 ? null : (
          <ActionButton form={form} quiet>
            {t('notice.inbox.readAll')}
          </ActionButton>
        )}
      </Sheet>
    </Page>
  )
}
