import { panelPolicy } from '#app/domain/panel/policy.ts'
import type { ConflictKind } from '#app/domain/panel/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockPanel, readPanelFacts } from './store.server.ts'

export type PinConflict = {
  callId: string
  seatId: string
  bidId: string
  kind: Exclude<ConflictKind, 'NONE'>
  reason: string
}

/** A tie that the organiser knows of: the judge sees nothing of that bid from now on, whatever they declare or declared. */
export const pinConflict = (ctx: Context, { callId, seatId, bidId, kind, reason }: PinConflict) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    const panel = await lockPanel(tx, callId)
    if (call === null || panel === null) return refuse('not-found')
    const facts = await readPanelFacts(tx, callId, ctx.actor.expertId)
    if (facts === null) return refuse('not-found')
    if (!may(panelPolicy, 'readBoard', ctx.actor, facts)) return refuse('not-found')
    if (!may(panelPolicy, 'pin', ctx.actor, facts))
      return refuse(facts.seat?.state === 'SEATED' ? 'panel.pin-by-judge' : 'panel.not-seating')
    const seat = await tx.seat.findFirst({ where: { id: seatId, panelId: panel.id } })
    const bid = await tx.bid.findFirst({ where: { id: bidId, callId, state: 'OPENED' } })
    if (seat === null || bid === null) return refuse('not-found')
    const held = await tx.conflictPin.findUnique({ where: { seatId_bidId: { seatId, bidId } } })
    if (held !== null) return refuse('panel.pinned-already')
    await tx.conflictPin.create({
      data: { seatId, bidId, kind, reason, pinnedById: ctx.actor.accountId ?? '', pinnedAt: ctx.now },
    })
    await record(tx, ctx, {
      type: 'panel.conflict-pinned',
      entity: 'panel',
      entityId: panel.id,
      bodyId: call.bodyId,
      callId,
      data: { seat: seatId, bid: bidId, kind, reason },
    })
    return ok()
  })
