import { type Ineligible, ineligibleBecause, isInvited } from '#app/domain/bid/eligibility.ts'
import { startBidPolicy } from '#app/domain/bid/policy.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { isBarring } from '#app/domain/eligibility/call.ts'
import { may } from '#app/domain/shared/policy.ts'
import { isParticipant } from '#app/services/call/queries/is-participant.server.ts'
import { formItemOf } from '#app/services/call/read-form.server.ts'
import { readBarred } from '#app/services/credit/queries/read-barred.server.ts'
import { readConditions } from '#app/services/eligibility/read-conditions.server.ts'
import { readIncubationUnmet } from '#app/services/incubator/queries/read-incubation-unmet.server.ts'
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
      suspendedAt: true,
      reservation: true,
      allowsConsortium: true,
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
      formItems: { orderBy: { position: 'asc' } },
      requiredDocuments: { select: { kind: true }, orderBy: { kind: 'asc' } },
    },
  })
  if (call?.publishedAt == null || (call.isRehearsal && !(await isParticipant(ctx, call.id)))) return undefined
  const isSuspended = call.state === 'PUBLISHED' && call.suspendedAt !== null
  const isPastDeadline = call.bidDeadlineAt.getTime() <= ctx.now.getTime() && !isSuspended
  const organizations = await ctx.db.organization.findMany({
    where: { id: { in: ctx.actor.organizations.map(({ organizationId }) => organizationId) } },
    select: {
      id: true,
      name: true,
      kind: true,
      state: true,
      places: { where: { callId: call.id }, select: { bid: { select: { id: true, organizationId: true } } }, take: 1 },
    },
    orderBy: { name: 'asc' },
  })
  const asked = await readConditions(
    ctx.db,
    call.id,
    organizations.map(({ id }) => id),
    dayOf(ctx.now),
    ctx.locale,
  )
  const barred = await readBarred(
    ctx.db,
    organizations.map(({ id }) => id),
    'BID',
    dayOf(ctx.now),
  )
  const unmet = await readIncubationUnmet(
    ctx.db,
    call.id,
    organizations.map(({ id }) => id),
    dayOf(ctx.now),
  )
  return {
    callNo,
    title: call.title,
    method: call.method,
    deadlineAt: call.bidDeadlineAt.toISOString(),
    ceilingFen: String(call.ceilingFen),
    bodyZh: call.body.nameZh,
    bodyEn: call.body.nameEn,
    criteria: call.criteria.map(({ maxPoints, ...criterion }) => ({ ...criterion, maxPoints: maxPoints.toString() })),
    items: call.formItems.map(formItemOf),
    documents: call.requiredDocuments.map(({ kind }) => kind),
    allowsConsortium: call.allowsConsortium,
    organizations: organizations.map(({ id, name, kind, state, places }) => {
      const bid = places[0]?.bid
      const conditions = asked.get(id) ?? []
      const reasons: Ineligible[] = ineligibleBecause(
        {
          kind,
          state,
          isInvited: isInvited(call, id),
          isCreditBarred: barred.has(id),
          isUnfit: conditions.some(isBarring),
          incubationUnmet: unmet.get(id) ?? null,
          mayStart: may(startBidPolicy, 'start', ctx.actor, { organizationId: id }),
          takesPart: bid === undefined ? 'no' : bid.organizationId === id ? 'own' : 'partner',
        },
        {
          state: call.state,
          method: call.method,
          isPastDeadline,
          isSuspended,
          reservation: call.reservation,
        },
      )
      return { id, name, reasons, conditions, liveBidId: bid?.organizationId === id ? bid.id : null }
    }),
  }
}

/** Of the reader's own organizations, those that cannot bid for this call, and why; nothing for who belongs to none. */
export async function readCannotBid(ctx: Context, callNo: string) {
  if (ctx.actor.organizations.length === 0) return []
  const start = await readBidStart(ctx, callNo)
  return (start?.organizations ?? []).filter(({ reasons }) => reasons.length > 0)
}
export type CannotBidRow = Awaited<ReturnType<typeof readCannotBid>>[number]
