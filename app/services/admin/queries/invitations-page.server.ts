import { invitationState } from '#app/domain/account/invitation.ts'
import type { Context } from '#app/services/shared/context.server.ts'

const perPage = 20

/** Invitations of every kind, newest first. */
export async function readInvitationsPage(ctx: Context, after: string | undefined) {
  const [rows, bodies] = await Promise.all([
    ctx.db.invitation.findMany({
      where: after === undefined ? {} : { id: { lt: after } },
      orderBy: { id: 'desc' },
      take: perPage + 1,
      include: { body: true, organization: { select: { name: true } } },
    }),
    ctx.db.body.findMany({ orderBy: { nameZh: 'asc' }, select: { id: true, nameZh: true, nameEn: true } }),
  ])
  const page = rows.slice(0, perPage)
  const inviters = await ctx.db.account.findMany({
    where: { id: { in: page.map(({ invitedById }) => invitedById) } },
    select: { id: true, name: true },
  })
  const nameOf = new Map(inviters.map(({ id, name }) => [id, name]))
  const isEnglish = ctx.locale === 'en'
  return {
    invitations: page.map((invitation) => ({
      id: invitation.id,
      name: invitation.name,
      email: invitation.email,
      kind: invitation.kind,
      role: invitation.bodyRole ?? invitation.organizationRole,
      place: (isEnglish ? invitation.body?.nameEn : invitation.body?.nameZh) ?? invitation.organization?.name ?? '',
      inviterName: nameOf.get(invitation.invitedById) ?? '',
      state: invitationState(invitation, ctx.now),
      expiresAt: invitation.expiresAt.toISOString(),
      createdAt: invitation.createdAt.toISOString(),
    })),
    next: rows.length > perPage ? (page.at(-1)?.id ?? null) : null,
    bodies: bodies.map((body) => ({ value: body.id, label: isEnglish ? body.nameEn : body.nameZh })),
  }
}
