import { emailSchema } from '#app/domain/account/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, pageAction, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { requestReset } from '#app/services/account/reset-password.server.ts'
import { EmailField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

export const loader = pageLoader({ may: 'anyone' }, () => Promise.resolve({}))

export const action = pageAction(
  { may: 'anyone' },
  {
    forgot: on(emailSchema, async ({ ctx, input }) => {
      const outcome = await requestReset(ctx, input)
      return outcome.ok ? goTo(ctx, `${paths.checkMail()}?for=password`) : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('account.forgot.title'))

export default function ForgotPage() {
  const t = useT()
  const form = useFormState('forgot')
  return (
    <Page crumbs={[{ to: paths.signIn(), text: t('account.signIn.title') }]}>
      <Sheet>
        <h1>{t('account.forgot.title')}</h1>
        <p>{t('account.forgot.intro')}</p>
        <PostForm form={form}>
          <EmailField form={form} name="email" label={t('account.label.email')} autoComplete="username" />
          <div className="actions">
            <Submit>{t('account.forgot.submit')}</Submit>
          </div>
        </PostForm>
      </Sheet>
    </Page>
  )
}
