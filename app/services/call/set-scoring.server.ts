import { type Calibration, noCalibration } from '#app/domain/panel/groups.ts'
import type { ReasonsRule } from '#app/domain/panel/score-sheet.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockCallFor, touchDraft } from './lock-draft.server.ts'

type SetScoring = {
  callId: string
  version: number
  isBlind: boolean
  reasons: ReasonsRule
  allowsDiscussion?: boolean
  /** Several groups may judge; null: one panel judges every bid. */
  calibration?: Calibration | null
}

/** How the panel of the draft will score. PostgreSQL freezes it with the call. */
export const setScoring = (
  ctx: Context,
  { callId, version, isBlind, reasons, allowsDiscussion = false, calibration = null }: SetScoring,
) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'edit', { callId, version })
    if (!locked.ok) return locked
    if (calibration !== null && locked.call.regime !== 'VENTURE')
      return refuse('call.calibration-not-here', { field: 'calibrates' })
    const kept = {
      isBlind,
      reasons,
      allowsDiscussion,
      ...(calibration === null
        ? noCalibration
        : {
            dropHigh: calibration.dropHigh,
            dropLow: calibration.dropLow,
            meanDecimals: calibration.meanDecimals,
            coefficientDecimals: calibration.coefficientDecimals,
            totalDecimals: calibration.decimals,
          }),
    }
    await tx.callScoring.upsert({ where: { callId }, create: { callId, ...kept }, update: kept })
    await touchDraft(tx, locked.call)
    await record(tx, ctx, {
      type: 'call.edited',
      entity: 'call',
      entityId: callId,
      bodyId: locked.call.bodyId,
      callId,
      data: { part: 'scoring', ...kept },
    })
    return ok()
  })
