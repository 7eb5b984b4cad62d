import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { newToken } from './secret-token.server.ts'

/** However busy, nobody stays signed in longer (hours); idle limits are in read-session.server.ts. */
const longestHours = { staff: 12, others: 7 * 24 } as const

export type NewSession = {
  accountId: string
  now: Date
  ip: string
  userAgent: string
  /** The second factor was used too. */
  hasSecondFactor?: boolean
}

/** Opens a session and returns its token, which is told once and stored nowhere. */
export async function createSession(
  db: Db | Tx,
  { accountId, now, ip, userAgent, hasSecondFactor = false }: NewSession,
): Promise<{ token: string; sessionId: string }> {
  const { token, tokenHash } = newToken()
  const { isAdministrator, expert, _count } = await db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: {
      isAdministrator: true,
      expert: { select: { isActive: true } },
      _count: { select: { bodyMemberships: true } },
    },
  })
  const isStaff = isAdministrator || expert?.isActive === true || _count.bodyMemberships > 0
  const hours = isStaff ? longestHours.staff : longestHours.others
  const { id } = await db.session.create({
    data: {
      tokenHash,
      accountId,
      secondFactorAt: hasSecondFactor ? now : null,
      ip,
      userAgent: userAgent.slice(0, 300),
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + hours * 3_600_000),
    },
    select: { id: true },
  })
  return { token, sessionId: id }
}
