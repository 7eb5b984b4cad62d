import { expect, test } from 'vitest'
import { agreeMark } from '#app/services/panel/agree-mark.server.ts'
import { correctResult } from '#app/services/panel/correct-result.server.ts'
import { reopenScoring } from '#app/services/panel/freeze-result.server.ts'
import { readPanelPage } from '#app/services/panel/queries/panel-page.server.ts'
import { readSigningPage } from '#app/services/panel/queries/signing-page.server.ts'
import { readPublicResult } from '#app/services/award/queries/public-result.server.ts'
import { closeSilent } from '#app/services/panel/sign-result.server.ts'
import { planName } from '#tests/support/plan-name.ts'
import { useDatabase } from '#tests/support/database.ts'
import { afterDeadline, must } from '#tests/support/scenes.ts'
import {
  declareAll,
  noticeAt,
  freezeAt,
  latestResult,
  openedCall,
  scoreBid,
  scoredCall,
  scoredSheets,
  seatedPanel,
  type SeatedStory,
  signAll,
  signAt,
  startedPanel,
} from '#tests/support/scenes-panel.ts'

const t = useDatabase({ forEachScene: true })
const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const expertAt = ({ experts }: SeatedStory, index: number) => {
  const expert = experts[index]
  if (expert === undefined) throw new Error(`no expert ${index}`)
  return expert
}
const panelVersion = async ({ call }: SeatedStory) =>
  (await t.owner.panel.findUniqueOrThrow({ where: { callId: call.id } })).version
const stateOf = async ({ call }: SeatedStory) => ({
  call: (await t.owner.call.findUniqueOrThrow({ where: { id: call.id } })).state,
  panel: (await t.owner.panel.findUniqueOrThrow({ where: { callId: call.id } })).state,
})

test('the panel closes with the last signature and not before; a dissent is kept with its reasons', async () => {
  const story = await scoredSheets(t)
  must(await freezeAt(t, story, story.chair))
  expect(await stateOf(story)).toEqual({ call: 'SCORING', panel: 'SIGNING' })
  must(await signAt(t, story, expertAt(story, 0)))
  expect(await signAt(t, story, expertAt(story, 0))).toMatchObject(refusedWith('result.signed-already'))
  must(await signAt(t, story, expertAt(story, 1), '对第一项的评分口径有不同意见。'))
  expect(await stateOf(story)).toEqual({ call: 'SCORING', panel: 'SIGNING' })
  // Before all have signed the buyer sees nothing and PostgreSQL lets nobody pass it for signed.
  const { id } = await latestResult(t, story.call.id)
  await expect(t.owner.result.update({ where: { id }, data: { signedAt: new Date() } })).rejects.toThrow(
    /result.unsigned/,
  )
  expect(await noticeAt(t, story)).toMatchObject(refusedWith('not-found'))
  must(await signAt(t, story, expertAt(story, 2)))
  expect(await stateOf(story)).toEqual({ call: 'SCORED', panel: 'CLOSED' })
  const page = await readSigningPage(t.contextAt(afterDeadline(story.call, 320), story.chair), story.call.id, planName)
  expect(page?.hands.map(({ code, dissent }) => [code, dissent])).toEqual([
    ['E1', ''],
    ['E2', '对第一项的评分口径有不同意见。'],
    ['E3', ''],
  ])
})

test('once every sheet is in the chair sees agreement and leanings, without the bids they are in conflict with', async () => {
  const story = await scoredSheets(t)
  const page = async (index: number) =>
    readPanelPage(t.contextAt(afterDeadline(story.call, 295), expertAt(story, index)), story.call.id, planName)
  const chairs = await page(0)
  expect(chairs?.chairBoard?.shadow.map(({ name }) => name)).toEqual(
    story.bids.map(({ organization }) => organization.name).toReversed(),
  )
  expect(chairs?.chairBoard?.leanings.map(({ code }) => code)).toEqual(['E1', 'E2', 'E3'])
  expect(Number(chairs?.chairBoard?.leanings[2]?.points)).toBeGreaterThan(
    Number(chairs?.chairBoard?.leanings[0]?.points),
  )
  expect((await page(1))?.chairBoard).toBeNull()
})

test('silence is agreement, a day later', async () => {
  const story = await scoredSheets(t)
  must(await freezeAt(t, story, story.chair))
  must(await signAt(t, story, story.chair))
  const close = async (minutes: number) =>
    closeSilent(t.contextAt(afterDeadline(story.call, minutes), story.chair), {
      callId: story.call.id,
      version: await panelVersion(story),
    })
  expect(await close(300 + 24 * 60 - 1)).toMatchObject(refusedWith('result.unsigned'))
  must(await close(300 + 24 * 60))
  expect(await stateOf(story)).toEqual({ call: 'SCORED', panel: 'CLOSED' })
})

test('before all have signed the chair may go back to the scores; the void version stays and cannot be signed', async () => {
  const story = await scoredSheets(t)
  must(await freezeAt(t, story, story.chair))
  const first = await latestResult(t, story.call.id)
  const ctx = t.contextAt(afterDeadline(story.call, 305), story.chair)
  must(await reopenScoring(ctx, { callId: story.call.id, version: await panelVersion(story), reason: '漏看一页材料' }))
  expect(await signAt(t, story, expertAt(story, 1))).toMatchObject(refusedWith('result.nothing-to-sign'))
  must(await freezeAt(t, story, story.chair))
  await signAll(t, story)
  const versions = await t.owner.result.findMany({ where: { callId: story.call.id }, orderBy: { versionNo: 'asc' } })
  expect(versions.map(({ versionNo, voidReason, signedAt }) => [versionNo, voidReason, signedAt !== null])).toEqual([
    [1, '漏看一页材料', false],
    [2, '', true],
  ])
  expect(versions[0]?.id).toBe(first.id)
})

