import { organizationPolicy } from '#app/domain/organization/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'

/** The open offer to take the organization over, and to whom it may be offered; undefined for strangers. */
export async function readOwnerPage(ctx: Context, organizationId: string) {
  const { actor, db } = ctx
  if (!may(organizationPolicy, 'read', actor, { organizationId })) return undefined
  const [organization, open, memberships] = await Promise.all([
    db.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } }),
    db.ownershipHandover.findFirst({ where: { organizationId, answeredAt: null } }),
    db.organizationMembership.findMany({
      where: { organizationId },
      orderBy: { id: 'asc' },
      select: { role: true, account: { select: { id: true, name: true } } },
    }),
  ])
  const owners = new Set(memberships.flatMap(({ role, account }) => (role === 'OWNER' ? [account.id] : [])))
  const nameOf = new Map(memberships.map(({ account }) => [account.id, account.name]))
  return {
    id: organizationId,
    name: organization.name,
    owners: [...owners].map((id) => nameOf.get(id) ?? ''),
    others: [...nameOf].filter(([id]) => !owners.has(id)).map(([id, name]) => ({ id, name })),
    mayHandOver: may(organizationPolicy, 'handOver', actor, { organizationId }),
    open:
      open === null
        ? null
        : {
            id: open.id,
            fromName: nameOf.get(open.fromId) ?? '',
            toName: nameOf.get(open.toId) ?? '',
            offeredAt: open.offeredAt.toISOString(),
            isMine: open.fromId === actor.accountId,
            isForMe: open.toId === actor.accountId,
          },
  }
}
