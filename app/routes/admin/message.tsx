import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { nothingSchema } from '#app/domain/account/schema.ts'
import { secretTemplates } from '#app/domain/notice/mail-template.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { publicUrl } from '#app/http/session.server.ts'
import { writeLetter } from '#app/i18n/letter.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { resendable, resendMessage } from '#app/services/admin/resend-message.server.ts'
import { readMessagePage } from '#app/services/admin/queries/messages-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { LetterText } from '#app/ui/letter-text.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { AdminPage } from './admin-page.tsx'
import { messageTones } from './message-tones.ts'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'administrator', params }, async ({ ctx, params: { id } }) => {
  const { values, parts, ...message } = orNotFound(await readMessagePage(ctx, id))
  const isSecret = secretTemplates.some((template) => template === message.template)
  return {
    ...message,
    isSecret,
    letter: message.isWiped
      ? null
      : writeLetter({ template: message.template, locale: message.locale, values, parts }, publicUrl()),
    mayResend: resendable.some((state) => state === message.state),
  }
})

export const action = pageAction(
  { may: 'administrator', params },
  {
    resend: on(nothingSchema, async ({ ctx, params: { id } }) => {
      const outcome = await resendMessage(ctx, id)
      return outcome.ok ? redirectWithToast(ctx, paths.adminMessage(id), 'admin.messages.resent') : outcome
    }),
  },
)

type View = Awaited<ReturnType<typeof loader>>

export const meta = pageMeta<View>((t) => t('admin.messages.title'))

export default function MessagePage() {
  const message = useLoaderData<typeof loader>()
  const t = useT()
  const word = useDynamicT()
  const format = useFormat()
  const form = useFormState('resend')
  return (
    <AdminPage crumbs={[{ to: paths.adminMessages(), text: t('admin.messages.title') }]}>
      <Sheet>
        <Tag tone={messageTones[message.state]}>{word(`admin.messageState.${message.state}`)}</Tag>
        <h1 lang={message.locale}>{message.letter?.subject ?? word(`admin.template.${message.template}`)}</h1>
        <ul className="meta">
          <li className="breakable">
            {t('admin.messages.to')} {message.toAddress === '' ? t('admin.messages.addressGone') : message.toAddress}
          </li>
          <li>
            {t('admin.messages.at')} {format.instant(message.createdAt)}
          </li>
          {message.sentAt === null ? null : (
            <li>
              {t('admin.messages.sentAt')} {format.instant(message.sentAt)}
            </li>
          )}
          {message.tries === 0 ? null : (
            <li>
              {t('admin.messages.tries')} {message.tries}
            </li>
          )}
        </ul>
        {message.state === 'DOUBTFUL' ? <p className="notice">{t('admin.messages.doubtful')}</p> : null}
        {message.error === '' ? null : (
          <p className="notice">
            {t('admin.messages.error')}
            <br />
            <code>{message.error}</code>
          </p>
        )}
        {message.mayResend ? (
          <ActionButton form={form} quiet>
            {t('admin.messages.resend')}
          </ActionButton>
        ) : null}
      </Sheet>
      <Sheet>
        {message.letter === null ? (
          <p>{t('admin.messages.wiped')}</p>
        ) : (
          <>
            {message.isSecret ? <p className="notice">{t('admin.messages.secret')}</p> : null}
            <LetterText text={message.letter.text} locale={message.locale} />
          </>
        )}
      </Sheet>
    </AdminPage>
  )
}
