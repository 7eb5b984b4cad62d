import type { CancelCode } from '#app/domain/call/end-codes.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockCallFor } from './lock-draft.server.ts'
import { endCall } from './store.server.ts'

type CancelCall = { callId: string; version: number; code: CancelCode | null; reason: string }

/** Ends the call before an award; the reason is published with it, and its money goes back to the fund. */
export const cancelCall = (ctx: Context, { code, reason, ...input }: CancelCall) =>
  transact<{ wasRehearsal: boolean }>(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'cancel', input)
    if (!locked.ok) return locked
    if (locked.call.publishedAt !== null && code === null) return refuse('call.code-missing', { field: 'code' })
    const isPublic = locked.call.publishedAt !== null
    const ended = await endCall(tx, ctx, locked.call, { event: 'cancel', code: isPublic ? code : null, reason })
    return ended.ok ? ok({ wasRehearsal: isPublic && locked.call.isRehearsal }) : ended
  })
