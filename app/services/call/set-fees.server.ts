import type { CallFeeTyped } from '#app/domain/fee/schema.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { groupsInForce } from './groups-in-force.server.ts'
import { lockCallFor, touchDraft } from './lock-draft.server.ts'

/** Whom a call is for, and what its services may take from them; no terms: nothing. */
export const setFees = (ctx: Context, { callId, version, terms, groups }: CallFeeTyped & { callId: string }) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'edit', { callId, version })
    if (!locked.ok) return locked
    const { call } = locked
    const known = await groupsInForce(tx, ctx)
    if (groups.some(({ groupCode }) => !known.includes(groupCode))) return refuse('fee.unknown-group')
    await tx.callFeeTerms.deleteMany({ where: { callId } })
    await tx.callGroup.deleteMany({ where: { callId } })
    if (terms !== null) await tx.callFeeTerms.create({ data: { callId, ...terms } })
    if (groups.length > 0) await tx.callGroup.createMany({ data: groups.map((group) => ({ callId, ...group })) })
    await touchDraft(tx, call)
    await record(tx, ctx, {
      type: 'call.edited',
      entity: 'call',
      entityId: call.id,
      bodyId: call.bodyId,
      callId: call.id,
      data: { part: 'fees' },
    })
    return ok()
  })
