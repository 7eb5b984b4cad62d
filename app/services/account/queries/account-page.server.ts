import { refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'

/** The person's own page; undefined when nobody is signed in. */
export async function readAccountPage(ctx: Context) {
  const { accountId, sessionId } = ctx.actor
  if (accountId === undefined) throw new Error(refuse('sign-in').refusal.code)
  const [account, sessions] = await Promise.all([
    ctx.db.account.findUniqueOrThrow({
      where: { id: accountId },
      select: {
        name: true,
        email: true,
        locale: true,
        version: true,
        isAdministrator: true,
        totpConfirmedAt: true,
        expert: { select: { isActive: true } },
        bodyMemberships: {
          select: { role: true, body: { select: { id: true, nameZh: true, nameEn: true } } },
          orderBy: { id: 'asc' },
        },
        organizationMemberships: {
          select: { role: true, organization: { select: { id: true, name: true } } },
          orderBy: { id: 'asc' },
        },
        openingKeys: { where: { replacedAt: null }, select: { id: true } },
        _count: { select: { recoveryCodes: { where: { usedAt: null } } } },
      },
    }),
    ctx.db.session.findMany({
      where: { accountId, revokedAt: null, expiresAt: { gt: ctx.now } },
      orderBy: { lastSeenAt: 'desc' },
      take: 30,
      select: { id: true, userAgent: true, ip: true, createdAt: true, lastSeenAt: true },
    }),
  ])
  return {
    name: account.name,
    email: account.email,
    locale: account.locale,
    version: account.version,
    isAdministrator: account.isAdministrator,
    isExpert: account.expert?.isActive === true,
    factor: { isEnrolled: account.totpConfirmedAt !== null, codesLeft: account._count.recoveryCodes },
    hasOpeningKey: account.openingKeys.length > 0,
    bodies: account.bodyMemberships.map(({ role, body }) => ({
      role,
      id: body.id,
      name: ctx.locale === 'en' ? body.nameEn : body.nameZh,
    })),
    organizations: account.organizationMemberships.map(({ role, organization }) => ({ role, ...organization })),
    sessions: sessions.map((session) => ({
      id: session.id,
      device: deviceOf(session.userAgent),
      ip: session.ip,
      since: session.createdAt.toISOString(),
      lastSeen: session.lastSeenAt.toISOString(),
      isHere: session.id === sessionId,
    })),
  }
}

const browsers = [
  ['MicroMessenger/', 'WeChat'],
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const systems = [
  ['HarmonyOS', 'HarmonyOS'],
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const

/** Enough of the browser's own words to recognize one's device; '' when it says nothing known. */
function deviceOf(userAgent: string): string {
  const name = (list: readonly (readonly [string, string])[]) => list.find(([sign]) => userAgent.includes(sign))?.[1]
  return [name(browsers), name(systems)].filter((part) => part !== undefined).join(' · ')
}
