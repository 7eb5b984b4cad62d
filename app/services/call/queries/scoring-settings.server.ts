import { type Calibration, calibrationOf } from '#app/domain/panel/groups.ts'
import type { ReasonsRule } from '#app/domain/panel/score-sheet.ts'
import { regimeOf } from '#app/domain/call/terms.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readDraft } from './bureau-call.server.ts'

export type ScoringSettings = {
  id: string
  version: number
  title: string
  isBlind: boolean
  reasons: ReasonsRule
  allowsDiscussion: boolean
  calibration: Calibration | null
  /** Only a venture call may be judged by several groups. */
  mayCalibrate: boolean
}

/** How the panel of a draft will score, for whoever may edit the draft. */
export async function readScoringSettings(ctx: Context, callId: string): Promise<ScoringSettings | undefined> {
  const draft = await readDraft(ctx, callId)
  if (draft === undefined) return undefined
  const scoring = await ctx.db.callScoring.findUnique({ where: { callId } })
  return {
    id: draft.id,
    version: draft.version,
    title: draft.title,
    isBlind: scoring?.isBlind ?? false,
    reasons: scoring?.reasons ?? 'EVERY',
    allowsDiscussion: scoring?.allowsDiscussion ?? false,
    calibration: calibrationOf(scoring),
    mayCalibrate: regimeOf(draft.method) === 'VENTURE',
  }
}
