import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { nothingSchema } from '#app/domain/account/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { publicUrl } from '#app/http/session.server.ts'
import { writeLetter } from '#app/i18n/letter.ts'
import { useT } from '#app/i18n/provider.tsx'
import { markUnread, openLetter } from '#app/services/notice/open-letter.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { LetterText } from '#app/ui/letter-text.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'signedIn', params }, async ({ ctx, params: { id } }) => {
  const { template, values, ...letter } = orNotFound(await openLetter(ctx, id))
  return {
    ...letter,
    locale: ctx.locale,
    ...writeLetter({ template, values, locale: ctx.locale }, publicUrl()),
  }
})

export const action = pageAction(
  { may: 'signedIn', params },
  {
    unread: on(nothingSchema, async ({ ctx, params: { id } }) => {
      const outcome = await markUnread(ctx, id)
      return outcome.ok ? redirectWithToast(ctx, paths.inbox(), 'notice.toast.unread') : outcome
    }),
  },
)

type View = Awaited<ReturnType<typeof loader>>

export const meta = pageMeta<View>((_, { subject }) => subject)

export default function InboxLetterPage() {
  const letter = useLoaderData<typeof loader>()
  const t = useT()
  const { instant } = useFormat()
  const form = useFormState('unread')
  return (
    <Page
      crumbs={[
        { to: paths.desk(), text: t('common.nav.desk') },
        { to: paths.inbox(), text: t('notice.inbox.title') },
      ]}
    >
      <Sheet>
        <h1>{letter.subject}</h1>
        <ul className="meta">
          <li>{instant(letter.at)}</li>
          <li>{t(`notice.inbox.sent.${letter.state}`)}</li>
        </ul>
        <LetterText text={letter.text} locale={letter.locale} />
        <ActionButton form={form} quiet>
          {t('notice.inbox.markUnread')}
        </ActionButton>
      </Sheet>
    </Page>
  )
}
