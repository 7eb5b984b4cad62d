import { isBlocked } from '#app/domain/call/linter/finding.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockCallFor } from './lock-draft.server.ts'
import { readSheet } from './read-sheet.server.ts'
import { unexplained } from './set-departures.server.ts'
import { moveCall } from './store.server.ts'

/** The officer hands a complete draft to the approver. */
export const submitCall = (ctx: Context, input: { callId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'submit', input)
    if (!locked.ok) return locked
    const { call } = locked
    const { findings } = await readSheet(tx, call, ctx.now)
    if (isBlocked(findings)) return refuse('call.not-ready')
    if ((await unexplained(tx, call.id, findings)).length > 0) return refuse('call.reasons-missing')
    const moved = await moveCall(tx, call, 'submit', {
      submittedAt: ctx.now,
      submittedById: ctx.actor.accountId ?? null,
      stateReason: '',
    })
    if (!moved.ok) return moved
    await record(tx, ctx, {
      type: 'call.submitted',
      entity: 'call',
      entityId: call.id,
      bodyId: call.bodyId,
      callId: call.id,
    })
    return ok()
  })
