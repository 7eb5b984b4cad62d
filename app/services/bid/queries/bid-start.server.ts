import { type Ineligible, ineligibleBecause, isInvited } from '#app/domain/bid/eligibility.ts'
import { startBidPolicy } from '#app/domain/bid/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import { isParticipant } from '#app/services/call/queries/is-participant.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'

/** What a call asks, and which of the actor's organizations may answer. Undefined when there is no such public call. */
export async function readBidStart(ctx: Context, callNo: string) {
  const call = await ctx.db.call.findUnique({
    where: { callNo },
    select: {
      id: true,
      title: true,
      state: true,
      method: true,
      bidDeadlineAt: true,
      ceilingFen: true,
      publishedAt: true,
      isRehearsal: true,
      singleSource: { select: { organizationId: true } },
      invitees: { select: { organizationId: true } },
      body: { select: { nameZh: true, nameEn: true } },
      criteria: {
        select: { code: true, title: true, guidance: true, kind: true, maxPoints: true, answerLimit: true },
        orderBy: { position: 'asc' },
      },
    },
  })
  if (call?.publishedAt == null || (call.isRehearsal && !(await isParticipant(ctx, call.id)))) return undefined
  const isPastDeadline = call.bidDeadlineAt.getTime() <= ctx.now.getTime()
  const organizations = await ctx.db.organization.findMany({
    where: { id: { in: ctx.actor.organizations.map(({ organizationId }) => organizationId) } },
    select: {
      id: true,
      name: true,
      kind: true,
      state: true,
      bids: { where: { callId: call.id, state: { not: 'WITHDRAWN' } }, select: { id: true }, take: 1 },
    },
    orderBy: { name: 'asc' },
  })
  return {
    callNo,
    title: call.title,
    method: call.method,
    deadlineAt: call.bidDeadlineAt.toISOString(),
    ceilingFen: String(call.ceilingFen),
    bodyZh: call.body.nameZh,
    bodyEn: call.body.nameEn,
    criteria: call.criteria.map(({ maxPoints, ...criterion }) => ({ ...criterion, maxPoints: maxPoints.toString() })),
    organizations: organizations.map(({ id, name, kind, state, bids }) => {
      const because: Ineligible | undefined = ineligibleBecause(
        {
          kind,
          state,
          isInvited: isInvited(call, id),
          mayStart: may(startBidPolicy, 'start', ctx.actor, { organizationId: id }),
          hasLiveBid: bids.length > 0,
        },
        { state: call.state, method: call.method, isPastDeadline },
      )
      return { id, name, because, liveBidId: bids[0]?.id }
    }),
  }
}
