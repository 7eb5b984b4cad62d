import { contractTerms } from '#app/http/contract-terms.ts'
import { makeAwards } from '#app/services/award/make-awards.server.ts'
import { publishResult } from '#app/services/award/publish-result.server.ts'
import { must } from '#tests/support/must.ts'
import { type OpenedStory, reasons } from '#tests/support/scenes-panel.ts'
import { letNoticePass } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import type { Stage } from '../stage.ts'

/** The approver decides for the first in rank: the result is public from this very minute. */
export async function noticeAtOnce(stage: Stage, { call: { id: callId }, bureau }: OpenedStory): Promise<void> {
  const { version } = await stage.db.result.findFirstOrThrow({ where: { callId }, orderBy: { versionNo: 'desc' } })
  const choice = { bidId: undefined, passOverReason: '', granted: new Map() }
  const ctx = sceneDatabase(stage).contextAt(new Date().toISOString(), bureau.approver)
  must(await publishResult(ctx, { callId, version, reasons, choice }))
}

/** The notice that stands is over, and what it names is awarded; tells the awards and their projects. */
export async function awardAtOnce(stage: Stage, { call: { id: callId }, bureau }: OpenedStory) {
  await letNoticePass(stage, callId)
  const { id: noticeId, version } = await stage.db.resultNotice.findFirstOrThrow({ where: { callId, state: 'OPEN' } })
  const ctx = sceneDatabase(stage).contextAt(new Date().toISOString(), bureau.approver)
  const { awards } = must(await makeAwards(ctx, { callId, noticeId, version, draftTerms: contractTerms }))
  return awards
}
