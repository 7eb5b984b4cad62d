import { useLoaderData } from '@remix-run/react'
import { checkTypedPassword } from '#app/domain/account/password.ts'
import { organizationSchema, registrationSchema } from '#app/domain/organization/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readRegionOptions } from '#app/services/organization/queries/region-options.server.ts'
import { registerOrganization, signUpOrganization } from '#app/services/organization/register-organization.server.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { RegistrationFields, useOrganizationLabels } from '../ngo/organization-fields.tsx'
import { PersonFields } from './person-fields.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx }) => ({
  isKnown: ctx.actor.accountId !== undefined,
  regions: await readRegionOptions(ctx),
}))

export const action = pageAction(
  { may: 'anyone' },
  {
    signUp: on(
      registrationSchema,
      async ({ ctx, input }) => {
        const outcome = await signUpOrganization(ctx, input)
        return outcome.ok ? goTo(ctx, paths.checkMail()) : outcome
      },
      checkTypedPassword,
    ),
    register: on(organizationSchema, async ({ ctx, input }) => {
      const outcome = await registerOrganization(ctx, input)
      return outcome.ok
        ? redirectWithToast(ctx, paths.ngoOrganization(outcome.organizationId), 'organization.toast.registered')
        : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('account.signUp.organizationTitle'))

export default function SignUpOrganizationPage() {
  const { isKnown, regions } = useLoaderData<typeof loader>()
  const t = useT()
  const labels = {
    ...useOrganizationLabels(),
    name: t('account.label.name'),
    email: t('account.label.email'),
    password: t('account.label.password'),
  }
  const form = useFormState(isKnown ? 'register' : 'signUp')
  return (
    <Page crumbs={[{ to: paths.signUp(), text: t('account.signUp.title') }]}>
      <Sheet>
        <h1>{t('account.signUp.organizationTitle')}</h1>
        <p>{t('account.signUp.organizationIntro')}</p>
        <PostForm form={form} labels={labels}>
          <h2>{t('account.signUp.aboutOrganization')}</h2>
          <RegistrationFields form={form} regions={regions} />
          {isKnown ? null : (
            <>
              <h2>{t('account.signUp.aboutYou')}</h2>
              <PersonFields form={form} />
            </>
          )}
          <div className="actions">
            <Submit>{t(isKnown ? 'account.signUp.organizationAction' : 'account.signUp.submit')}</Submit>
          </div>
        </PostForm>
      </Sheet>
    </Page>
  )
}
