import { redirect } from '@remix-run/node'
import { signInSchema } from '#app/domain/account/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { enterSession, userAgentOf, wantedPage } from '#app/http/session.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { signIn } from '#app/services/account/sign-in.server.ts'
import { EmailField, PasswordField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

export const loader = pageLoader({ may: 'anyone' }, ({ ctx, url }) => {
  if (ctx.actor.accountId !== undefined) throw redirect(wantedPage(ctx, url))
  return Promise.resolve({})
})

export const action = pageAction(
  { may: 'anyone' },
  {
    signIn: on(signInSchema, async ({ ctx, input, request, url }) => {
      const outcome = await signIn(ctx, { ...input, userAgent: userAgentOf(request) })
      if (!outcome.ok) return outcome
      return enterSession(
        outcome.token,
        wantedPage(ctx, url),
        outcome.isKept ? 'account.toast.closingCalledOff' : undefined,
      )
    }),
  },
)

export const meta = pageMeta((t) => t('account.signIn.title'))

export default function SignInPage() {
  const t = useT()
  const form = useFormState('signIn')
  return (
    <Page>
      <Sheet>
        <h1>{t('account.signIn.title')}</h1>
        <PostForm form={form}>
          <EmailField form={form} name="email" label={t('account.label.email')} autoComplete="username" />
          <PasswordField
            form={form}
            name="password"
            label={t('account.label.password')}
            autoComplete="current-password"
          />
          <div className="actions">
            <Submit>{t('account.signIn.submit')}</Submit>
          </div>
        </PostForm>
        <ul className="meta after-form">
          {form.refusal?.code === 'account.unconfirmed' ? (
            <li>
              <A to={paths.checkMail()}>{t('account.signIn.resend')}</A>
            </li>
          ) : null}
          <li>
            <A to={paths.forgot()}>{t('account.signIn.forgot')}</A>
          </li>
          <li>
            {t('account.signIn.noAccount')} <A to={paths.signUp()}>{t('account.signIn.signUp')}</A>
          </li>
        </ul>
      </Sheet>
    </Page>
  )
}
