import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { reasonSchema } from '#app/domain/account/schema.ts'
import type { Outcome } from '#app/domain/shared/outcome.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import {
  type AccountAction,
  disableAccount,
  enableAccount,
  endAccountSessions,
  type ManageAccount,
  resetSecondFactor,
} from '#app/services/admin/manage-account.server.ts'
import { readAdminAccountPage } from '#app/services/admin/queries/account-page.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { AdminPage } from './admin-page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'administrator', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readAdminAccountPage(ctx, id)),
)

const act = (action: AccountAction, work: (ctx: Context, input: ManageAccount) => Promise<Outcome>) =>
  on<typeof reasonSchema, { id: string }>(reasonSchema, async ({ ctx, params: { id }, input }) => {
    const outcome = await work(ctx, { accountId: id, reason: input.reason })
    return outcome.ok ? redirectWithToast(ctx, paths.adminAccount(id), `admin.toast.${action}`) : outcome
  })

export const action = pageAction(
  { may: 'administrator', params },
  {
    disable: act('disable', disableAccount),
    enable: act('enable', enableAccount),
    endSessions: act('endSessions', endAccountSessions),
    resetSecondFactor: act('resetSecondFactor', resetSecondFactor),
  },
)

type View = Awaited<ReturnType<typeof loader>>

export const meta = pageMeta<View>((_t, view) => view.name)

export default function AdminAccountPage() {
  const view = useLoaderData<typeof loader>()
  const t = useT()
  const word = useDynamicT()
  const format = useFormat()
  return (
    <AdminPage crumbs={[{ to: paths.adminAccounts(), text: t('admin.accounts.title') }]}>
      <Sheet>
        <Tag tone={view.state !== 'ACTIVE' ? 'due' : view.isConfirmed ? 'open' : 'wait'}>
          {view.state !== 'ACTIVE' || view.isConfirmed
            ? word(`admin.state.${view.state}`)
            : t('admin.state.unconfirmed')}
        </Tag>
        <h1>
          <Typed>{view.name}</Typed>
        </h1>
        <ul className="meta">
          <li className="breakable">{view.email}</li>
          <li>
            {t('admin.accounts.since')} {format.dayOfInstant(view.since)}
          </li>
          <li>
            {t('admin.accounts.factor')} {view.hasSecondFactor ? t('admin.factor.on') : t('admin.factor.off')}
          </li>
          <li>
            {t('admin.account.openSessions')} {view.openSessions}
          </li>
        </ul>
        <h2>{t('admin.account.belongs')}</h2>
        <Belongs view={view} />
      </Sheet>
      <Actions view={view} />
      <History view={view} />
    </AdminPage>
  )
}

function Belongs({ view }: { view: View }) {
  const t = useT()
  const word = useDynamicT()
  const lines = [
    ...(view.isAdministrator ? [{ key: 'administrator', text: t('account.kindRole.ADMINISTRATOR') }] : []),
    ...(view.expert === null
      ? []
      : [
          {
            key: 'expert',
            text: view.expert.isActive
              ? t('admin.account.expertOf', { employer: view.expert.employer, region: view.expert.region })
              : t('admin.account.expertInactive'),
          },
        ]),
    ...view.bodies.map(({ name, role }) => ({
      key: name + role,
      text: `${name} · ${word(`account.bodyRole.${role}`)}`,
    })),
  ]
  if (lines.length === 0 && view.organizations.length === 0) return <p>{t('admin.account.none')}</p>
  return (
    <ul className="plain-list">
      {lines.map(({ key, text }) => (
        <li key={key}>{text}</li>
      ))}
      {view.organizations.map(({ id, name, role }) => (
        <li key={id + role}>
          <A to={paths.organization(id)}>
            <Typed>{name}</Typed>
          </A>{' '}
          · {word(`account.organizationRole.${role}`)}
        </li>
      ))}
    </ul>
  )
}

const actions: readonly AccountAction[] = ['endSessions', 'resetSecondFactor', 'disable', 'enable']

function Actions({ view }: { view: View }) {
  const t = useT()
  const possible = actions.filter((action) => view.may[action])
  return (
    <Sheet>
      <h2>{t('admin.account.actions')}</h2>
      {possible.length === 0 ? <p>{t('admin.account.nothing')}</p> : null}
      {possible.map((action) => (
        <ActionForm key={action} action={action} />
      ))}
    </Sheet>
  )
}

/** Folded until wanted: each needs its reason. */
function ActionForm({ action }: { action: AccountAction }) {
  const t = useT()
  const word = useDynamicT()
  const form = useFormState(action)
  return (
    <details open={form.wasRefused}>
      <summary>{word(`admin.account.reasonFor.${action}`)}</summary>
      <p>{word(`admin.account.note.${action}`)}</p>
      <PostForm form={form}>
        <TextField
          form={form}
          name="reason"
          label={t('admin.account.reason')}
          hint={t('admin.account.reasonHint')}
          autoComplete="off"
        />
        <Submit grave={action === 'disable' || action === 'resetSecondFactor'}>
          {word(`admin.account.reasonFor.${action}`)}
        </Submit>
      </PostForm>
    </details>
  )
}

function History({ view }: { view: View }) {
  const t = useT()
  const word = useDynamicT()
  const format = useFormat()
  return (
    <Sheet>
      <h2>{t('admin.account.history')}</h2>
      {view.events.length === 0 ? (
        <p>{t('common.empty')}</p>
      ) : (
        <table className="stack">
          <thead>
            <tr>
              <th scope="col">{t('admin.account.at')}</th>
              <th scope="col">{t('admin.account.what')}</th>
              <th scope="col">{t('admin.account.who')}</th>
              <th scope="col">{t('admin.account.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {view.events.map((event) => (
              <tr key={event.id}>
                <td data-label={t('admin.account.at')}>{format.instant(event.at)}</td>
                <td data-label={t('admin.account.what')}>{word(`admin.event.${event.type.replace('.', '-')}`)}</td>
                <td data-label={t('admin.account.who')}>
                  <Typed>{event.actorName}</Typed> {event.ip}
                </td>
                <td data-label={t('admin.account.reason')}>
                  <Typed>{event.reason}</Typed>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>
        <A to={paths.adminAuditOf('account', view.id)}>{t('audit-trail.admin.history')}</A>
      </p>
    </Sheet>
  )
}
