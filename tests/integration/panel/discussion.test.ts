import { beforeAll, describe, expect, test } from 'vitest'
import { evaluationReport } from '#app/http/evaluation-report.ts'
import { readEvaluationReport } from '#app/services/award/queries/evaluation-report.server.ts'
import { readOwnResult } from '#app/services/award/queries/own-result.server.ts'
import { parseDecided } from '#app/services/award/read-decided.server.ts'
import { closeDiscussion, openDiscussion, scoreAgain, writeMinute } from '#app/services/panel/discuss.server.ts'
import { readDiscussionPage } from '#app/services/panel/queries/discussion-page.server.ts'
import { readPanelInbox } from '#app/services/panel/queries/panel-inbox.server.ts'
import { readPanelPage } from '#app/services/panel/queries/panel-page.server.ts'
import { readScoringDesk } from '#app/services/panel/queries/scoring-desk.server.ts'
import { readSigningPage } from '#app/services/panel/queries/signing-page.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { planName } from '#tests/support/plan-name.ts'
import { afterDeadline, must } from '#tests/support/scenes.ts'
import {
  declareAll,
  freezeAt,
  latestResult,
  noticeAt,
  openedCall,
  scoreBid,
  scoredSheets,
  seatedPanel,
  type SeatedStory,
  signAll,
  startedPanel,
} from '#tests/support/scenes-panel.ts'

const t = useDatabase({ forEachScene: true })
const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const scoring = { isBlind: false, reasons: 'EVERY' as const, allowsDiscussion: true }
const expertAt = ({ experts }: SeatedStory, index: number) => {
  const expert = experts[index]
  if (expert === undefined) throw new Error(`no expert ${index}`)
  return expert
}
const bidAt = ({ bids }: SeatedStory, index: number) => {
  const bid = bids[index]
  if (bid === undefined) throw new Error(`no bid ${index}`)
  return bid
}

test('nothing is discussed where the published call does not say so', async () => {
  const story = await scoredSheets(t)
  const place = { callId: story.call.id, bidId: bidAt(story, 0).bidId }
  const ctx = t.contextAt(afterDeadline(story.call, 260), story.chair)
  expect(await openDiscussion(ctx, place)).toMatchObject(refusedWith('discussion.not-published'))
  expect(await readDiscussionPage(ctx, place)).toBeNull()
  const { id: panelId } = await t.owner.panel.findUniqueOrThrow({ where: { callId: story.call.id } })
  const seat = await t.owner.seat.findFirstOrThrow({ where: { panelId, isChair: true } })
  await expect(t.app.discussion.create({ data: { panelId, bidId: place.bidId, openedById: seat.id } })).rejects.toThrow(
    /discussion.not-published/,
  )
})

test('first scores are everybody’s own: no discussion while one sheet is owed, and nobody sees the others’ before it', async () => {
  const story = await startedPanel(t, await seatedPanel(t, await openedCall(t, { scoring }), 5))
  const { bidId } = bidAt(story, 0)
  // The fifth judge is in conflict with the first bid.
  for (const [index, expert] of story.experts.entries())
    must(await declareAll(t, story, expert, index === 4 ? [bidId] : []))
  for (const [e, expert] of story.experts.entries())
    for (const [b, bid] of story.bids.entries())
      if (!(e === 4 && b === 0) && !(e === 2 && b === 2))
        await scoreBid(t, story, expert, bid.bidId, { c1: '20', c2: '40' })
  const ctx = t.contextAt(afterDeadline(story.call, 260), story.chair)
  const place = { callId: story.call.id, bidId }
  expect(await openDiscussion(ctx, place)).toMatchObject(refusedWith('discussion.sheets-first'))
  expect((await readDiscussionPage(ctx, place))?.criteria).toEqual([])
  await scoreBid(t, story, expertAt(story, 2), bidAt(story, 2).bidId, { c1: '20', c2: '40' })
  must(await openDiscussion(ctx, place))
  // In conflict: told to step out, and nothing else.
  const conflicted = t.contextAt(afterDeadline(story.call, 262), expertAt(story, 4))
  expect((await readPanelPage(conflicted, story.call.id, planName))?.discussions).toEqual({
    states: {},
    owed: [],
    isOwed: true,
    now: 'hidden',
  })
  expect(await readDiscussionPage(conflicted, place)).toBeNull()
  expect(await scoreAgain(conflicted, { ...place, scores: [], reason: '没有参加讨论' })).toMatchObject(
    refusedWith('not-found'),
  )
  expect(await writeMinute(conflicted, { ...place, text: '没有参加讨论' })).toMatchObject(refusedWith('not-found'))
})

