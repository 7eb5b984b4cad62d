import { useLoaderData } from '@remix-run/react'
import { changePasswordSchema, profileSchema, sessionSchema } from '#app/domain/account/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { changePassword } from '#app/services/account/change-password.server.ts'
import { signOut } from '#app/services/account/end-sessions.server.ts'
import { readAccountPage } from '#app/services/account/queries/account-page.server.ts'
import { updateAccount } from '#app/services/account/update-account.server.ts'
import { ExportForm } from '#app/ui/export-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { PasswordField, SelectField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { NewPasswordField } from './person-fields.tsx'

export const loader = pageLoader({ may: 'signedIn' }, ({ ctx }) => readAccountPage(ctx))

export const action = pageAction(
  { may: 'signedIn' },
  {
    profile: on(profileSchema, async ({ ctx, input }) => {
      const outcome = await updateAccount(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.account(), 'account.toast.saved') : outcome
    }),
    password: on(changePasswordSchema, async ({ ctx, input }) => {
      const outcome = await changePassword(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.account(), 'account.toast.passwordChanged') : outcome
    }),
    endSession: on(sessionSchema, async ({ ctx, input }) => {
      const outcome = await signOut(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.account(), 'account.toast.sessionEnded') : outcome
    }),
  },
)

type View = Awaited<ReturnType<typeof loader>>

export const meta = pageMeta((t) => t('account.page.title'))

export default function AccountPage() {
  const view = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page>
      <Sheet>
        <h1>
          <Typed>{view.name}</Typed>
        </h1>
        <ul className="meta">
          <li>{view.email}</li>
        </ul>
        <Belongs view={view} />
        <div className="actions">
          <A className="button quiet" to={paths.signOut()}>
            {t('common.nav.signOut')}
          </A>
        </div>
      </Sheet>
      <Sheet>
        <h2>{t('account.page.security')}</h2>
        <p>
          {view.factor.isEnrolled
            ? t('account.page.factorOn', { left: view.factor.codesLeft })
            : t('account.page.factorOff')}
        </p>
        <A className="button quiet" to={paths.secondFactor()}>
          {view.factor.isEnrolled ? t('account.page.factorManage') : t('account.page.factorSet')}
        </A>
        {view.bodies.length === 0 ? null : (
          <>
            <p>{view.hasOpeningKey ? t('opening.key.isSet') : t('opening.key.notSet')}</p>
            <A className="button quiet" to={paths.openingKey()}>
              {t('opening.key.title')}
            </A>
          </>
        )}
      </Sheet>
      <Sheet>
        <h2>{t('notice.settings.title')}</h2>
        <p>{t('notice.settings.lead')}</p>
        <div className="actions">
          <A className="button quiet" to={paths.inbox()}>
            {t('notice.inbox.title')}
          </A>
          <A className="button quiet" to={paths.letterSettings()}>
            {t('notice.settings.title')}
          </A>
        </div>
      </Sheet>
      <Sheet>
        <h2>{t('saved-search.title')}</h2>
        <p>{t('saved-search.lead')}</p>
        <A className="button quiet" to={paths.savedSearches()}>
          {t('saved-search.keep.manage')}
        </A>
      </Sheet>
      <Sheet>
        <h2>{t('follow.title')}</h2>
        <p>{t('follow.lead')}</p>
        <A className="button quiet" to={paths.follows()}>
          {t('follow.title')}
        </A>
      </Sheet>
      <Sheet>
        <h2>{t('api-key.title')}</h2>
        <p>{t('api-key.lead')}</p>
        <A className="button quiet" to={paths.apiKeys()}>
          {t('api-key.manage')}
        </A>
      </Sheet>
      <Profile view={view} />
      <ChangePassword />
      <Sessions view={view} />
      <Sheet>
        <h2>{t('export.account.title')}</h2>
        <p>{t('export.account.lead')}</p>
        <ExportForm intent="exportAccount" to={paths.accountZip()} />
      </Sheet>
      <Sheet>
        <h2>{t('account.close.title')}</h2>
        <p>{t('account.close.lead')}</p>
        <A className="button quiet" to={paths.closeAccount()}>
          {t('account.close.open')}
        </A>
      </Sheet>
    </Page>
  )
}

