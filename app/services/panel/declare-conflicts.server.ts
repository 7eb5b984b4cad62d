import { type Declaration, decideDeclarations } from '#app/domain/panel/declaring.ts'
import { panelPolicy } from '#app/domain/panel/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { bidsOfSeat, lockPanel, readPanelFacts } from './store.server.ts'

/** An expert's word on every admitted bid, given before any content is shown. It is never changed. */
export const declareConflicts = (
  ctx: Context,
  { callId, declarations }: { callId: string; declarations: readonly Declaration[] },
) =>
  transact(ctx, async (tx) => {
    await lockPanel(tx, callId)
    const facts = await readPanelFacts(tx, callId, ctx.actor.expertId)
    if (facts === null || !may(panelPolicy, 'readPanel', ctx.actor, facts)) return refuse('not-found')
    const { seat, panelId } = facts
    if (seat === undefined || panelId === undefined || !may(panelPolicy, 'declare', ctx.actor, facts))
      return refuse('panel.closed')

    const { pledgedAt } = await tx.seat.findUniqueOrThrow({ where: { id: seat.id }, select: { pledgedAt: true } })
    if (pledgedAt === null) return refuse('panel.pledge-first')
    const bids = await tx.bid.findMany({
      where: {
        callId,
        state: 'OPENED',
        conflicts: { none: { seatId: seat.id } },
        pins: { none: { seatId: seat.id } },
        ...bidsOfSeat(facts),
      },
      select: { id: true, organizationId: true },
    })
    const own = new Set(
      (
        await tx.organizationMembership.findMany({
          where: { accountId: ctx.actor.accountId ?? '' },
          select: { organizationId: true },
        })
      ).map(({ organizationId }) => organizationId),
    )
    const decision = decideDeclarations(
      bids.map(({ id, organizationId }) => ({ bidId: id, isOwnOrganization: own.has(organizationId) })),
      declarations,
    )
    if (!decision.ok) return decision
    await tx.conflictDeclaration.createMany({
      data: decision.declarations.map((made) => ({ ...made, seatId: seat.id, declaredAt: ctx.now })),
    })
    await record(tx, ctx, {
      type: 'panel.declared',
      entity: 'panel',
      entityId: panelId,
      bodyId: facts.bodyId,
      callId,
      data: {
        seat: seat.id,
        bids: decision.declarations.length,
        conflicts: decision.declarations.filter(({ kind }) => kind !== 'NONE').length,
      },
    })
    return ok({ conflicts: decision.declarations.filter(({ kind }) => kind !== 'NONE').length })
  })
