import { useLoaderData } from '@remix-run/react'
import { emailSchema } from '#app/domain/account/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { doesSendMail } from '#app/http/session.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { resendConfirmation } from '#app/services/account/sign-up.server.ts'
import { LetterSent } from '#app/ui/account/letter-sent.tsx'
import { EmailField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

export const loader = pageLoader({ may: 'anyone' }, ({ url }) =>
  Promise.resolve({ isMailSent: doesSendMail(), isForPassword: url.searchParams.get('for') === 'password' }),
)

export const action = pageAction(
  { may: 'anyone' },
  {
    resend: on(emailSchema, async ({ ctx, input }) => {
      const outcome = await resendConfirmation(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.checkMail(), 'account.toast.resent') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('account.checkMail.title'))

export default function CheckMailPage() {
  const { isMailSent, isForPassword } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page>
      <Sheet>
        <h1>{t('account.checkMail.title')}</h1>
        <p>{isForPassword ? t('account.checkMail.password') : t('account.checkMail.intro')}</p>
        <LetterSent isMailSent={isMailSent} />
      </Sheet>
      {isForPassword ? (
        <div className="actions">
          <A className="button quiet" to={paths.forgot()}>
            {t('account.checkMail.again')}
          </A>
        </div>
      ) : (
        <Resend />
      )}
    </Page>
  )
}

/** Only to an address that signed up and has not confirmed yet. */
function Resend() {
  const t = useT()
  const form = useFormState('resend')
  return (
    <Sheet>
      <h2>{t('account.checkMail.resendTitle')}</h2>
      <PostForm form={form}>
        <EmailField form={form} name="email" label={t('account.label.email')} />
        <div className="actions">
          <Submit quiet>{t('account.checkMail.resend')}</Submit>
        </div>
      </PostForm>
    </Sheet>
  )
}
