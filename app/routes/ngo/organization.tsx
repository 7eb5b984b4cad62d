import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  invitationSchema,
  inviteToOrganizationSchema,
  membershipSchema,
  organizationRoles,
} from '#app/domain/account/schema.ts'
import { documentForm, removeDocumentForm } from '#app/domain/organization/document.ts'
import { profileSchema } from '#app/domain/organization/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { addDocument, removeDocument } from '#app/services/organization/documents.server.ts'
import { readDocuments } from '#app/services/organization/queries/documents.server.ts'
import { inviteMember, removeMember, revokeMemberInvitation } from '#app/services/organization/members.server.ts'
import { readOrganizationPage } from '#app/services/organization/queries/organization-page.server.ts'
import { readRegionOptions } from '#app/services/organization/queries/region-options.server.ts'
import { updateProfile } from '#app/services/organization/update-profile.server.ts'
import { DateField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Documents } from '#app/ui/organization/documents.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { InviteForm, OpenInvitations, People } from '../account/people.tsx'
import { ContactFields, PlaceAndFields, useOrganizationLabels } from './organization-fields.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) => ({
  organization: orNotFound(await readOrganizationPage(ctx, id)),
  regions: await readRegionOptions(ctx),
  documents: await readDocuments(ctx, id),
}))

export const action = pageAction(
  { may: 'organization', params, takesFile: true },
  {
    profile: on(profileSchema, async ({ ctx, params: { id }, input }) => {
      const outcome = await updateProfile(ctx, id, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoOrganization(id), 'organization.toast.saved') : outcome
    }),
    addDocument: on(documentForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await addDocument(ctx, { ...input, organizationId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoOrganization(id), 'application.toast.documentAdded') : outcome
    }),
    removeDocument: on(removeDocumentForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await removeDocument(ctx, { ...input, organizationId: id })
      return outcome.ok
        ? redirectWithToast(ctx, paths.ngoOrganization(id), 'application.toast.documentRemoved')
        : outcome
    }),
    invite: on(inviteToOrganizationSchema, async ({ ctx, params: { id }, input }) => {
      const outcome = await inviteMember(ctx, { ...input, organizationId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoOrganization(id), 'account.toast.invited') : outcome
    }),
    revoke: on(invitationSchema, async ({ ctx, params: { id }, input }) => {
      const outcome = await revokeMemberInvitation(ctx, { ...input, organizationId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoOrganization(id), 'account.toast.invitationRevoked') : outcome
    }),
    removeRole: on(membershipSchema, async ({ ctx, params: { id }, input }) => {
      const outcome = await removeMember(ctx, { ...input, organizationId: id })
      if (!outcome.ok) return outcome
      // Who took their own last role away no longer sees this page.
      return redirectWithToast(
        ctx,
        outcome.isStillIn ? paths.ngoOrganization(id) : paths.account(),
        'account.toast.roleRemoved',
      )
    }),
  },
)

type View = Awaited<ReturnType<typeof loader>>

export const meta = pageMeta<View>((_t, { organization }) => organization.name)

export default function OrganizationPage() {
  const { organization, regions, documents } = useLoaderData<typeof loader>()
  const t = useT()
  const word = useDynamicT()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        {organization.state === 'SUSPENDED' ? <Tag tone="due">{t('organization.state.SUSPENDED')}</Tag> : null}
        <h1>
          <Typed>{organization.name}</Typed>
        </h1>
        <ul className="meta">
          <li>{word(`organization.kind.${organization.kind}`)}</li>
          {organization.creditCode === null ? null : (
            <li>
              {t('organization.label.creditCode')} {organization.creditCode}
            </li>
          )}
          <li>
            <A to={paths.organization(organization.id)}>{t('organization.page.publicPage')}</A>
          </li>
          <li>
            <A to={paths.ngoCredit(organization.id)}>{t('credit.see')}</A>
          </li>
          <li>
            <A to={paths.ngoPayout(organization.id)}>{t('payout.title')}</A>
          </li>
          <li>
            <A to={paths.receiptsStatement(organization.id)}>{t('statement.title.org')}</A>
          </li>
        </ul>
      </Sheet>
      <Documents documents={documents} mayKeep={organization.mayKeepDocuments} />
      {organization.mayEdit ? <ProfileForm organization={organization} regions={regions} /> : null}
      <Sheet>
        <h2>{t('account.team.members')}</h2>
        {organization.mayManage ? null : <p>{t('organization.page.ownersManage')}</p>}
        <People people={organization.people} words="account.organizationRole" mayManage={organization.mayManage} />
      </Sheet>
      {organization.mayManage ? (
        <>
          <Sheet>
            <h2>{t('account.team.pending')}</h2>
            <OpenInvitations invitations={organization.invitations} words="account.organizationRole" />
          </Sheet>
          <Sheet>
            <h2>{t('account.team.invite')}</h2>
            <InviteForm roles={organizationRoles} words="account.organizationRole" />
          </Sheet>
        </>
      ) : null}
    </Page>
  )
}

function ProfileForm({ organization, regions }: Pick<View, 'organization' | 'regions'>) {
  const t = useT()
  const form = useFormState('profile', organization.profile)
  return (
    <Sheet>
      <h2>{t('organization.page.profile')}</h2>
      <p>{t('organization.page.profileNote')}</p>
      <PostForm form={form} version={organization.version} labels={useOrganizationLabels()}>
        <TextField
          form={form}
          name="organizationName"
          label={t('organization.label.name')}
          hint={t('organization.label.nameHint')}
        />
        <TextField form={form} name="nameEn" label={t('organization.label.nameEn')} optional />
        <PlaceAndFields form={form} regions={regions} />
        <DateField form={form} name="foundedOn" label={t('organization.label.foundedOn')} optional />
        <TextArea form={form} name="introduction" label={t('organization.label.introduction')} max={2000} optional />
        <TextField form={form} name="address" label={t('organization.label.address')} optional />
        <ContactFields form={form} />
        <TextField form={form} name="website" label={t('organization.label.website')} type="url" optional />
        <Submit>{t('common.action.save')}</Submit>
      </PostForm>
    </Sheet>
  )
}