function Belongs({ view }: { view: View }) {
  const t = useT()
  const word = useDynamicT()
  const isNothing =
    !view.isAdministrator && !view.isExpert && view.bodies.length === 0 && view.organizations.length === 0
  return (
    <>
      <h2>{t('account.page.belongs')}</h2>
      {isNothing ? (
        <p>
          {t('account.page.noBelongs')} <A to={paths.signUpOrganization()}>{t('account.page.registerOrganization')}</A>
        </p>
      ) : (
        <ul className="plain-list">
          {view.isAdministrator ? (
            <li>
              <A to={paths.adminAccounts()}>{t('account.page.administrator')}</A>
            </li>
          ) : null}
          {view.isExpert ? (
            <li>
              <A to={paths.panels()}>{t('account.page.expert')}</A>
            </li>
          ) : null}
          {view.bodies.map(({ id, name, role }) => (
            <li key={id + role}>
              <A to={`${paths.bureauTeam()}?body=${id}`}>{name}</A> · {word(`account.bodyRole.${role}`)}
            </li>
          ))}
          {view.organizations.map(({ id, name, role }) => (
            <li key={id + role}>
              <A to={paths.ngoOrganization(id)}>
                <Typed>{name}</Typed>
              </A>{' '}
              · {word(`account.organizationRole.${role}`)}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Profile({ view }: { view: View }) {
  const t = useT()
  const form = useFormState('profile', { name: view.name, locale: view.locale })
  return (
    <Sheet>
      <h2>{t('account.page.profile')}</h2>
      <PostForm form={form} version={view.version}>
        <TextField
          form={form}
          name="name"
          label={t('account.label.name')}
          hint={t('account.label.nameHint')}
          autoComplete="name"
          className="short"
        />
        <SelectField
          form={form}
          name="locale"
          label={t('account.label.locale')}
          options={[
            { value: 'ZH_CN', label: t('account.locale.ZH_CN') },
            { value: 'EN', label: t('account.locale.EN') },
          ]}
        />
        <Submit>{t('common.action.save')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function ChangePassword() {
  const t = useT()
  const form = useFormState('password')
  return (
    <Sheet>
      <h2>{t('account.page.changePassword')}</h2>
      <p>{t('account.page.changePasswordNote')}</p>
      <PostForm form={form}>
        <PasswordField
          form={form}
          name="currentPassword"
          label={t('account.label.currentPassword')}
          autoComplete="current-password"
        />
        <NewPasswordField form={form} label={t('account.label.newPassword')} />
        <Submit>{t('account.page.changePassword')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function Sessions({ view }: { view: View }) {
  const t = useT()
  const format = useFormat()
  const form = useFormState('endSession')
  return (
    <Sheet>
      <h2>{t('account.page.sessions')}</h2>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('account.page.device')}</th>
            <th scope="col">{t('account.page.lastSeen')}</th>
            <th scope="col">{t('account.page.since')}</th>
            <th scope="col">{t('account.page.ip')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {view.sessions.map((session) => (
            <tr key={session.id}>
              <th scope="row">
                {session.device === '' ? t('account.page.unknownDevice') : session.device}{' '}
                {session.isHere ? <Tag tone="open">{t('account.page.here')}</Tag> : null}
              </th>
              <td data-label={t('account.page.lastSeen')}>{format.instant(session.lastSeen)}</td>
              <td data-label={t('account.page.since')}>{format.instant(session.since)}</td>
              <td data-label={t('account.page.ip')}>{session.ip}</td>
              <td>
                {session.isHere ? null : (
                  <ActionButton form={form} quiet fields={{ sessionId: session.id }}>
                    {t('account.page.end')}
                  </ActionButton>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}
