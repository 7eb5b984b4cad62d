import { useLoaderData } from '@remix-run/react'
import {
  bodyRoles,
  invitationSchema,
  inviteAdministratorSchema,
  inviteExpertSchema,
  inviteOfficialSchema,
} from '#app/domain/account/schema.ts'
import type { Outcome } from '#app/domain/shared/outcome.ts'
import { cursorOf } from '#app/http/cursor.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import {
  inviteAdministrator,
  inviteExpert,
  inviteToBody,
  revokeInvitation,
} from '#app/services/account/invite.server.ts'
import { readInvitationsPage } from '#app/services/admin/queries/invitations-page.server.ts'
import { readRegionOptions } from '#app/services/organization/queries/region-options.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { EmailField, RadioGroup, SelectField, TextField } from '#app/ui/form/fields.tsx'
import { type FormState, useFormState } from '#app/ui/form/form-state.ts'
import { ErrorSummary, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { OneButton } from '../account/people.tsx'
import { ServiceFields } from '../ngo/organization-fields.tsx'
import { AdminPage, NextPage } from './admin-page.tsx'

export const loader = pageLoader({ may: 'administrator' }, async ({ ctx, url }) => ({
  ...(await readInvitationsPage(ctx, cursorOf(url))),
  regions: await readRegionOptions(ctx),
}))

const done = async (ctx: Context, outcome: Outcome, toast = 'account.toast.invited') =>
  outcome.ok ? redirectWithToast(ctx, paths.adminInvitations(), toast) : outcome

export const action = pageAction(
  { may: 'administrator' },
  {
    official: on(inviteOfficialSchema, async ({ ctx, input }) => done(ctx, await inviteToBody(ctx, input))),
    expert: on(inviteExpertSchema, async ({ ctx, input }) => done(ctx, await inviteExpert(ctx, input))),
    administrator: on(inviteAdministratorSchema, async ({ ctx, input }) =>
      done(ctx, await inviteAdministrator(ctx, input)),
    ),
    revoke: on(invitationSchema, async ({ ctx, input }) =>
      done(ctx, await revokeInvitation(ctx, input), 'account.toast.invitationRevoked'),
    ),
  },
)

type View = Awaited<ReturnType<typeof loader>>

export const meta = pageMeta((t) => t('admin.invitations.title'))

export default function InvitationsPage() {
  const view = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <AdminPage>
      <Sheet>
        <h1>{t('admin.invitations.title')}</h1>
        <InviteOfficial view={view} />
        <InviteExpert view={view} />
        <InviteAdministrator />
      </Sheet>
      <Sent view={view} />
    </AdminPage>
  )
}

function Invitee({ form }: { form: FormState }) {
  const t = useT()
  return (
    <div className="two">
      <TextField form={form} name="name" label={t('account.label.name')} autoComplete="off" />
      <EmailField form={form} name="email" label={t('account.label.email')} autoComplete="off" />
    </div>
  )
}

function useInviteeLabels(): Readonly<Record<string, string>> {
  const t = useT()
  return { name: t('account.label.name'), email: t('account.label.email'), fields: t('organization.label.fields') }
}

function InviteOfficial({ view }: { view: View }) {
  const t = useT()
  const word = useDynamicT()
  const form = useFormState('official')
  return (
    <details open={form.wasRefused}>
      <summary>{t('admin.invitations.official')}</summary>
      <PostForm form={form} labels={useInviteeLabels()}>
        <Invitee form={form} />
        <SelectField
          form={form}
          name="bodyId"
          label={t('admin.invitations.body')}
          options={view.bodies}
          placeholder={t('admin.invitations.chooseBody')}
        />
        <RadioGroup
          form={form}
          name="role"
          label={t('account.label.role')}
          options={bodyRoles.map((role) => ({
            value: role,
            label: word(`account.bodyRole.${role}`),
            hint: word(`account.bodyRoleHint.${role}`),
          }))}
        />
        <Submit>{t('account.team.send')}</Submit>
      </PostForm>
    </details>
  )
}

function InviteExpert({ view }: { view: View }) {
  const t = useT()
  const form = useFormState('expert')
  return (
    <details open={form.wasRefused}>
      <summary>{t('admin.invitations.expert')}</summary>
      <PostForm form={form} labels={useInviteeLabels()}>
        <Invitee form={form} />
        <TextField
          form={form}
          name="employer"
          label={t('admin.invitations.employer')}
          hint={t('admin.invitations.employerHint')}
          autoComplete="off"
        />
        <SelectField
          form={form}
          name="regionId"
          label={t('organization.label.region')}
          options={view.regions}
          placeholder={t('organization.label.chooseRegion')}
        />
        <ServiceFields form={form} />
        <Submit>{t('account.team.send')}</Submit>
      </PostForm>
    </details>
  )
}

function InviteAdministrator() {
  const t = useT()
  const form = useFormState('administrator')
  return (
    <details open={form.wasRefused}>
      <summary>{t('admin.invitations.administrator')}</summary>
      <p>{t('admin.invitations.administratorNote')}</p>
      <PostForm form={form} labels={useInviteeLabels()}>
        <Invitee form={form} />
        <Submit>{t('account.team.send')}</Submit>
      </PostForm>
    </details>
  )
}

const tones = { OPEN: 'wait', ACCEPTED: 'open', REVOKED: 'plain', EXPIRED: 'plain' } as const

function Sent({ view }: { view: View }) {
  const t = useT()
  const word = useDynamicT()
  const format = useFormat()
  const revoke = useFormState('revoke')
  const roleOf = ({ kind, role }: View['invitations'][number]) =>
    kind === 'BODY'
      ? word(`account.bodyRole.${role ?? ''}`)
      : kind === 'ORGANIZATION'
        ? word(`account.organizationRole.${role ?? ''}`)
        : word(`account.kindRole.${kind}`)
  return (
    <Sheet>
      <h2>{t('admin.invitations.list')}</h2>
      <ErrorSummary form={revoke} />
      {view.invitations.length === 0 ? (
        <p>{t('admin.invitations.none')}</p>
      ) : (
        <table className="stack">
          <thead>
            <tr>
              <th scope="col">{t('admin.invitations.to')}</th>
              <th scope="col">{t('admin.invitations.what')}</th>
              <th scope="col">{t('admin.invitations.by')}</th>
              <th scope="col">{t('admin.invitations.state')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {view.invitations.map((invitation) => (
              <tr key={invitation.id}>
                <th scope="row">
                  <Typed>{invitation.name}</Typed>
                  <span className="hint-line breakable">{invitation.email}</span>
                </th>
                <td data-label={t('admin.invitations.what')}>
                  {roleOf(invitation)}
                  <span className="hint-line">{invitation.place}</span>
                </td>
                <td data-label={t('admin.invitations.by')}>
                  <Typed>{invitation.inviterName}</Typed>
                  <span className="hint-line">{format.dayOfInstant(invitation.createdAt)}</span>
                </td>
                <td data-label={t('admin.invitations.state')}>
                  <Tag tone={tones[invitation.state]}>{word(`admin.invitationState.${invitation.state}`)}</Tag>
                </td>
                <td>
                  {invitation.state === 'OPEN' ? (
                    <OneButton
                      intent="revoke"
                      field="invitationId"
                      value={invitation.id}
                      label={`${t('account.team.revoke')} ${invitation.email}`}
                    >
                      {t('account.team.revoke')}
                    </OneButton>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <NextPage to={view.next === null ? undefined : `${paths.adminInvitations()}?after=${view.next}`}>
        {t('admin.invitations.next')}
      </NextPage>
    </Sheet>
  )
}
