import { ok } from '#app/domain/shared/outcome.ts'
import type { Day } from '#app/domain/shared/day.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { holdBid } from './hold-bid.server.ts'

export type NoteDiligence = { bidId: string; way: 'VISIT' | 'CALL'; heldOn: Day; people: string; finding: string }

/** What a visit or a call found, for the buyer's people alone. A note stays as it was written; a correction is another note. */
export const noteDiligence = (ctx: Context, { bidId, way, heldOn, people, finding }: NoteDiligence) =>
  transact(ctx, async (tx) => {
    const held = await holdBid(tx, ctx, bidId, {
      stage: 'dueDiligence',
      read: 'readDiligence',
      action: 'noteDiligence',
    })
    if (!held.ok) return held
    const { call, bid } = held
    await tx.diligenceNote.create({
      data: {
        bidId,
        way,
        heldOn: dateOfDay(heldOn),
        people,
        finding,
        notedById: ctx.actor.accountId ?? '',
        notedAt: ctx.now,
      },
    })
    await record(tx, ctx, {
      type: 'bid.diligence-noted',
      entity: 'bid',
      entityId: bid.id,
      bodyId: call.bodyId,
      callId: call.id,
      data: { way, heldOn },
    })
    return ok()
  })
