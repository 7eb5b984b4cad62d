import { beforeAll, expect, test } from 'vitest'
import { readPanelPage } from '#app/services/panel/queries/panel-page.server.ts'
import { readSampleDraft, readSamplePage } from '#app/services/panel/queries/sample-page.server.ts'
import { readScoringDesk } from '#app/services/panel/queries/scoring-desk.server.ts'
import { saveSheet, unsavedVersion } from '#app/services/panel/save-sheet.server.ts'
import { scoreSample } from '#app/services/panel/score-sample.server.ts'
import { removeSample, unwrittenVersion, writeSample } from '#app/services/panel/set-sample.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { planName } from '#tests/support/plan-name.ts'
import { afterDeadline, must } from '#tests/support/scenes.ts'
import {
  declareAll,
  freezeAt,
  latestResult,
  openedCall,
  scoreBid,
  seatedPanel,
  type SeatedStory,
  startedPanel,
} from '#tests/support/scenes-panel.ts'

const t = useDatabase({ forEachScene: true })
const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const text = '虚构的一份投标：已有调研，人员四名，计划服务六十户，未说明质量保障。'

let story: SeatedStory
beforeAll(async () => {
  story = await seatedPanel(t, await openedCall(t))
})
const ctxOf = (index: number, minutes = 240) => {
  const expert = story.experts[index]
  if (expert === undefined) throw new Error(`no expert ${index}`)
  return t.contextAt(afterDeadline(story.call, minutes), expert)
}
const officerAt = (minutes: number) => t.contextAt(afterDeadline(story.call, minutes), story.bureau.officer)
const marks = (c1: string, c2 = '40') =>
  story.criteria
    .filter(({ kind }) => kind === 'SUBJECTIVE')
    .map(({ id, code }) => ({ criterionId: id, points: code === 'c1' ? c1 : c2 }))

test('the buyer writes it before scoring starts, and nobody changes it after', async () => {
  const callId = story.call.id
  must(await writeSample(officerAt(70), { callId, version: unwrittenVersion, title: '样卷', text }))
  const draft = await readSampleDraft(officerAt(71), callId)
  expect(draft).toMatchObject({ title: '样卷', version: 1, mayWrite: true })
  expect(await writeSample(officerAt(72), { callId, version: 0, title: '样卷', text })).toMatchObject({ ok: false })
  must(await writeSample(officerAt(73), { callId, version: 1, title: '样卷一', text }))
  story = await startedPanel(t, story)
  expect(await removeSample(officerAt(130), { callId, version: 2 })).toMatchObject(refusedWith('sample.frozen'))
  await expect(t.app.sampleAnswer.update({ where: { callId }, data: { text: '改' } })).rejects.toThrow(/sample.frozen/)
  await expect(t.app.sampleAnswer.delete({ where: { callId } })).rejects.toThrow(/sample.frozen/)
})

test('every judge scores it before the real bids, whole and once', async () => {
  const callId = story.call.id
  const bidId = story.bids[0]?.bidId ?? ''
  expect(await scoreSample(ctxOf(0, 150), { callId, scores: marks('20') })).toMatchObject(
    refusedWith('panel.pledge-first'),
  )
  for (const expert of story.experts) must(await declareAll(t, story, expert))
  expect((await readPanelPage(ctxOf(0), callId, planName))?.sample).toBe('owed')
  expect(await readScoringDesk(ctxOf(0), { callId, bidId })).toEqual({ kind: 'sample-first' })
  const sheet = { callId, bidId, version: unsavedVersion, comment: '', scores: [] }
  expect(await saveSheet(ctxOf(0), sheet)).toMatchObject(refusedWith('sample.first'))
  expect(await scoreSample(ctxOf(0), { callId, scores: marks('20').slice(1) })).toMatchObject(
    refusedWith('score-sheet.incomplete'),
  )
  expect(await scoreSample(ctxOf(0), { callId, scores: marks('31') })).toMatchObject(refusedWith('score.out-of-range'))
  must(await scoreSample(ctxOf(1), { callId, scores: marks('26') }))
  expect(await scoreSample(ctxOf(1), { callId, scores: marks('27') })).toMatchObject(
    refusedWith('sample.scored-already'),
  )
})

test('the chair sees how far apart the judges are, after the own marks; the members see their own', async () => {
  const callId = story.call.id
  expect((await readSamplePage(ctxOf(0), callId))?.spread).toBeNull()
  must(await scoreSample(ctxOf(0), { callId, scores: marks('20') }))
  const page = await readSamplePage(ctxOf(0), callId)
  expect(page?.spread?.waiting).toEqual(['E3'])
  expect(page?.spread?.criteria[0]).toEqual({ lowest: '20.00', highest: '26.00', mean: '23.00', range: '6.00' })
  expect(page?.spread?.total).toMatchObject({ lowest: '60.00', highest: '66.00' })
  expect(await readSamplePage(ctxOf(1), callId)).toMatchObject({ spread: null, mayScore: false })
  must(await scoreSample(ctxOf(2), { callId, scores: marks('22') }))
})

test('nothing of it is in the result', async () => {
  for (const expert of story.experts)
    for (const { bidId } of story.bids) await scoreBid(t, story, expert, bidId, { c1: '25', c2: '45' })
  must(await freezeAt(t, story, story.chair))
  const { record } = await latestResult(t, story.call.id)
  expect(JSON.stringify(record)).not.toContain('样卷')
  const bids = (record as { bids: { scores: Record<string, Record<string, string>> }[] }).bids
  expect(bids).toHaveLength(story.bids.length)
  expect(bids.every(({ scores }) => Object.values(scores).every((sheet) => sheet['c1'] === '25'))).toBe(true)
})
