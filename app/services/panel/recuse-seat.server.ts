import { panelPolicy } from '#app/domain/panel/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { lockPanel, readPanelFacts, recuse } from './store.server.ts'

/** Steps down from the whole call. What this judge scored no longer counts; the reason stays on record. */
export const recuseSeat = (
  ctx: Context,
  { callId, reason, version }: { callId: string; reason: string; version: number },
) =>
  transact(ctx, async (tx) => {
    await lockPanel(tx, callId)
    const facts = await readPanelFacts(tx, callId, ctx.actor.expertId)
    if (facts?.seat === undefined || facts.panelId === undefined) return refuse('not-found')
    if (!may(panelPolicy, 'recuse', ctx.actor, facts)) return refuse('panel.closed')
    const seat = await tx.seat.findUniqueOrThrow({ where: { id: facts.seat.id } })
    if (seat.version !== version) return stale()
    const moved = await recuse(tx, seat, reason)
    if (!moved.ok) return moved
    await record(tx, ctx, {
      type: 'panel.recused',
      entity: 'panel',
      entityId: facts.panelId,
      bodyId: facts.bodyId,
      callId,
      data: { seat: seat.id, code: seat.code, wasChair: seat.isChair },
    })
    return ok()
  })
