import { teamPolicy } from '#app/domain/account/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { BodyRole } from '#prisma/generated/enums.ts'

type Person = {
  accountId: string
  name: string
  email: string
  roles: { membershipId: string; role: BodyRole; since: string }[]
}

/** The people of one of the reader's bodies: the asked one, else where they approve, else the first. */
export async function readTeamPage(ctx: Context, asked: string | null) {
  const bodyIds = [...new Set(ctx.actor.bodies.map(({ bodyId }) => bodyId))]
  const bodyId =
    bodyIds.find((id) => id === asked) ??
    bodyIds.find((id) => may(teamPolicy, 'invite', ctx.actor, { bodyId: id })) ??
    bodyIds[0]
  if (bodyId === undefined || !may(teamPolicy, 'read', ctx.actor, { bodyId })) return undefined
  const mayManage = may(teamPolicy, 'invite', ctx.actor, { bodyId })
  const [bodies, memberships, invitations] = await Promise.all([
    ctx.db.body.findMany({ where: { id: { in: bodyIds } }, orderBy: { id: 'asc' } }),
    ctx.db.bodyMembership.findMany({
      where: { bodyId },
      orderBy: { id: 'asc' },
      select: { id: true, role: true, createdAt: true, account: { select: { id: true, name: true, email: true } } },
    }),
    mayManage
      ? ctx.db.invitation.findMany({
          where: { bodyId, acceptedAt: null, revokedAt: null, expiresAt: { gt: ctx.now } },
          orderBy: { id: 'desc' },
          take: 100,
        })
      : [],
  ])
  const people = new Map<string, Person>()
  for (const { id, role, createdAt, account } of memberships) {
    const person = people.get(account.id) ?? {
      accountId: account.id,
      name: account.name,
      email: account.email,
      roles: [],
    }
    person.roles.push({ membershipId: id, role, since: createdAt.toISOString() })
    people.set(account.id, person)
  }
  return {
    bodyId,
    bodies: bodies.map((body) => ({ id: body.id, name: ctx.locale === 'en' ? body.nameEn : body.nameZh })),
    mayManage,
    people: [...people.values()],
    invitations: invitations.map((invitation) => ({
      id: invitation.id,
      name: invitation.name,
      email: invitation.email,
      role: invitation.bodyRole,
      expiresAt: invitation.expiresAt.toISOString(),
    })),
  }
}
