import type { ConditionsTyped } from '#app/domain/call/schema.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockCallFor } from './lock-draft.server.ts'

type SetConditions = ConditionsTyped & { callId: string; version: number }

/** Who may bid and who is preferred, what is reserved, which securities are asked for. Held against the book, not refused here. */
export const setConditions = (ctx: Context, { callId, version, conditions, ...terms }: SetConditions) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'edit', { callId, version })
    if (!locked.ok) return locked
    const { call } = locked
    await tx.callCondition.deleteMany({ where: { callId } })
    await tx.callCondition.createMany({
      data: conditions.map(({ grade, years, form, regionId, ...row }, index) => ({
        ...row,
        grade: grade ?? null,
        years: years ?? null,
        form: form ?? null,
        regionId: regionId ?? null,
        callId,
        position: index + 1,
      })),
    })
    await tx.call.update({
      where: { id: call.id },
      data: {
        reservation: terms.reservation,
        negativeListChecked: terms.negativeListChecked,
        bidBondFen: terms.bidBond,
        performanceBondBps: terms.performanceBond,
        awardMode: terms.awardMode,
        version: { increment: 1 },
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'call.edited',
      entity: 'call',
      entityId: call.id,
      bodyId: call.bodyId,
      callId: call.id,
      data: { part: 'conditions' },
    })
    return ok()
  })
