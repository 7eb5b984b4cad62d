import { addressKey } from '#app/domain/account/throttle.ts'
import { invitationState } from '#app/domain/account/invitation.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { hashOf } from '../secret-token.server.ts'

/** What the letter's reader sees; undefined when the link leads nowhere any more. */
export async function readInvitationPage(ctx: Context, token: string) {
  const invitation = await ctx.db.invitation.findUnique({
    where: { tokenHash: hashOf(token) },
    include: {
      body: { select: { nameZh: true, nameEn: true } },
      organization: { select: { name: true, nameEn: true } },
    },
  })
  if (invitation === null || invitationState(invitation, ctx.now) !== 'OPEN') return undefined
  const [inviter, account, region] = await Promise.all([
    ctx.db.account.findUnique({ where: { id: invitation.invitedById }, select: { name: true } }),
    ctx.db.account.findUnique({ where: { email: invitation.email }, select: { id: true } }),
    invitation.expertRegionId === null
      ? null
      : ctx.db.region.findUnique({ where: { id: invitation.expertRegionId }, select: { nameZh: true, nameEn: true } }),
  ])
  const named = invitation.body ?? region
  const isEnglish = ctx.locale === 'en'
  const mine = ctx.actor.email
  return {
    kind: invitation.kind,
    email: invitation.email,
    name: invitation.name,
    inviterName: inviter?.name ?? '',
    placeName:
      invitation.organization !== null
        ? ((isEnglish ? invitation.organization.nameEn : null) ?? invitation.organization.name)
        : ((isEnglish ? named?.nameEn : named?.nameZh) ?? ''),
    role: invitation.bodyRole ?? invitation.organizationRole,
    expiresAt: invitation.expiresAt.toISOString(),
    mine: mine ?? '',
    // Signed in as the invited person, as somebody else, known but signed out, or new here.
    reader:
      mine === undefined
        ? account === null
          ? ('new' as const)
          : ('known' as const)
        : addressKey(mine) === addressKey(invitation.email)
          ? ('invited' as const)
          : ('other' as const),
  }
}
