import { redirect } from '@remix-run/node'
import { checkTypedPassword } from '#app/domain/account/password.ts'
import { newPersonSchema } from '#app/domain/account/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, pageAction, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { localize } from '#app/i18n/locale.ts'
import { useT } from '#app/i18n/provider.tsx'
import { signUp } from '#app/services/account/sign-up.server.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { PersonFields } from './person-fields.tsx'

export const loader = pageLoader({ may: 'anyone' }, ({ ctx }) => {
  if (ctx.actor.accountId !== undefined) throw redirect(localize(paths.account(), ctx.locale))
  return Promise.resolve({})
})

export const action = pageAction(
  { may: 'anyone' },
  {
    signUp: on(
      newPersonSchema,
      async ({ ctx, input }) => {
        const outcome = await signUp(ctx, input)
        return outcome.ok ? goTo(ctx, paths.checkMail()) : outcome
      },
      checkTypedPassword,
    ),
  },
)

export const meta = pageMeta((t) => t('account.signUp.residentTitle'))

export default function SignUpResidentPage() {
  const t = useT()
  const form = useFormState('signUp')
  const labels = {
    name: t('account.label.name'),
    email: t('account.label.email'),
    password: t('account.label.password'),
  }
  return (
    <Page crumbs={[{ to: paths.signUp(), text: t('account.signUp.title') }]}>
      <Sheet>
        <h1>{t('account.signUp.residentTitle')}</h1>
        <PostForm form={form} labels={labels}>
          <PersonFields form={form} />
          <div className="actions">
            <Submit>{t('account.signUp.submit')}</Submit>
          </div>
        </PostForm>
      </Sheet>
    </Page>
  )
}
