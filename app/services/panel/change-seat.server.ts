import { panelPolicy } from '#app/domain/panel/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Call, Panel, Seat } from '#prisma/generated/client.ts'
import { candidateSelect, concernsOfExpert } from './bidders.server.ts'
import { lockPanel, recuse } from './store.server.ts'

type SeatChoice = { callId: string; seatId: string; version: number }
type Held = { call: Call; panel: Panel; seat: Seat }

const whileForming = (
  ctx: Context,
  { callId, seatId, version }: SeatChoice,
  work: (tx: Tx, held: Held) => Promise<Outcome>,
) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    const panel = call === null ? null : await lockPanel(tx, callId)
    if (call === null || panel === null) return refuse('not-found')
    const facts = { bodyId: call.bodyId, callState: call.state, panelState: panel.state, seat: undefined }
    if (!may(panelPolicy, 'readBoard', ctx.actor, facts)) return refuse('not-found')
    if (!may(panelPolicy, 'seat', ctx.actor, facts)) return refuse('panel.not-seating')
    const seat = await tx.seat.findUnique({ where: { id: seatId, panelId: panel.id } })
    if (seat === null || seat.state !== 'SEATED') return refuse('not-found')
    if (seat.version !== version) return stale()
    return work(tx, { call, panel, seat })
  })

const fact = (type: string, { call, panel, seat }: Held) => ({
  type,
  entity: 'panel',
  entityId: panel.id,
  bodyId: call.bodyId,
  callId: call.id,
  data: { seat: seat.id, code: seat.code },
})

/**
 * Takes a seat away before scoring starts. An expert who has already declared stays on the list as stepped down, because
 * declarations are never deleted.
 */
export const removeSeat = (ctx: Context, choice: SeatChoice) =>
  whileForming(ctx, choice, async (tx, held) => {
    const { seat, panel } = held
    if (panel.state !== 'FORMING') return refuse('panel.already-started')
    const hasDeclared = (await tx.conflictDeclaration.count({ where: { seatId: seat.id } })) > 0
    if (hasDeclared) {
      const moved = await recuse(tx, seat, 'replaced-before-start')
      if (!moved.ok) return moved
    } else {
      await tx.seat.delete({ where: { id: seat.id } })
    }
    await record(tx, ctx, fact('panel.seat-removed', held))
    return ok()
  })

/** One chair; marking another takes it from the one before. */
export const markChair = (ctx: Context, choice: SeatChoice) =>
  whileForming(ctx, choice, async (tx, held) => {
    const { call, panel, seat } = held
    const expert = await tx.expert.findUniqueOrThrow({ where: { id: seat.expertId }, select: candidateSelect })
    const book = await readBookOf(tx, call, dayOf(ctx.now))
    const isBuyer = concernsOfExpert(expert, [], call.bodyId).includes('member-of-buyer')
    if (isBuyer && !book.panel.mayBuyerChair) return refuse('panel.chair-is-buyer')
    // While scoring runs a chair is named only when the one before stepped down.
    if (panel.state !== 'FORMING' && (await tx.seat.count({ where: { panelId: panel.id, isChair: true } })) > 0)
      return refuse('panel.one-chair')
    await tx.seat.updateMany({ where: { panelId: panel.id, isChair: true }, data: { isChair: false } })
    await tx.seat.update({ where: { id: seat.id }, data: { isChair: true, version: { increment: 1 } } })
    await record(tx, ctx, fact('panel.chair-marked', held))
    return ok()
  })
