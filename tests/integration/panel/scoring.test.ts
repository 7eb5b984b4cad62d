import { beforeAll, expect, test } from 'vitest'
import { readPanelBidFacts } from '#app/services/panel/store.server.ts'
import { panelBidPolicy } from '#app/domain/panel/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import { markChair, removeSeat } from '#app/services/panel/change-seat.server.ts'
import { declareConflicts } from '#app/services/panel/declare-conflicts.server.ts'
import { readScoringDesk } from '#app/services/panel/queries/scoring-desk.server.ts'
import { recuseSeat } from '#app/services/panel/recuse-seat.server.ts'
import { saveSheet, submitSheet, unsavedVersion } from '#app/services/panel/save-sheet.server.ts'
import { seatExpert } from '#app/services/panel/seat-expert.server.ts'
import { startScoring } from '#app/services/panel/start-scoring.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, afterDeadline, makeExpert, must } from '#tests/support/scenes.ts'
import {
  agreeToPledge,
  freezeAt,
  declareAll,
  openedCall,
  type OpenedStory,
  scoreBid,
  scoredSheets,
  seatedPanel,
  type SeatedStory,
  startedPanel,
} from '#tests/support/scenes-panel.ts'

const t = useDatabase({ forEachScene: true })

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const scoresOf = ({ criteria }: OpenedStory, points: string) =>
  criteria
    .filter(({ kind }) => kind === 'SUBJECTIVE')
    .map(({ id }) => ({ criterionId: id, points, reason: '材料与要求相符' }))
const bidAt = ({ bids }: OpenedStory, index: number) => {
  const bid = bids[index]
  if (bid === undefined) throw new Error(`no bid ${index}`)
  return bid
}
const expertAt = ({ experts }: SeatedStory, index: number) => {
  const expert = experts[index]
  if (expert === undefined) throw new Error(`no expert ${index}`)
  return expert
}

let story: SeatedStory
beforeAll(async () => {
  story = await startedPanel(t, await seatedPanel(t, await openedCall(t)))
})

const ctxOf = (expert: SeatedStory['chair']) => t.contextAt(afterDeadline(story.call, 200), expert)

test('nobody reads or scores a bid before declaring', async () => {
  const expert = expertAt(story, 0)
  const { bidId } = bidAt(story, 0)
  const desk = await readScoringDesk(ctxOf(expert), { callId: story.call.id, bidId })
  expect(desk).toEqual({ kind: 'declare-first' })
  const saved = await saveSheet(ctxOf(expert), {
    callId: story.call.id,
    bidId,
    version: unsavedVersion,
    scores: scoresOf(story, '10'),
    comment: '',
  })
  expect(saved).toMatchObject(refusedWith('panel.declare-first'))
  // PostgreSQL says the same to whoever writes past the service.
  const seat = await t.owner.seat.findFirstOrThrow({ where: { expertId: expert.expertId } })
  await expect(t.owner.scoreSheet.create({ data: { seatId: seat.id, bidId } })).rejects.toThrow(/not-entitled/)
})

test('declarations are made for all bids at once', async () => {
  const expert = expertAt(story, 0)
  const [first] = story.bids
  const none = story.bids.map(({ bidId }) => ({ bidId, kind: 'NONE' as const, note: '' }))
  expect(await declareConflicts(ctxOf(expert), { callId: story.call.id, declarations: none })).toMatchObject(
    refusedWith('panel.pledge-first'),
  )
  await agreeToPledge(t, story.call, expert)
  const partial = await declareConflicts(ctxOf(expert), {
    callId: story.call.id,
    declarations: [{ bidId: first?.bidId ?? '', kind: 'NONE', note: '' }],
  })
  expect(partial).toMatchObject(refusedWith('panel.declare-all'))
  must(await declareAll(t, story, expert))
  expect(await declareAll(t, story, expert)).toMatchObject(refusedWith('panel.already-declared'))
})

test('whoever is in conflict with a bid sees nothing of it', async () => {
  const expert = expertAt(story, 1)
  const conflicted = bidAt(story, 1)
  must(await declareAll(t, story, expert, [conflicted.bidId]))
  const ctx = ctxOf(expert)
  expect(await readScoringDesk(ctx, { callId: story.call.id, bidId: conflicted.bidId })).toBeNull()
  expect(
    await saveSheet(ctx, {
      callId: story.call.id,
      bidId: conflicted.bidId,
      version: unsavedVersion,
      scores: scoresOf(story, '10'),
      comment: '',
    }),
  ).toMatchObject(refusedWith('not-found'))
  const facts = await readPanelBidFacts(t.owner, conflicted.bidId, expert.expertId)
  expect(facts !== null && may(panelBidPolicy, 'readBid', expert, facts)).toBe(false)
  const other = await readScoringDesk(ctx, { callId: story.call.id, bidId: bidAt(story, 0).bidId })
  expect(other).toMatchObject({ kind: 'desk' })
})

test('an expert without a seat has no panel', async () => {
  const stranger = await makeExpert(t)
  const { bidId } = bidAt(story, 0)
  expect(await readScoringDesk(ctxOf(stranger), { callId: story.call.id, bidId })).toBeNull()
  expect(await declareAll(t, story, stranger)).toMatchObject(refusedWith('not-found'))
})

