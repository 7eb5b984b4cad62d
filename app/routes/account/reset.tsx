import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { newPasswordSchema } from '#app/domain/account/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readReset, resetPassword } from '#app/services/account/reset-password.server.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { NewPasswordField } from './person-fields.tsx'

const params = z.object({ token: z.string().max(100) })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { token } }) => ({
  email: (await readReset(ctx, token))?.email,
}))

export const action = pageAction(
  { may: 'anyone', params },
  {
    reset: on(newPasswordSchema, async ({ ctx, params: { token }, input }) => {
      const outcome = await resetPassword(ctx, { token, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.signIn(), 'account.toast.passwordSet') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('account.reset.title'))

export default function ResetPage() {
  const { email } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('reset')
  return (
    <Page>
      <Sheet>
        {email === undefined ? (
          <>
            <h1>{t('account.reset.deadTitle')}</h1>
            <p>{t('account.reset.dead')}</p>
            <A className="button" to={paths.forgot()}>
              {t('account.forgot.title')}
            </A>
          </>
        ) : (
          <>
            <h1>{t('account.reset.title')}</h1>
            <p>{t('account.reset.intro', { email })}</p>
            <PostForm form={form}>
              <NewPasswordField form={form} label={t('account.label.newPassword')} />
              <div className="actions">
                <Submit>{t('account.reset.submit')}</Submit>
              </div>
            </PostForm>
          </>
        )}
      </Sheet>
    </Page>
  )
}
