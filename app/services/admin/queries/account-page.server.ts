import { type AccountFacts, accountPolicy } from '#app/domain/account/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'

/** One account for the administration: what it is, where it belongs, what was done to it. */
export async function readAdminAccountPage(ctx: Context, accountId: string) {
  const facts: AccountFacts = { accountId }
  if (!may(accountPolicy, 'read', ctx.actor, facts)) return undefined
  const [account, events] = await Promise.all([
    ctx.db.account.findUnique({
      where: { id: accountId },
      include: {
        expert: { include: { region: true } },
        bodyMemberships: { include: { body: true }, orderBy: { id: 'asc' } },
        organizationMemberships: {
          include: { organization: { select: { id: true, name: true } } },
          orderBy: { id: 'asc' },
        },
        _count: { select: { sessions: { where: { revokedAt: null, expiresAt: { gt: ctx.now } } } } },
      },
    }),
    ctx.db.auditEvent.findMany({
      where: { entity: 'account', entityId: accountId },
      orderBy: { id: 'desc' },
      take: 20,
      select: { id: true, at: true, type: true, actorId: true, actorName: true, data: true, ip: true },
    }),
  ])
  if (account === null) return undefined
  const isEnglish = ctx.locale === 'en'
  return {
    id: account.id,
    name: account.name,
    email: account.email,
    state: account.state,
    isConfirmed: account.emailConfirmedAt !== null,
    isAdministrator: account.isAdministrator,
    hasSecondFactor: account.totpConfirmedAt !== null,
    openSessions: account._count.sessions,
    since: account.createdAt.toISOString(),
    expert:
      account.expert === null
        ? null
        : {
            employer: account.expert.employer,
            region: isEnglish ? account.expert.region.nameEn : account.expert.region.nameZh,
            isActive: account.expert.isActive,
          },
    bodies: account.bodyMemberships.map(({ role, body }) => ({ role, name: isEnglish ? body.nameEn : body.nameZh })),
    organizations: account.organizationMemberships.map(({ role, organization }) => ({ role, ...organization })),
    events: events.map((event) => ({
      id: event.id.toString(),
      at: event.at.toISOString(),
      type: event.type,
      // Its name is gone from the audit, or will be: the mark.
      actorName: event.actorName === '' && event.actorId === account.id ? account.name : event.actorName,
      reason: reasonOf(event.data),
      ip: event.ip,
    })),
    may: {
      disable: account.state === 'ACTIVE' && may(accountPolicy, 'disable', ctx.actor, facts),
      enable: account.state === 'DISABLED' && may(accountPolicy, 'enable', ctx.actor, facts),
      endSessions: account._count.sessions > 0 && may(accountPolicy, 'endSessions', ctx.actor, facts),
      resetSecondFactor: account.totpConfirmedAt !== null && may(accountPolicy, 'resetSecondFactor', ctx.actor, facts),
    },
  }
}

const reasonOf = (data: unknown): string =>
  typeof data === 'object' && data !== null && 'reason' in data && typeof data.reason === 'string' ? data.reason : ''
