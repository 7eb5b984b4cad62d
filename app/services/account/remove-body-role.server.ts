import { teamPolicy } from '#app/domain/account/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

/** Takes a role in a body away; `isStillIn`: whether the remover has one left. PostgreSQL keeps the last approver (refused:account.last-approver). */
export function removeBodyRole(
  ctx: Context,
  input: { bodyId: string; membershipId: string },
): Promise<Outcome<{ isStillIn: boolean }>> {
  return transact(ctx, async (tx) => {
    const { bodyId, membershipId } = input
    if (!may(teamPolicy, 'removeRole', ctx.actor, { bodyId })) return refuse('forbidden')
    const membership = await tx.bodyMembership.findFirst({ where: { id: membershipId, bodyId } })
    if (membership === null) return refuse('not-found')
    await tx.bodyMembership.delete({ where: { id: membership.id } })
    await record(tx, ctx, {
      type: 'account.body-role-removed',
      entity: 'account',
      entityId: membership.accountId,
      bodyId,
      data: { role: membership.role },
    })
    const left = await tx.bodyMembership.count({ where: { bodyId, accountId: ctx.actor.accountId ?? '' } })
    return ok({ isStillIn: left > 0 })
  })
}
