import type { MilestoneTyped } from '#app/domain/call/schema.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockCallFor, touchDraft } from './lock-draft.server.ts'

type SetPlan = { callId: string; version: number; milestones: readonly MilestoneTyped[] }

/** The draft's milestones and what each pays. Shares need not add up to the whole yet; they must before it is submitted. */
export const setPlan = (ctx: Context, { callId, version, milestones }: SetPlan) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'edit', { callId, version })
    if (!locked.ok) return locked
    const { call } = locked
    await tx.callMilestone.deleteMany({ where: { callId } })
    await tx.callMilestone.createMany({
      data: milestones.map(({ share, dueOn, ...row }, index) => ({
        callId,
        position: index + 1,
        title: row.title,
        deliverable: row.deliverable,
        indicator: row.indicator,
        unit: row.indicator === '' ? '' : row.unit,
        target: row.indicator === '' ? 0 : row.target,
        dueOn: dateOfDay(dueOn),
        trancheBps: share,
      })),
    })
    await touchDraft(tx, call)
    await record(tx, ctx, {
      type: 'call.edited',
      entity: 'call',
      entityId: call.id,
      bodyId: call.bodyId,
      callId: call.id,
      data: { part: 'plan' },
    })
    return ok()
  })