test('a score found abnormal by all makes a second version; both are public once the buyer decides', async () => {
  const story = await scoredCall(t)
  const before = await latestResult(t, story.call.id)
  const bid = story.bids[0]?.bidId ?? ''
  const ask = async (over: object) =>
    correctResult(t.contextAt(afterDeadline(story.call, 400), story.chair), {
      callId: story.call.id,
      version: await panelVersion(story),
      kind: 'ABNORMAL',
      reason: '第一项给分明显偏低，全体一致认定。',
      changes: [{ bid, judge: 'E1', criterion: 'c1', to: '29' }],
      ...over,
    })
  expect(await ask({ kind: 'OUT_OF_RANGE' })).toMatchObject(refusedWith('result.mark-in-range'))
  expect(await ask({ kind: 'ARITHMETIC', changes: [] })).toMatchObject(refusedWith('result.nothing-to-correct'))
  expect(await ask({ changes: [{ bid, judge: 'E1', criterion: 'c1', to: '30.5' }] })).toMatchObject(
    refusedWith('score.out-of-range'),
  )
  must(await ask({}))
  expect(await noticeAt(t, story)).toMatchObject({ ok: false })
  expect(await signAt(t, story, expertAt(story, 1), '不同意')).toMatchObject(refusedWith('result.not-unanimous'))
  await signAll(t, story)
  const after = await latestResult(t, story.call.id)
  expect([after.versionNo, after.correctionKind, after.changes]).toEqual([
    2,
    'ABNORMAL',
    [{ bid, judge: 'E1', criterion: 'c1', from: '20', to: '29' }],
  ])
  expect(after.recordSha256).not.toBe(before.recordSha256)
  await expect(t.owner.result.delete({ where: { id: before.id } })).rejects.toThrow()
  must(await noticeAt(t, story))
  const page = await readPublicResult(t.contextAt(afterDeadline(story.call, 500)), story.call.callNo ?? '')
  expect(page?.versions.map(({ versionNo, correction }) => [versionNo, correction?.kind])).toEqual([
    [2, 'ABNORMAL'],
    [1, undefined],
  ])
  expect(page?.result.hash).toBe(after.recordSha256)
})

test('nobody corrects a mark of a bid they are in conflict with, nor learns what it is; a member who judges it does', async () => {
  const story = await startedPanel(t, await seatedPanel(t, await openedCall(t), 5))
  const [tied, other] = story.bids
  if (tied === undefined || other === undefined) throw new Error('two bids')
  for (const expert of story.experts) {
    must(await declareAll(t, story, expert, expert === story.chair ? [tied.bidId] : []))
    for (const { bidId } of story.bids)
      if (expert !== story.chair || bidId !== tied.bidId)
        await scoreBid(t, story, expert, bidId, { c1: '20', c2: '40.5' })
  }
  must(await freezeAt(t, story, story.chair))
  await signAll(t, story)
  const correct = async (index: number, bid: string, to: string) =>
    correctResult(t.contextAt(afterDeadline(story.call, 400), expertAt(story, index)), {
      callId: story.call.id,
      version: await panelVersion(story),
      kind: 'ABNORMAL',
      reason: '第一项给分明显偏低，全体一致认定。',
      changes: [{ bid, judge: 'E2', criterion: 'c1', to }],
    })
  // The same answer whether the guess is right or wrong.
  expect(await correct(0, tied.bidId, '20')).toMatchObject(refusedWith('not-found'))
  expect(await correct(0, tied.bidId, '29')).toMatchObject(refusedWith('not-found'))
  expect(await correct(1, other.bidId, '29')).toMatchObject(refusedWith('panel.not-chair'))
  const page = async (index: number) =>
    readSigningPage(t.contextAt(afterDeadline(story.call, 390), expertAt(story, index)), story.call.id, planName)
  const marked = async (index: number) => new Set((await page(index))?.marks.map(({ value }) => value.split('|')[0]))
  expect((await marked(0)).has(tied.bidId)).toBe(false)
  expect(await marked(1)).toEqual(new Set([tied.bidId]))
  must(await correct(1, tied.bidId, '29'))
})

test('an objective criterion takes one agreed value for all judges, and the scores cannot be frozen without it', async () => {
  const story = await scoredSheets(t, {
    criteria: [
      { title: '方案', guidance: '', kind: 'SUBJECTIVE', points: '70', answerLimit: 1500 },
      { title: '同类项目数', guidance: '每个 2 分', kind: 'OBJECTIVE', points: '10', answerLimit: 1500 },
      { title: '报价', guidance: '', kind: 'PRICE', points: '20', answerLimit: 1500 },
    ],
    marks: () => ({ c1: '60' }),
  })
  expect(await freezeAt(t, story, story.chair)).toMatchObject(refusedWith('panel.objective-missing'))
  const criterionId = story.criteria[1]?.id ?? ''
  for (const [index, { bidId }] of story.bids.entries()) {
    const give = { callId: story.call.id, bidId, criterionId, basis: '中标通知书' }
    const ctx = t.contextAt(afterDeadline(story.call, 290), expertAt(story, index))
    expect(await agreeMark(ctx, { ...give, points: '10.5' })).toMatchObject(refusedWith('score.out-of-range'))
    must(await agreeMark(ctx, { ...give, points: String(index * 4) }))
  }
  must(await freezeAt(t, story, story.chair))
  await signAll(t, story)
  const { record } = await latestResult(t, story.call.id)
  const { bids } = record as { bids: { objective: Record<string, string> }[] }
  expect(bids.map(({ objective }) => objective)).toEqual([{ c2: '0' }, { c2: '4' }, { c2: '8' }])
})
