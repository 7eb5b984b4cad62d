import { emptyContent } from '#app/domain/bid/content.ts'
import { ineligibleBecause, isInvited } from '#app/domain/bid/eligibility.ts'
import { startBidPolicy } from '#app/domain/bid/policy.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { isBarring } from '#app/domain/eligibility/call.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readBarred } from '#app/services/credit/queries/read-barred.server.ts'
import { readConditions } from '#app/services/eligibility/read-conditions.server.ts'
import { meetsConditions } from '#app/services/eligibility/read-unmet.server.ts'
import { readIncubationUnmet } from '#app/services/incubator/queries/read-incubation-unmet.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { insertDraft } from './store.server.ts'

/** An organization begins its bid for a call: an empty draft that only its own people see. */
export const startBid = (ctx: Context, { callNo, organizationId }: { callNo: string; organizationId: string }) =>
  transact<{ bidId: string }>(ctx, async (tx) => {
    const call = await tx.call.findUnique({
      where: { callNo },
      select: {
        id: true,
        state: true,
        method: true,
        bidDeadlineAt: true,
        suspendedAt: true,
        reservation: true,
        isRehearsal: true,
        singleSource: { select: { organizationId: true } },
        invitees: { where: { organizationId }, select: { organizationId: true } },
      },
    })
    const organization = await tx.organization.findUnique({
      where: { id: organizationId },
      select: { kind: true, state: true },
    })
    if (call === null || organization === null) return refuse('not-found')
    if (!ctx.actor.organizations.some((membership) => membership.organizationId === organizationId))
      return refuse('not-found')
    const [because] = ineligibleBecause(
      {
        ...organization,
        mayStart: may(startBidPolicy, 'start', ctx.actor, { organizationId }),
        // The unique indexes one_live_bid and one_place decide, whoever comes first.
        takesPart: 'no',
        isInvited: isInvited(call, organizationId),
        isUnfit: (
          (await readConditions(tx, call.id, [organizationId], dayOf(ctx.now), ctx.locale)).get(organizationId) ?? []
        ).some(isBarring),
        isCreditBarred: (await readBarred(tx, [organizationId], 'BID', dayOf(ctx.now))).has(organizationId),
        incubationUnmet:
          (await readIncubationUnmet(tx, call.id, [organizationId], dayOf(ctx.now))).get(organizationId) ?? null,
      },
      { ...call, isPastDeadline: false, isSuspended: call.suspendedAt !== null },
    )
    switch (because) {
      case undefined:
        break
      case 'closed':
        return refuse('bid.call-closed')
      case 'not-invited':
        return refuse('bid.not-invited')
      case 'call-suspended':
        return refuse('call.suspended')
      case 'suspended':
        return refuse('bid.organization-suspended')
      case 'credit-listed':
      case 'conditions': {
        const fit = await meetsConditions(tx, ctx, { callId: call.id, organizationIds: [organizationId], use: 'BID' })
        return fit.ok ? refuse('bid.conditions-unmet') : fit
      }
      case 'not-incubated':
      case 'not-incubated-here':
        return refuse('bid.not-incubated')
      case 'needs-legal-person':
        return refuse('bid.needs-legal-person')
      case 'reserved':
        return refuse('bid.reserved')
      case 'already-partner':
        return refuse('bid.already-takes-part')
      case 'already-live':
        return refuse('bid.already-live')
      case 'not-editor':
        return refuse('bid.editors-only')
    }
    const bidId = await insertDraft(tx, ctx, { callId: call.id, organizationId, content: emptyContent })
    await record(tx, ctx, {
      type: 'bid.started',
      entity: 'bid',
      entityId: bidId,
      organizationId,
      callId: call.id,
    })
    return ok({ bidId })
  })
