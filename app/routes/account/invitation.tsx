import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { checkTypedPassword } from '#app/domain/account/password.ts'
import { nothingSchema, newPasswordSchema, personName } from '#app/domain/account/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { enterSession, userAgentOf } from '#app/http/session.server.ts'
import { localize } from '#app/i18n/locale.ts'
import { useDynamicT, useHref, useT } from '#app/i18n/provider.tsx'
import { acceptAsNewPerson, acceptInvitation } from '#app/services/account/accept-invitation.server.ts'
import { readInvitationPage } from '#app/services/account/queries/invitation-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { NewPasswordField } from './person-fields.tsx'

const params = z.object({ token: z.string().max(100) })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { token } }) => ({
  token,
  invitation: await readInvitationPage(ctx, token),
}))

export const action = pageAction(
  { may: 'anyone', params },
  {
    accept: on(nothingSchema, async ({ ctx, params: { token }, url }) => {
      // An account with a second factor says yes only once it has been used.
      if (ctx.actor.owesSecondFactor) return goTo(ctx, `${paths.signInCode()}?to=${encodeURIComponent(url.pathname)}`)
      const outcome = await acceptInvitation(ctx, { token })
      return outcome.ok ? redirectWithToast(ctx, paths.account(), 'account.toast.accepted') : outcome
    }),
    join: on(
      newPasswordSchema.extend({ name: personName }),
      async ({ ctx, params: { token }, input, request }) => {
        const outcome = await acceptAsNewPerson(ctx, { token, ...input, userAgent: userAgentOf(request) })
        return outcome.ok ? enterSession(outcome.token, localize(paths.account(), ctx.locale)) : outcome
      },
      checkTypedPassword,
    ),
  },
)

type View = NonNullable<Awaited<ReturnType<typeof loader>>['invitation']>

export const meta = pageMeta((t) => t('account.invitation.title'))

export default function InvitationPage() {
  const { invitation, token } = useLoaderData<typeof loader>()
  const t = useT()
  const format = useFormat()
  if (invitation === undefined) {
    return (
      <Page>
        <Sheet>
          <h1>{t('account.invitation.deadTitle')}</h1>
          <p>{t('account.invitation.dead')}</p>
        </Sheet>
      </Page>
    )
  }
  return (
    <Page>
      <Sheet>
        <h1>{t('account.invitation.title')}</h1>
        <Lead invitation={invitation} />
        <ul className="meta">
          <li>{t('account.invitation.forAddress', { email: invitation.email })}</li>
          <li>{t('account.invitation.until', { time: format.deadline(invitation.expiresAt) })}</li>
        </ul>
      </Sheet>
      <Answer invitation={invitation} token={token} />
    </Page>
  )
}

function Lead({ invitation }: { invitation: View }) {
  const t = useT()
  const word = useDynamicT()
  const role =
    invitation.kind === 'BODY'
      ? word(`account.bodyRole.${invitation.role ?? ''}`)
      : word(`account.organizationRole.${invitation.role ?? ''}`)
  const hint =
    invitation.kind === 'BODY'
      ? word(`account.bodyRoleHint.${invitation.role ?? ''}`)
      : invitation.kind === 'ORGANIZATION'
        ? word(`account.organizationRoleHint.${invitation.role ?? ''}`)
        : undefined
  const what = word(`account.invited.${invitation.kind}`, { placeName: invitation.placeName, roleKey: role })
  return (
    <>
      <p>
        <strong>{t('account.invitation.lead', { inviterName: invitation.inviterName, what })}</strong>
        {hint === undefined ? null : <span className="hint-line">{hint}</span>}
      </p>
      {invitation.kind === 'ORGANIZATION' ? null : <p>{t('account.invitation.factorNote')}</p>}
    </>
  )
}

function Answer({ invitation, token }: { invitation: View; token: string }) {
  const t = useT()
  const href = useHref()
  const accept = useFormState('accept')
  const join = useFormState('join', { name: invitation.name })
  const { email } = invitation
  switch (invitation.reader) {
    case 'invited':
      return (
        <Sheet>
          <PostForm form={accept}>
            <Submit>{t('account.invitation.accept')}</Submit>
          </PostForm>
        </Sheet>
      )
    case 'other':
      return (
        <Sheet>
          <h2>{t('account.invitation.otherTitle')}</h2>
          <p>{t('account.invitation.other', { mine: invitation.mine, email })}</p>
          <A className="button" to={paths.signOut()}>
            {t('common.nav.signOut')}
          </A>
        </Sheet>
      )
    case 'known':
      return (
        <Sheet>
          <h2>{t('account.invitation.haveTitle')}</h2>
          <p>{t('account.invitation.haveIntro', { email })}</p>
          <A className="button" to={`${paths.signIn()}?to=${encodeURIComponent(href(paths.invitation(token)))}`}>
            {t('common.nav.signIn')}
          </A>
        </Sheet>
      )
    case 'new':
      return (
        <Sheet>
          <h2>{t('account.invitation.newTitle')}</h2>
          <p>{t('account.invitation.newIntro', { email })}</p>
          <PostForm form={join}>
            <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
            <TextField
              form={join}
              name="name"
              label={t('account.label.name')}
              hint={t('account.label.nameHint')}
              autoComplete="name"
              className="short"
            />
            <NewPasswordField form={join} label={t('account.label.password')} />
            <Submit>{t('account.invitation.newSubmit')}</Submit>
          </PostForm>
        </Sheet>
      )
  }
}
