import { ok } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockCallFor } from './lock-draft.server.ts'
import { endCall } from './store.server.ts'

/** Ends the call before an award; the reason is published with it, and its money goes back to the fund. */
export const cancelCall = (ctx: Context, { reason, ...input }: { callId: string; version: number; reason: string }) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'cancel', input)
    if (!locked.ok) return locked
    const ended = await endCall(tx, ctx, locked.call, 'cancel', reason)
    return ended.ok ? ok() : ended
  })
