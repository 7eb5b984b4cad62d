import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { linkNeeds } from './store.server.ts'

/** A resolved need goes into a draft that its officer has begun already. */
export const linkNeedToCall = (ctx: Context, { needId, callId }: { needId: string; callId: string }) =>
  transact(ctx, async (tx) => {
    const call = await tx.call.findUnique({ where: { id: callId }, select: { bodyId: true } })
    if (call === null || !bodiesWhere(ctx.actor, 'OFFICER').includes(call.bodyId)) return refuse('not-found')
    const need = await tx.need.findUnique({ where: { id: needId }, select: { needNo: true } })
    if (need === null) return refuse('not-found')
    const linked = await linkNeeds(tx, ctx, { callId, bodyId: call.bodyId, needNos: [need.needNo] })
    return linked.ok ? ok() : linked
  })
