import type { BodyRole } from '#app/domain/shared/actor.ts'
import type { Locale } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'

/** A body's people in these roles, each once, as letters need them. */
export async function readOfficials(
  tx: Tx,
  bodyId: string,
  roles: readonly BodyRole[],
): Promise<{ accountId: string; email: string; locale: Locale }[]> {
  const accounts = await tx.account.findMany({
    where: { state: 'ACTIVE', bodyMemberships: { some: { bodyId, role: { in: [...roles] } } } },
    select: { id: true, email: true, locale: true },
    orderBy: { email: 'asc' },
  })
  return accounts.map(({ id, email, locale }) => ({
    accountId: id,
    email,
    locale: locale === 'EN' ? ('en' as const) : ('zh-CN' as const),
  }))
}
