import { useLoaderData } from '@remix-run/react'
import { bodyRoles, invitationSchema, inviteToBodySchema, membershipSchema } from '#app/domain/account/schema.ts'
import { refuse } from '#app/domain/shared/outcome.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { inviteToBody, revokeBodyInvitation } from '#app/services/account/invite.server.ts'
import { readTeamPage } from '#app/services/account/queries/team-page.server.ts'
import { removeBodyRole } from '#app/services/account/remove-body-role.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { InviteForm, OpenInvitations, People } from '../account/people.tsx'

/** Which of one's bodies: `?body=`; most people have one. */
const bodyParam = 'body'
const teamPath = (bodyId: string) => `${paths.bureauTeam()}?${bodyParam}=${bodyId}`

export const loader = pageLoader({ may: 'body' }, async ({ ctx, url }) =>
  orNotFound(await readTeamPage(ctx, url.searchParams.get(bodyParam))),
)

/** The body the page was drawn for. */
async function bodyOf(ctx: Context, url: URL): Promise<string | undefined> {
  return (await readTeamPage(ctx, url.searchParams.get(bodyParam)))?.bodyId
}

export const action = pageAction(
  { may: 'body' },
  {
    invite: on(inviteToBodySchema, async ({ ctx, input, url }) => {
      const bodyId = await bodyOf(ctx, url)
      if (bodyId === undefined) return refuse('not-found')
      const outcome = await inviteToBody(ctx, { ...input, bodyId })
      return outcome.ok ? redirectWithToast(ctx, teamPath(bodyId), 'account.toast.invited') : outcome
    }),
    revoke: on(invitationSchema, async ({ ctx, input, url }) => {
      const bodyId = await bodyOf(ctx, url)
      if (bodyId === undefined) return refuse('not-found')
      const outcome = await revokeBodyInvitation(ctx, { ...input, bodyId })
      return outcome.ok ? redirectWithToast(ctx, teamPath(bodyId), 'account.toast.invitationRevoked') : outcome
    }),
    removeRole: on(membershipSchema, async ({ ctx, input, url }) => {
      const bodyId = await bodyOf(ctx, url)
      if (bodyId === undefined) return refuse('not-found')
      const outcome = await removeBodyRole(ctx, { ...input, bodyId })
      if (!outcome.ok) return outcome
      // Who took their own last role away no longer sees this page.
      return redirectWithToast(ctx, outcome.isStillIn ? teamPath(bodyId) : paths.account(), 'account.toast.roleRemoved')
    }),
  },
)

export const meta = pageMeta((t) => t('account.team.title'))

export default function TeamPage() {
  const view = useLoaderData<typeof loader>()
  const t = useT()
  const name = view.bodies.find(({ id }) => id === view.bodyId)?.name ?? ''
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('account.team.title')}</h1>
        {view.bodies.length > 1 ? (
          <nav aria-label={t('account.team.choose')} className="tabs">
            {view.bodies.map((body) => (
              <A key={body.id} to={teamPath(body.id)} aria-current={body.id === view.bodyId ? 'page' : undefined}>
                {body.name}
              </A>
            ))}
          </nav>
        ) : (
          <p>{name}</p>
        )}
        <h2>{t('account.team.members')}</h2>
        {view.mayManage ? null : <p>{t('account.team.readOnly')}</p>}
        <People people={view.people} words="account.bodyRole" mayManage={view.mayManage} />
      </Sheet>
      {view.mayManage ? (
        <>
          <Sheet>
            <h2>{t('account.team.pending')}</h2>
            <OpenInvitations invitations={view.invitations} words="account.bodyRole" />
          </Sheet>
          <Sheet>
            <h2>{t('account.team.invite')}</h2>
            <InviteForm roles={bodyRoles} words="account.bodyRole" />
          </Sheet>
        </>
      ) : null}
    </Page>
  )
}