test('a mark out of range is refused by the service and by PostgreSQL', async () => {
  const expert = expertAt(story, 0)
  const { bidId } = bidAt(story, 0)
  const input = { callId: story.call.id, bidId, version: unsavedVersion, comment: '' }
  const tooHigh = await saveSheet(ctxOf(expert), { ...input, scores: scoresOf(story, '50.01') })
  expect(tooHigh).toMatchObject(refusedWith('score.out-of-range'))
  must(await saveSheet(ctxOf(expert), { ...input, scores: scoresOf(story, '30') }))
  const sheet = await t.owner.scoreSheet.findFirstOrThrow({ where: { bidId } })
  const [criterion] = story.criteria
  const where = { sheetId_criterionId: { sheetId: sheet.id, criterionId: criterion?.id ?? '' } }
  await expect(t.owner.score.update({ where, data: { points: '30.01' } })).rejects.toThrow(/out-of-range/)
  await expect(t.owner.score.update({ where, data: { points: '-1' } })).rejects.toThrow(/out-of-range/)
})

test('two tabs do not overwrite each other', async () => {
  const expert = expertAt(story, 0)
  const { bidId } = bidAt(story, 0)
  const stale = await saveSheet(ctxOf(expert), {
    callId: story.call.id,
    bidId,
    version: unsavedVersion,
    scores: scoresOf(story, '1'),
    comment: '',
  })
  expect(stale).toMatchObject(refusedWith('stale'))
})

test('a sheet without a reason for every criterion is not accepted; a submitted one is frozen', async () => {
  const expert = expertAt(story, 0)
  const { bidId } = bidAt(story, 2)
  const ctx = ctxOf(expert)
  const input = { callId: story.call.id, bidId, comment: '' }
  const bare = scoresOf(story, '20').map((score) => ({ ...score, reason: '' }))
  const first = must(await saveSheet(ctx, { ...input, version: unsavedVersion, scores: bare }))
  expect(await submitSheet(ctx, { ...input, version: first.version })).toMatchObject(
    refusedWith('score-sheet.incomplete'),
  )
  const second = must(await saveSheet(ctx, { ...input, version: first.version, scores: scoresOf(story, '20') }))
  must(await submitSheet(ctx, { ...input, version: second.version }))
  expect(await saveSheet(ctx, { ...input, version: second.version + 1, scores: scoresOf(story, '21') })).toMatchObject(
    refusedWith('score-sheet.submitted'),
  )
  const sheet = await t.owner.scoreSheet.findFirstOrThrow({ where: { bidId } })
  await expect(t.owner.score.updateMany({ where: { sheetId: sheet.id }, data: { points: '1' } })).rejects.toThrow(
    /submitted/,
  )
})

test('the chair cannot close while a sheet is missing, and nobody else can close at all', async () => {
  expect(await freezeAt(t, story, story.chair)).toMatchObject(refusedWith('panel.incomplete'))
  expect(await freezeAt(t, story, expertAt(story, 1))).toMatchObject(refusedWith('panel.not-chair'))
  expect(await t.owner.result.count({ where: { callId: story.call.id } })).toBe(0)
})

test('the chair cannot close when conflicts leave a bid below the quorum', async () => {
  const other = await startedPanel(t, await seatedPanel(t, await openedCall(t)))
  for (const [e, expert] of other.experts.entries()) {
    const conflicted = e === 2 ? [bidAt(other, 0).bidId] : []
    must(await declareAll(t, other, expert, conflicted))
    for (const { bidId } of other.bids)
      if (!conflicted.includes(bidId)) await scoreBid(t, other, expert, bidId, { c1: '20', c2: '30' })
  }
  expect(await freezeAt(t, other, other.chair)).toMatchObject(refusedWith('panel.below-quorum'))
})

test('a judge who steps down no longer counts towards the quorum', async () => {
  const other = await scoredSheets(t, { quorum: 3 })
  const last = expertAt(other, 2)
  const seat = await t.owner.seat.findFirstOrThrow({ where: { expertId: last.expertId } })
  must(
    await recuseSeat(t.contextAt(afterDeadline(other.call, 280), last), {
      callId: other.call.id,
      reason: '家人刚受聘于投标单位',
      version: seat.version,
    }),
  )
  expect(await freezeAt(t, other, other.chair)).toMatchObject(refusedWith('panel.below-quorum'))
})

test('seats are given by an approver, to people who do not bid, and only before scoring', async () => {
  const opened = await openedCall(t)
  const { call, bureau } = opened
  const ctx = t.contextAt(afterDeadline(call, 30), bureau.approver)
  const expert = await makeExpert(t, { employer: bidAt(opened, 0).organization.name })
  const give = { callId: call.id, expertId: expert.expertId, asChair: false, reason: '专业性强' }
  expect(await seatExpert(t.contextAt(afterDeadline(call, 30), bureau.officer), give)).toMatchObject(
    refusedWith('panel.not-seating'),
  )
  const bidder = await makeExpert(t)
  await t.owner.organizationMembership.create({
    data: { accountId: accountIdOf(bidder), organizationId: bidAt(opened, 0).organization.id, role: 'EDITOR' },
  })
  expect(await seatExpert(ctx, { ...give, expertId: bidder.expertId })).toMatchObject(
    refusedWith('panel.expert-is-bidder'),
  )
  const { seatId, code } = must(await seatExpert(ctx, give))
  expect(code).toBe('E1')
  expect(await seatExpert(ctx, give)).toMatchObject(refusedWith('panel.already-seated'))
  expect(await startScoring(ctx, { callId: call.id, version: 1 })).toMatchObject(refusedWith('panel.too-few-seats'))
  must(await markChair(ctx, { callId: call.id, seatId, version: 1 }))
  must(await removeSeat(ctx, { callId: call.id, seatId, version: 2 }))
  const whole = await startedPanel(t, await seatedPanel(t, opened))
  expect(await seatExpert(ctx, give)).toMatchObject(refusedWith('panel.already-started'))
  const letters = await t.owner.message.count({
    where: { template: 'seatOffered', toAddress: whole.chair.email ?? '' },
  })
  expect(letters).toBe(1)
})
