import { beforeAll, expect, test } from 'vitest'
import { readMask } from '#app/services/panel/queries/mask.server.ts'
import { readPanelPage } from '#app/services/panel/queries/panel-page.server.ts'
import { readReviewPage } from '#app/services/panel/queries/review-page.server.ts'
import { readScoringDesk } from '#app/services/panel/queries/scoring-desk.server.ts'
import { readSigningPage } from '#app/services/panel/queries/signing-page.server.ts'
import { saveSheet, submitSheet, unsavedVersion } from '#app/services/panel/save-sheet.server.ts'
import { planName } from '#tests/support/plan-name.ts'
import { useDatabase } from '#tests/support/database.ts'
import { afterDeadline, must, sceneCriteria } from '#tests/support/scenes.ts'
import {
  agreeToPledge,
  declareAll,
  freezeAt,
  openedCall,
  sceneBidders,
  scoreBid,
  seatedPanel,
  type SeatedStory,
  signAll,
  startedPanel,
} from '#tests/support/scenes-panel.ts'

const t = useDatabase()
const names = sceneBidders.map(({ name }) => name)
const namesIn = (value: unknown) => names.filter((name) => JSON.stringify(value).includes(name))

let story: SeatedStory
beforeAll(async () => {
  const criteria = sceneCriteria.map((row, index) => ({ ...row, anchors: index === 0 ? '25–30 分：数据翔实' : '' }))
  const scoring = { isBlind: true, reasons: 'EXTREMES' as const }
  const item = { hint: '', isRequired: true, maxChars: 100, options: [], columns: [], rowsMax: 5, shownIf: null }
  const form = [
    { ...item, kind: 'TEXT' as const, title: '谁来负责' },
    { ...item, kind: 'ROWS' as const, title: '团队', columns: ['姓名', '职责'] },
  ]
  story = await startedPanel(t, await seatedPanel(t, await openedCall(t, { criteria, scoring, form })))
})
const ctxOf = (index: number, minutes = 200) => {
  const expert = story.experts[index]
  if (expert === undefined) throw new Error(`no expert ${index}`)
  return { expert, ctx: t.contextAt(afterDeadline(story.call, minutes), expert) }
}

test('names are told to declare ties, and are gone once declared', async () => {
  const { expert, ctx } = ctxOf(0)
  await agreeToPledge(t, story.call, expert)
  const before = await readPanelPage(ctx, story.call.id, planName)
  expect(before?.bids.map(({ organization }) => organization).toSorted()).toEqual(names.toSorted())
  expect(before?.bids.map(({ code }) => code)).toEqual(['', '', ''])
  for (const { expert: judge } of [ctxOf(0), ctxOf(1), ctxOf(2)]) must(await declareAll(t, story, judge))
  const after = await readPanelPage(ctx, story.call.id, planName)
  expect(namesIn(after)).toEqual([])
  // Not in what a page is made from either: an id leads to the name.
  const ids = story.bids.map(({ organization }) => organization.id)
  expect(ids.filter((id) => JSON.stringify(after).includes(id))).toEqual([])
  expect(after?.bids.map(({ plan }) => plan).toSorted()).toEqual([1, 2, 3])
  expect(namesIn(await readReviewPage(ctx, story.call.id, 'CONFORMITY'))).toEqual([])
})

test('answers, budget and file names say no name; levels stand beside the answer; one bid has one number for all', async () => {
  const { bidId } = story.bids[0] ?? { bidId: '' }
  const desks = await Promise.all(
    [0, 1, 2].map((index) => readScoringDesk(ctxOf(index).ctx, { callId: story.call.id, bidId })),
  )
  expect(namesIn(desks)).toEqual([])
  const numbers = desks.map((desk) => (desk?.kind === 'desk' ? desk.bid.plan : undefined))
  expect(new Set(numbers).size).toBe(1)
  const [desk] = desks
  expect(desk?.kind === 'desk' && desk.form.map(({ text, rows }) => [text, ...rows.flat()])).toEqual([
    ['▇▇承办'],
    ['', '▇▇甲', '▇▇甲'],
  ])
  expect(desk).toMatchObject({ reasons: 'EXTREMES' })
  expect(desk?.kind === 'desk' && [desk.criteria[0]?.answer.includes('▇▇'), desk.criteria[0]?.anchors]).toEqual([
    true,
    ['25–30 分：数据翔实'],
  ])
})

test('numbers follow what the bids say, which is secret, and nothing that the opening record publishes', async () => {
  const mask = await readMask(t.owner, story.call.id)
  const lots = await t.owner.$queryRaw<{ bid_id: string }[]>`
    SELECT bid_id FROM opened_bid WHERE bid_id = ANY (${story.bids.map(({ bidId }) => bidId)}::uuid[])
    ORDER BY encode(sha256(convert_to(content::text || bid_id::text, 'UTF8')), 'hex')`
  expect([...(mask ?? [])].toSorted(([, a], [, b]) => a - b).map(([id]) => id)).toEqual(lots.map((row) => row.bid_id))
})

test('reasons are asked only where the published call asks for them', async () => {
  const { ctx } = ctxOf(0, 240)
  const { bidId } = story.bids[0] ?? { bidId: '' }
  const scores = (first: string) =>
    story.criteria
      .filter(({ kind }) => kind === 'SUBJECTIVE')
      .map(({ id }, index) => ({ criterionId: id, points: index === 0 ? first : '40', reason: '' }))
  const sheet = { callId: story.call.id, bidId, comment: '', asWhole: true }
  const low = await saveSheet(ctx, { ...sheet, version: unsavedVersion, scores: scores('17.9') })
  expect(low).toMatchObject({ refusal: { code: 'score-sheet.reason-missing', field: 'scores[0].reason' } })
  const { version } = must(
    await saveSheet(ctx, { ...sheet, asWhole: false, version: unsavedVersion, scores: scores('27.1') }),
  )
  // PostgreSQL asks the same: 27.1 of 30 is above nine tenths.
  expect(await submitSheet(ctx, { ...sheet, version })).toMatchObject({ refusal: { code: 'score-sheet.incomplete' } })
  const again = must(await saveSheet(ctx, { ...sheet, version, scores: scores('27') }))
  must(await submitSheet(ctx, { ...sheet, version: again.version }))
})

test('the frozen result has numbers until the panel closes, and names after', async () => {
  for (const [index, expert] of story.experts.entries())
    for (const [place, { bidId }] of story.bids.entries())
      if (index > 0 || place > 0) await scoreBid(t, story, expert, bidId, { c1: String(20 + place), c2: '40' })
  must(await freezeAt(t, story, story.chair))
  const frozen = await readSigningPage(ctxOf(0, 305).ctx, story.call.id, planName)
  expect([namesIn(frozen), frozen?.result.bids.length]).toEqual([[], 3])
  await signAll(t, story)
  expect(namesIn(await readSigningPage(ctxOf(0, 320).ctx, story.call.id, planName)).toSorted()).toEqual(
    names.toSorted(),
  )
})
