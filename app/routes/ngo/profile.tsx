import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { profileSchema } from '#app/domain/organization/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readOrganizationPage } from '#app/services/organization/queries/organization-page.server.ts'
import { readRegionOptions } from '#app/services/organization/queries/region-options.server.ts'
import { updateProfile } from '#app/services/organization/update-profile.server.ts'
import { DateField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { ContactFields, PlaceAndFields, useOrganizationLabels } from './organization-fields.tsx'
import { RegistrationFacts } from './profile-fields.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) => {
  const page = orNotFound(await readOrganizationPage(ctx, id))
  const { name, version, profile } = orNotFound(page.mayEdit ? page : undefined)
  return { id, name, version, profile, regions: await readRegionOptions(ctx) }
})

export const action = pageAction(
  { may: 'organization', params },
  {
    profile: on(profileSchema, async ({ ctx, params: { id }, input }) => {
      const outcome = await updateProfile(ctx, id, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoOrganization(id), 'organization.toast.saved') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('organization.page.profile'))

export default function ProfilePage() {
  const { id, name, version, profile, regions } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('profile', profile)
  return (
    <Page crumbs={[{ to: paths.ngoOrganization(id), text: name }]}>
      <Sheet>
        <h1>{t('organization.page.profile')}</h1>
        <p>{t('organization.page.profileNote')}</p>
        <PostForm form={form} version={version} labels={useOrganizationLabels()}>
          <TextField form={form} name="nameEn" label={t('organization.label.nameEn')} optional />
          <PlaceAndFields form={form} regions={regions} />
          <DateField form={form} name="foundedOn" label={t('organization.label.foundedOn')} optional />
          <TextArea form={form} name="introduction" label={t('organization.label.introduction')} max={2000} optional />
          <RegistrationFacts form={form} />
          <TextField form={form} name="address" label={t('organization.label.address')} optional />
          <ContactFields form={form} />
          <TextField form={form} name="website" label={t('organization.label.website')} type="url" optional />
          <Submit>{t('common.action.save')}</Submit>
        </PostForm>
      </Sheet>
    </Page>
  )
}
