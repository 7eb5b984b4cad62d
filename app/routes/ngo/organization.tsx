import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  invitationSchema,
  inviteToOrganizationSchema,
  membershipSchema,
  organizationRoles,
} from '#app/domain/account/schema.ts'
import { documentForm, removeDocumentForm, showDocumentForm } from '#app/domain/organization/document.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { addDocument, removeDocument, showDocument } from '#app/services/organization/documents.server.ts'
import { readDocuments } from '#app/services/organization/queries/documents.server.ts'
import { inviteMember, removeMember, revokeMemberInvitation } from '#app/services/organization/members.server.ts'
import { readOrganizationPage } from '#app/services/organization/queries/organization-page.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Documents } from '#app/ui/organization/documents.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { InviteForm, OpenInvitations, People } from '../account/people.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) => ({
  organization: orNotFound(await readOrganizationPage(ctx, id)),
  documents: await readDocuments(ctx, id),
}))

export const action = pageAction(
  { may: 'organization', params, takesFile: true },
  {
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
    showDocument: on(showDocumentForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await showDocument(ctx, { ...input, organizationId: id })
      return outcome.ok
        ? redirectWithToast(
            ctx,
            paths.ngoOrganization(id),
            input.isPublic ? 'application.toast.documentShown' : 'application.toast.documentHidden',
          )
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
  const { organization, documents } = useLoaderData<typeof loader>()
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
        </ul>
        <Places organization={organization} />
      </Sheet>
      <Documents documents={documents} mayKeep={organization.mayKeepDocuments} />
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

/** Where the rest of its affairs are. */
function Places({ organization: { id, mayEdit, mayManage, missing } }: Pick<View, 'organization'>) {
  const t = useT()
  return (
    <>
      <ul className="places">
        <li>
          <A to={paths.organization(id)}>{t('organization.page.publicPage')}</A>
        </li>
        {mayEdit ? (
          <li>
            <A to={paths.ngoProfile(id)}>{t('organization.page.profile')}</A>
          </li>
        ) : null}
        <li>
          <A to={paths.ngoNames(id)}>{t('organization.names.title')}</A>
        </li>
        <li>
          <A to={paths.ngoOwner(id)}>{t('organization.owner.title')}</A>
        </li>
        {mayEdit ? (
          <li>
            <A to={paths.ngoStaff(id)}>{t('staff.title')}</A>
          </li>
        ) : null}
        <li>
          <A to={paths.ngoVolunteers(id)}>{t('volunteer.ngo.title')}</A>
        </li>
        <li>
          <A to={paths.ngoHub(id)}>{t('hub.title')}</A>
        </li>
        <li>
          <A to={paths.ngoTies(id)}>{t('tie.title')}</A>
        </li>
        <li>
          <A to={paths.ngoCredit(id)}>{t('credit.see')}</A>
        </li>
        <li>
          <A to={paths.ngoRating(id)}>{t('rating.standing.ratings')}</A>
        </li>
        <li>
          <A to={paths.ngoAnnualReports(id)}>{t('inspection.own.title')}</A>
        </li>
        <li>
          <A to={paths.ngoBurden(id)}>{t('burden.own.title')}</A>
        </li>
        <li>
          <A to={paths.ngoAdmissions(id)}>{t('admission.own.title')}</A>
        </li>
        <li>
          <A to={paths.ngoPayout(id)}>{t('payout.title')}</A>
        </li>
        <li>
          <A to={paths.receiptsStatement(id)}>{t('statement.title.org')}</A>
        </li>
        {mayManage ? (
          <li>
            <A to={paths.ngoExport(id)}>{t('export.title')}</A>
          </li>
        ) : null}
      </ul>
      {mayEdit && missing.length > 0 ? (
        <p className="hint">
          {t('organization.page.missing')}{' '}
          {missing.map((part) => t(`organization.label.${part}`)).join(t('organization.comma'))}
        </p>
      ) : null}
    </>
  )
}
