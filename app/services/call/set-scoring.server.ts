import type { ReasonsRule } from '#app/domain/panel/score-sheet.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockCallFor, touchDraft } from './lock-draft.server.ts'

type SetScoring = { callId: string; version: number; isBlind: boolean; reasons: ReasonsRule }

/** How the panel of the draft will score. PostgreSQL freezes it with the call. */
export const setScoring = (ctx: Context, { callId, version, isBlind, reasons }: SetScoring) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'edit', { callId, version })
    if (!locked.ok) return locked
    await tx.callScoring.upsert({
      where: { callId },
      create: { callId, isBlind, reasons },
      update: { isBlind, reasons },
    })
    await touchDraft(tx, locked.call)
    await record(tx, ctx, {
      type: 'call.edited',
      entity: 'call',
      entityId: callId,
      bodyId: locked.call.bodyId,
      callId,
      data: { part: 'scoring', isBlind, reasons },
    })
    return ok()
  })
