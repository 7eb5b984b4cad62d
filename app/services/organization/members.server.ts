import { organizationPolicy } from '#app/domain/organization/policy.ts'
import type { OrganizationRole } from '#app/domain/shared/actor.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { voidInvitation, writeInvitation } from '#app/services/account/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

const askOwner = (ctx: Context, organizationId: string): Outcome =>
  may(organizationPolicy, 'manageMembers', ctx.actor, { organizationId })
    ? ok()
    : refuse(may(organizationPolicy, 'read', ctx.actor, { organizationId }) ? 'forbidden' : 'not-found')

export const inviteMember = (
  ctx: Context,
  input: { organizationId: string; name: string; email: string; role: OrganizationRole },
): Promise<Outcome> =>
  transact(ctx, async (tx) => {
    const { organizationId, role } = input
    const allowed = askOwner(ctx, organizationId)
    return allowed.ok ? writeInvitation(tx, ctx, input, { kind: 'ORGANIZATION', organizationId, role }) : allowed
  })

export const revokeMemberInvitation = (
  ctx: Context,
  input: { organizationId: string; invitationId: string },
): Promise<Outcome> =>
  transact(ctx, async (tx) => {
    const { organizationId, invitationId } = input
    const allowed = askOwner(ctx, organizationId)
    return allowed.ok ? voidInvitation(tx, ctx, { id: invitationId, organizationId }) : allowed
  })

/** Takes a role away; `isStillIn`: whether the remover has one left. PostgreSQL keeps the last owner (refused:organization.last-owner). */
export const removeMember = (
  ctx: Context,
  input: { organizationId: string; membershipId: string },
): Promise<Outcome<{ isStillIn: boolean }>> =>
  transact(ctx, async (tx) => {
    const { organizationId, membershipId } = input
    const allowed = askOwner(ctx, organizationId)
    if (!allowed.ok) return allowed
    const membership = await tx.organizationMembership.findFirst({ where: { id: membershipId, organizationId } })
    if (membership === null) return refuse('not-found')
    await tx.organizationMembership.delete({ where: { id: membership.id } })
    await record(tx, ctx, {
      type: 'organization.role-removed',
      entity: 'account',
      entityId: membership.accountId,
      organizationId,
      data: { role: membership.role },
    })
    const left = await tx.organizationMembership.count({
      where: { organizationId, accountId: ctx.actor.accountId ?? '' },
    })
    return ok({ isStillIn: left > 0 })
  })
