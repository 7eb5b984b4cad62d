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
        {organization.state === 'ACTIVE' ? null : <Tag tone="due">{t(`organization.state.${organization.state}`)}</Tag>}
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
  const editors = (place: { to: string; text: string }) => (mayEdit ? [place] : [])
  const groups = [
    {
      key: 'self',
      places: [
        ...editors({ to: paths.ngoProfile(id), text: t('organization.page.profile') }),
        { to: paths.ngoNames(id), text: t('organization.names.title') },
        { to: paths.ngoOwner(id), text: t('organization.owner.title') },
        ...(mayManage ? [{ to: paths.ngoExport(id), text: t('export.title') }] : []),
      ],
    },
    {
      key: 'people',
      places: [
        ...editors({ to: paths.ngoStaff(id), text: t('staff.title') }),
        { to: paths.ngoVolunteers(id), text: t('volunteer.ngo.title') },
      ],
    },
    {
      key: 'partners',
      places: [
        { to: paths.ngoHub(id), text: t('hub.title') },
        { to: paths.ngoTies(id), text: t('tie.title') },
        { to: paths.incubations(), text: t('desk.area.incubations') },
      ],
    },
    {
      key: 'standing',
      places: [
        { to: paths.ngoCredit(id), text: t('credit.see') },
        { to: paths.ngoRating(id), text: t('rating.standing.ratings') },
        { to: paths.ngoAnnualReports(id), text: t('inspection.own.title') },
        { to: paths.ngoBurden(id), text: t('burden.own.title') },
        { to: paths.ngoAdmissions(id), text: t('admission.own.title') },
      ],
    },
    {
      key: 'money',
      places: [
        { to: paths.ngoPayout(id), text: t('payout.title') },
        { to: paths.receiptsStatement(id), text: t('statement.title.org') },
      ],
    },
  ] as const
  return (
    <>
      <p>
        <A to={paths.organization(id)}>{t('organization.page.publicPage')}</A>
      </p>
      <nav className="grouped" aria-label={t('organization.page.places')}>
        {groups.map(({ key, places }) => (
          <div key={key}>
            <h2 className="small">{t(`organization.page.group.${key}`)}</h2>
            <ul>
              {places.map(({ to, text }) => (
                <li key={to}>
                  <A to={to}>{text}</A>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      {mayEdit && missing.length > 0 ? (
        <p className="hint">
          {t('organization.page.missing')}{' '}
          {missing.map((part) => t(`organization.label.${part}`)).join(t('organization.comma'))}
        </p>
      ) : null}
    </>
  )
}
