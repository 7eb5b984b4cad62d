import { ok } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockCallFor } from './lock-draft.server.ts'

type SetKeyholders = {
  callId: string
  version: number
  officers: readonly string[]
  escrow: string | null
  threshold: number
}

/**
 * Names who will hold the call's key. Who may be named PostgreSQL decides (may_hold_key); that they are enough and have opening
 * keys is asked before the call is submitted.
 */
export const setKeyholders = (ctx: Context, { callId, version, officers, escrow, threshold }: SetKeyholders) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'edit', { callId, version })
    if (!locked.ok) return locked
    const { call } = locked
    await tx.callKeyholder.deleteMany({ where: { callId } })
    const named = [
      // Named twice is named as the escrow: one person holds one share.
      ...[...new Set(officers)].filter((id) => id !== escrow).map((accountId) => ({ accountId, isEscrow: false })),
      ...(escrow === null ? [] : [{ accountId: escrow, isEscrow: true }]),
    ]
    await tx.callKeyholder.createMany({ data: named.map((row) => ({ callId, ...row })) })
    await tx.call.update({
      where: { id: callId },
      data: { keyThreshold: threshold, version: { increment: 1 } },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'call.edited',
      entity: 'call',
      entityId: call.id,
      bodyId: call.bodyId,
      callId: call.id,
      data: { part: 'keyholders' },
    })
    return ok()
  })