describe('a discussion', () => {
  let story: SeatedStory
  const place = () => ({ callId: story.call.id, bidId: bidAt(story, 0).bidId })
  const ctxOf = (index: number, minutes = 260) =>
    t.contextAt(afterDeadline(story.call, minutes), expertAt(story, index))
  const again = (points: string, reason = '讨论中核实了人员资质') => ({
    ...place(),
    reason,
    scores: story.criteria
      .filter(({ kind }) => kind === 'SUBJECTIVE')
      .map(({ id, code }) => ({ criterionId: id, points: code === 'c1' ? points : '40.5' })),
  })

  beforeAll(async () => {
    story = await scoredSheets(t, { scoring })
  })

  test('the chair opens one bid at a time, and the members see each other’s first scores', async () => {
    expect(await openDiscussion(ctxOf(1), place())).toMatchObject(refusedWith('panel.not-chair'))
    must(await openDiscussion(ctxOf(0), place()))
    const other = { callId: story.call.id, bidId: bidAt(story, 1).bidId }
    expect(await openDiscussion(ctxOf(0), other)).toMatchObject(refusedWith('discussion.one-at-a-time'))
    const page = await readDiscussionPage(ctxOf(1), place())
    expect(page?.criteria[0]?.marks).toEqual([
      { first: '20', second: null },
      { first: '21', second: null },
      { first: '22', second: null },
    ])
    expect(page?.may).toEqual({ open: false, close: false, write: false, scoreAgain: true })
    expect((await readPanelInbox(ctxOf(2), undefined)).waiting).toMatchObject([{ next: 'discuss' }])
    expect((await readPanelPage(ctxOf(2), story.call.id, planName))?.discussions?.now).toEqual({ bidId: place().bidId })
  })

  test('a second score is whole, differs, has a reason, comes once; the first stays', async () => {
    expect(await scoreAgain(ctxOf(1), again('21'))).toMatchObject(refusedWith('discussion.same-points'))
    expect(await scoreAgain(ctxOf(1), again('31'))).toMatchObject(refusedWith('score.out-of-range'))
    expect(await scoreAgain(ctxOf(1), { ...again('28'), scores: again('28').scores.slice(0, 1) })).toMatchObject(
      refusedWith('score-sheet.incomplete'),
    )
    must(await scoreAgain(ctxOf(1), again('28')))
    expect(await scoreAgain(ctxOf(1), again('29'))).toMatchObject(refusedWith('discussion.second-already'))
    const sheet = await t.owner.scoreSheet.findFirstOrThrow({
      where: { bidId: place().bidId, seat: { expertId: expertAt(story, 1).expertId } },
      include: { scores: { include: { criterion: true } } },
    })
    expect(sheet.scores.find(({ criterion }) => criterion.code === 'c1')?.points?.toString()).toBe('21')
    await expect(t.app.secondScore.deleteMany({ where: { sheetId: sheet.id } })).rejects.toThrow(/permission denied/)
    await expect(t.owner.secondSheet.update({ where: { sheetId: sheet.id }, data: { reason: '改' } })).rejects.toThrow(
      /append-only/,
    )
  })

  test('nothing is frozen while it is open, nor without minutes; minutes are only added to', async () => {
    expect(await freezeAt(t, story, story.chair)).toMatchObject(refusedWith('discussion.open'))
    expect(await writeMinute(ctxOf(1), { ...place(), text: '成员补充' })).toMatchObject(refusedWith('panel.not-chair'))
    must(await closeDiscussion(ctxOf(0), place()))
    const { bidId } = place()
    const told = async () => (await readPanelPage(ctxOf(0), story.call.id, planName))?.discussions
    expect(await told()).toMatchObject({ states: { [bidId]: 'closed' }, owed: [bidId], isOwed: true, now: null })
    const desk = await readScoringDesk(ctxOf(1), place())
    // 28 and 40.5 beside what was given first.
    expect(desk).toMatchObject({ discussion: 'closed', live: { total: '61.50' }, second: { total: '68.50' } })
    expect(await scoreAgain(ctxOf(2), again('28'))).toMatchObject(refusedWith('discussion.over'))
    expect(await freezeAt(t, story, story.chair)).toMatchObject(refusedWith('discussion.minutes-first'))
    must(await writeMinute(ctxOf(0), { ...place(), text: '核对了社工证书，E2 据此调整第一项。' }))
    await expect(t.app.discussionMinute.updateMany({ data: { text: '改' } })).rejects.toThrow(/permission denied/)
    expect(await told()).toMatchObject({ owed: [], isOwed: false })
    must(await freezeAt(t, story, story.chair))
    expect(await writeMinute(ctxOf(0, 302), { ...place(), text: '补记一条' })).toMatchObject(
      refusedWith('discussion.not-now'),
    )
  })

  test('the second score counts in the record, whose form is as it was; minutes are signed with it', async () => {
    const result = await latestResult(t, story.call.id)
    const record = parseDecided(result.record)
    const bid = record.bids.find(({ id }) => id === place().bidId)
    expect([bid?.scores['E1']?.['c1'], bid?.scores['E2']?.['c1'], bid?.scores['E3']?.['c1']]).toEqual([
      '20',
      '28',
      '22',
    ])
    expect(result.minutesSha256).toMatch(/^[0-9a-f]{64}$/)
    await expect(t.owner.result.update({ where: { id: result.id }, data: { minutes: [] } })).rejects.toThrow(
      /stays as it was written/,
    )
    const seat = await t.owner.seat.findFirstOrThrow({ where: { expertId: expertAt(story, 1).expertId } })
    await expect(
      t.app.resultSignature.create({
        data: { resultId: result.id, seatId: seat.id, recordSha256: result.recordSha256 },
      }),
    ).rejects.toThrow(/result.superseded/)
    expect((await readSigningPage(ctxOf(2, 305), story.call.id, planName))?.minutes).toMatchObject([
      { code: 'E1', text: '核对了社工证书，E2 据此调整第一项。' },
    ])
    await signAll(t, story)
    const hands = await t.owner.resultSignature.findMany({ where: { resultId: result.id } })
    expect(new Set(hands.map(({ minutesSha256 }) => minutesSha256))).toEqual(new Set([result.minutesSha256]))
    must(await noticeAt(t, story))
    const later = afterDeadline(story.call, 60 * 24 * 4)
    const own = await readOwnResult(t.contextAt(later, bidAt(story, 0).owner), place().bidId)
    expect(own?.seconds).toEqual([{ code: 'E2', reason: '讨论中核实了人员资质' }])
    const ctx = t.contextAt(later, story.bureau.approver)
    const report = await readEvaluationReport(ctx, story.call.id)
    if (report === null) throw new Error('the buyer reads the report')
    const words = JSON.stringify(evaluationReport(report, ctx))
    // The rules by their name, not by the code of their book.
    expect(words).toMatch(/竞争性磋商 · 第 \d+ 版/)
    expect(words).not.toContain('competitive-consultation')
    expect(words).toContain('核对了社工证书')
    expect(words).toContain('E2 讨论后再评：讨论中核实了人员资质')
    expect(words).toContain('参加讨论的评委：E1 · E2 · E3')
    expect(words).toContain(result.minutesSha256)
  })
})
