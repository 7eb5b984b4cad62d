import { hubPolicy } from '#app/domain/hub/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

/** By credit code, else by exact name; nothing where the name is not one organization's alone. */
async function findOther(tx: Tx, other: string) {
  const byCode = await tx.organization.findUnique({ where: { creditCode: other.toUpperCase() } })
  if (byCode !== null) return byCode
  const named = await tx.organization.findMany({ where: { name: other, state: { not: 'ENDED' } }, take: 2 })
  return named.length === 1 ? named[0] : undefined
}

/** An organization asks to join a hub, or a hub asks one to join. `asksAs`: what the asking organization is in it. */
export const askMembership = (
  ctx: Context,
  { organizationId, other, asksAs }: { organizationId: string; other: string; asksAs: 'HUB' | 'MEMBER' },
) =>
  transact<{ membershipId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    if (accountId === undefined || !may(hubPolicy, 'bind', ctx.actor, { organizationId })) return refuse('not-found')
    const found = await findOther(tx, other)
    if (found === undefined) return refuse('hub.unknown', { field: 'other' })
    if (found.id === organizationId) return refuse('hub.itself', { field: 'other' })
    const [hubId, memberId] = asksAs === 'HUB' ? [organizationId, found.id] : [found.id, organizationId]
    const open = await tx.hubMembership.findFirst({ where: { hubId, memberId, endedAt: null } })
    if (open !== null) return refuse(open.agreedAt === null ? 'hub.asked' : 'hub.member-already', { field: 'other' })
    const { id } = await tx.hubMembership.create({
      data: { hubId, memberId, askedBy: asksAs, askedById: accountId, askedAt: ctx.now },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'hub.membership-asked',
      entity: 'organization',
      entityId: organizationId,
      organizationId,
      data: { membershipId: id },
    })
    const self = await tx.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } })
    await tell(tx, ctx, { organizationId: found.id, roles: ['OWNER', 'CERTIFIER'] }, 'hubMembershipAsked', {
      organizationName: self.name,
      hubName: asksAs === 'HUB' ? self.name : found.name,
      url: `/ngo/organizations/${found.id}/hub`,
    })
    return ok({ membershipId: id })
  })

async function hold(tx: Tx, ctx: Context, id: string) {
  const row = await tx.hubMembership.findUnique({ where: { id } })
  const { accountId } = ctx.actor
  if (row === null || accountId === undefined) return refuse('not-found')
  const sides = [row.hubId, row.memberId].filter((organizationId) =>
    may(hubPolicy, 'bind', ctx.actor, { organizationId }),
  )
  if (sides.length === 0) return refuse('not-found')
  if (row.endedAt !== null) return refuse('organization.settled')
  return ok({ row, sides, accountId })
}

/** The side that was asked says yes. */
export const agreeMembership = (ctx: Context, { membershipId: id }: { membershipId: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, id)
    if (!held.ok) return held
    const { row, sides, accountId } = held
    if (!sides.includes(row.askedBy === 'HUB' ? row.memberId : row.hubId)) return refuse('hub.others-answer')
    if (row.agreedAt !== null) return refuse('organization.settled')
    await tx.hubMembership.update({ where: { id }, data: { agreedById: accountId, agreedAt: ctx.now } })
    await record(tx, ctx, {
      type: 'hub.membership-agreed',
      entity: 'organization',
      entityId: row.hubId,
      organizationId: row.memberId,
      isPublic: true,
      data: { membershipId: id },
    })
    await tellOther(tx, ctx, row, row.askedBy === 'HUB' ? 'MEMBER' : 'HUB', 'AGREED')
    return ok()
  })

/** Either side says no, takes back what it asked, or leaves. */
export const endMembership = (ctx: Context, { membershipId: id }: { membershipId: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, id)
    if (!held.ok) return held
    const { row, sides, accountId } = held
    await tx.hubMembership.update({ where: { id }, data: { endedById: accountId, endedAt: ctx.now } })
    await tx.hubRecommendation.updateMany({
      where: { membershipId: id, withdrawnAt: null },
      data: { withdrawnById: accountId, withdrawnAt: ctx.now },
    })
    await record(tx, ctx, {
      type: 'hub.membership-ended',
      entity: 'organization',
      entityId: row.hubId,
      organizationId: row.memberId,
      isPublic: row.agreedAt !== null,
      data: { membershipId: id },
    })
    const side = sides.includes(row.hubId) ? 'HUB' : 'MEMBER'
    const unasked = row.askedBy === side ? 'TAKEN_BACK' : 'DECLINED'
    await tellOther(tx, ctx, row, side, row.agreedAt === null ? unasked : 'ENDED')
    return ok()
  })

type Turn = 'AGREED' | 'DECLINED' | 'TAKEN_BACK' | 'ENDED'

/** The other side of a membership reads what this side did. */
async function tellOther(
  tx: Tx,
  ctx: Context,
  { hubId, memberId }: { hubId: string; memberId: string },
  side: 'HUB' | 'MEMBER',
  turn: Turn,
): Promise<void> {
  const [organizationId, otherId] = side === 'HUB' ? [hubId, memberId] : [memberId, hubId]
  const { name } = await tx.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } })
  await tell(tx, ctx, { organizationId: otherId, roles: ['OWNER', 'CERTIFIER'] }, 'hubMembershipTurned', {
    organizationName: name,
    turnKey: `hub.turn.${turn}`,
    url: `/ngo/organizations/${otherId}/hub`,
  })
}
