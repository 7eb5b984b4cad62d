import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { nothingSchema } from '#app/domain/account/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { confirmEmail, readConfirmation } from '#app/services/account/confirm-email.server.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

const params = z.object({ token: z.string().max(100) })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { token } }) => ({
  email: (await readConfirmation(ctx, token))?.email,
}))

export const action = pageAction(
  { may: 'anyone', params },
  {
    confirm: on(nothingSchema, async ({ ctx, params: { token } }) => {
      const outcome = await confirmEmail(ctx, token)
      return outcome.ok ? redirectWithToast(ctx, paths.signIn(), 'account.toast.confirmed') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('account.confirm.title'))

export default function ConfirmPage() {
  const { email } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('confirm')
  return (
    <Page>
      <Sheet>
        {email === undefined ? (
          <>
            <h1>{t('account.confirm.deadTitle')}</h1>
            <p>{t('account.confirm.dead')}</p>
            <div className="actions">
              <A className="button" to={paths.signIn()}>
                {t('common.nav.signIn')}
              </A>
              <A className="button quiet" to={paths.checkMail()}>
                {t('account.signIn.resend')}
              </A>
            </div>
          </>
        ) : (
          <>
            <h1>{t('account.confirm.title')}</h1>
            <p>{t('account.confirm.intro', { email })}</p>
            <PostForm form={form}>
              <Submit>{t('account.confirm.submit')}</Submit>
            </PostForm>
          </>
        )}
      </Sheet>
    </Page>
  )
}
