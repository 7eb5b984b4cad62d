import type { CriterionTyped } from '#app/domain/call/schema.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockCallFor, touchDraft } from './lock-draft.server.ts'

type SetCriteria = {
  callId: string
  version: number
  criteria: readonly (Omit<CriterionTyped, 'anchors'> & { anchors?: string })[]
}

/** The draft's criteria are these, in this order. They need not add up yet; they must before the call is submitted. */
export const setCriteria = (ctx: Context, { callId, version, criteria }: SetCriteria) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'edit', { callId, version })
    if (!locked.ok) return locked
    const { call } = locked
    await tx.criterion.deleteMany({ where: { callId } })
    await tx.criterion.createMany({
      data: criteria.map(({ title, guidance, anchors = '', kind, points, answerLimit }, index) => ({
        callId,
        position: index + 1,
        // The short id inside the decision record; there is one price at most.
        code: kind === 'PRICE' ? 'price' : `c${index + 1}`,
        title,
        guidance,
        anchors,
        kind,
        maxPoints: points,
        answerLimit,
      })),
    })
    await touchDraft(tx, call)
    await record(tx, ctx, {
      type: 'call.edited',
      entity: 'call',
      entityId: call.id,
      bodyId: call.bodyId,
      callId: call.id,
      data: { part: 'criteria' },
    })
    return ok()
  })
