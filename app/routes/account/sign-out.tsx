import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { nothingSchema } from '#app/domain/account/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { leaveSession } from '#app/http/session.server.ts'
import { localize } from '#app/i18n/locale.ts'
import { useT } from '#app/i18n/provider.tsx'
import { signOut } from '#app/services/account/end-sessions.server.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

export const loader = pageLoader({ may: 'anyone' }, ({ ctx }) => {
  if (ctx.actor.accountId === undefined) throw redirect(localize(paths.home(), ctx.locale))
  return Promise.resolve({ name: ctx.actor.name })
})

export const action = pageAction(
  { may: 'anyone' },
  {
    signOut: on(nothingSchema, async ({ ctx }) => {
      const outcome = await signOut(ctx, 'here')
      return outcome.ok ? leaveSession(ctx, 'account.toast.signedOut') : outcome
    }),
    signOutEverywhere: on(nothingSchema, async ({ ctx }) => {
      const outcome = await signOut(ctx, 'everywhere')
      return outcome.ok ? leaveSession(ctx, 'account.toast.signedOutEverywhere') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('account.signOut.title'))

export default function SignOutPage() {
  const { name } = useLoaderData<typeof loader>()
  const t = useT()
  const here = useFormState('signOut')
  const everywhere = useFormState('signOutEverywhere')
  return (
    <Page>
      <Sheet>
        <h1>{t('account.signOut.title')}</h1>
        <p>
          <Mixed text={t('account.signOut.intro', { name })} />
        </p>
        <div className="lifecycle">
          <PostForm form={here}>
            <Submit>{t('account.signOut.submit')}</Submit>
          </PostForm>
          <PostForm form={everywhere}>
            <Submit quiet>{t('account.signOut.everywhere')}</Submit>
          </PostForm>
        </div>
      </Sheet>
    </Page>
  )
}
