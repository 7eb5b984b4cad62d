import { beforeAll, expect, test } from 'vitest'
import { loadCalendar } from '#prisma/seed/index.ts'
import { drawExperts } from '#app/domain/panel/draw.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { answerDraw, callReserves, drawPanel } from '#app/services/panel/draw-panel.server.ts'
import { readScoringDesk } from '#app/services/panel/queries/scoring-desk.server.ts'
import { readPanelPage } from '#app/services/panel/queries/panel-page.server.ts'
import { pinConflict } from '#app/services/panel/pin-conflict.server.ts'
import { sha256Text } from '#app/services/panel/read-findings.server.ts'
import { seatRepresentative } from '#app/services/panel/seat-expert.server.ts'
import { startScoring } from '#app/services/panel/start-scoring.server.ts'
import { recuseSeat } from '#app/services/panel/recuse-seat.server.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { planName } from '#tests/support/plan-name.ts'
import { useDatabase } from '#tests/support/database.ts'
import {
  accountIdOf,
  afterDeadline,
  beforeDeadline,
  makeExpert,
  makeOfficer,
  must,
  publishedCall,
} from '#tests/support/scenes.ts'
import {
  declareAll,
  openedCall,
  qualifyAll,
  type OpenedStory,
  scoreBid,
  seatedPanel,
  startedPanel,
} from '#tests/support/scenes-panel.ts'

const t = useDatabase({ forEachScene: true })
beforeAll(() => loadCalendar(t.ownerUrl))
const refusedWith = (code: string) => ({ ok: false, refusal: { code } })

/** Experts of a field that no other test draws from. */
async function makePool(field: 'EDUCATION' | 'HEALTH' | 'LEGAL_AID' | 'EMPLOYMENT', count: number) {
  const pool = new Map<string, Actor & { expertId: string }>()
  for (let number = 1; number <= count; number += 1) {
    const expert = await makeExpert(t, { name: `库${number}`, employer: `第${number}研究院`, fields: [field] })
    pool.set(expert.expertId, expert)
  }
  return pool
}
const placesOf = (callId: string) =>
  t.owner.drawPlace.findMany({ where: { draw: { callId } }, orderBy: { position: 'asc' } })
const approverAt = (story: OpenedStory, minutes: number) =>
  t.contextAt(afterDeadline(story.call, minutes), story.bureau.approver)
const answer = async (
  story: OpenedStory,
  pool: ReadonlyMap<string, Actor>,
  place: { id: string; expertId: string; version: number },
  over: { accepts: boolean; reason?: string; minutes?: number },
) =>
  answerDraw(t.contextAt(afterDeadline(story.call, over.minutes ?? 40), pool.get(place.expertId)), {
    placeId: place.id,
    version: place.version,
    accepts: over.accepts,
    reason: over.reason ?? '',
  })

test('a draw is recorded so that a stranger repeats it; reserves follow in order; nobody draws again while some are left', async () => {
  const story = await openedCall(t)
  const { call } = story
  const pool = await makePool('EDUCATION', 6)
  const wish = { callId: call.id, wanted: 3, field: 'EDUCATION' as const, regionId: null }
  expect(await drawPanel(t.contextAt(afterDeadline(call, 30), story.bureau.officer), wish)).toMatchObject(
    refusedWith('panel.not-drawing'),
  )
  must(await drawPanel(approverAt(story, 30), wish))
  const draw = await t.owner.panelDraw.findFirstOrThrow({ where: { callId: call.id } })
  const places = await placesOf(call.id)
  const again = drawExperts(
    {
      callId: call.id,
      publishedOn: dayOf(call.publishedAt ?? new Date(0)),
      number: 1,
      candidateIds: draw.candidates as string[],
    },
    sha256Text,
  )
  expect(again.seed).toBe(draw.seed)
  expect(again.places).toEqual(places.map(({ expertId, lot }) => ({ expertId, lot })))
  expect(places.map(({ state }) => state)).toEqual(['CALLED', 'CALLED', 'CALLED', 'WAITING', 'WAITING', 'WAITING'])
  expect(await drawPanel(approverAt(story, 31), wish)).toMatchObject(refusedWith('draw.reserves-left'))

  const [first, second, third, fourth] = places
  if (!first || !second || !third || !fourth) throw new Error('six places')
  const atFirst = t.contextAt(afterDeadline(call, 35), pool.get(first.expertId))
  expect((await deskPage(atFirst)).you).toMatchObject([{ kind: 'panelInvited', id: first.id, title: call.title }])
  must(await answer(story, pool, first, { accepts: true }))
  expect(await answer(story, pool, second, { accepts: false })).toMatchObject(refusedWith('draw.reason'))
  must(await answer(story, pool, second, { accepts: false, reason: '出差' }))
  expect((await placesOf(call.id)).map(({ state }) => state)).toEqual([
    ...['ACCEPTED', 'DECLINED', 'CALLED', 'CALLED', 'WAITING', 'WAITING'],
  ])
  // The third never answers: a day later the next is called, and it is too late.
  expect(await answer(story, pool, third, { accepts: true, minutes: 30 + 24 * 60 + 1 })).toMatchObject(
    refusedWith('draw.too-late'),
  )
  must(await answer(story, pool, { ...fourth, version: 2 }, { accepts: true }))
  must(await callReserves(approverAt(story, 30 + 24 * 60 + 2), call.id))
  expect((await placesOf(call.id)).map(({ state }) => state)).toEqual([
    ...['ACCEPTED', 'DECLINED', 'EXPIRED', 'ACCEPTED', 'CALLED', 'WAITING'],
  ])
  await expect(t.owner.drawPlace.updateMany({ data: { position: 9 } })).rejects.toThrow(/draw.frozen/)
  expect(await t.owner.seat.count({ where: { panel: { callId: call.id }, drawId: draw.id, kind: 'EXPERT' } })).toBe(2)
})

test('nobody is drawn before the day of the rule book; who works for the buyer or for a bidder, is full or untrained is not', async () => {
  const early = await publishedCall(t)
  const wish = { wanted: 1, field: 'HEALTH' as const, regionId: null }
  const pool = await makePool('HEALTH', 5)
  const soon = t.contextAt(beforeDeadline(early.call, 5 * 24 * 60), early.bureau.approver)
  expect(await drawPanel(soon, { ...wish, callId: early.call.id })).toMatchObject(refusedWith('draw.too-early'))

  const story = await openedCall(t)
  const [tied, officer, full, untrained, free] = [...pool.values()]
  const organizationId = story.bids[0]?.organization.id ?? ''
  if (!tied || !officer || !full || !untrained || !free) throw new Error('five experts')
  await t.owner.organizationMembership.create({
    data: { accountId: accountIdOf(tied), organizationId, role: 'EDITOR' },
  })
  await t.owner.bodyMembership.create({
    data: { accountId: accountIdOf(officer), bodyId: story.call.bodyId, role: 'OFFICER' },
  })
  await t.owner.expert.update({ where: { id: full.expertId }, data: { seatsMax: 0 } })
  await t.owner.expert.update({ where: { id: untrained.expertId }, data: { trainedUntil: new Date('2026-03-01') } })
  must(await drawPanel(approverAt(story, 30), { ...wish, callId: story.call.id }))
  expect((await placesOf(story.call.id)).map(({ expertId }) => expertId)).toEqual([free.expertId])
})

test('the buyer’s representative sits, is no expert in the count, and is never drawn', async () => {
  const story = await openedCall(t)
  const ctx = approverAt(story, 30)
  const accountId = accountIdOf(await makeOfficer(t, story.bureau.body, '采购人代表'))
  expect(await seatRepresentative(ctx, { callId: story.call.id, accountId, asChair: true })).toMatchObject(
    refusedWith('panel.chair-is-buyer'),
  )
  must(await seatRepresentative(ctx, { callId: story.call.id, accountId, asChair: false }))
  const seat = await t.owner.seat.findFirstOrThrow({
    where: { panel: { callId: story.call.id } },
    include: { expert: true },
  })
  expect([seat.kind, seat.expert.inPool]).toEqual(['BUYER', false])
  const two = await seatedPanel(t, story, 2)
  expect(await startScoring(approverAt(two, 100), { callId: story.call.id, version: 1 })).toMatchObject(
    refusedWith('review.first'),
  )
  must(await qualifyAll(t, story))
  const third = await startScoring(approverAt(two, 100), { callId: story.call.id, version: 1 })
  expect(third).toMatchObject({ ok: true })
})

test('PostgreSQL counts the composition itself', async () => {
  const story = await seatedPanel(t, await openedCall(t))
  const { id } = await t.owner.panel.findUniqueOrThrow({ where: { callId: story.call.id } })
  const even = await makeExpert(t)
  await t.owner.seat.create({ data: { panelId: id, expertId: even.expertId, code: 'E9' } })
  const start = () => t.owner.panel.update({ where: { id }, data: { state: 'SCORING' } })
  await expect(start()).rejects.toThrow(/panel.even-seats/)
  await t.owner.seat.deleteMany({ where: { panelId: id, code: 'E9' } })
  await t.owner.bid.updateMany({
    where: { callId: story.call.id, id: { in: story.bids.slice(1).map(({ bidId }) => bidId) } },
    data: { state: 'REJECTED', rejectedReason: '未签章' },
  })
  await expect(start()).rejects.toThrow(/panel.too-few-bids/)
})

test('a pinned tie shuts the judge out, whatever was declared, and what was scored no longer counts', async () => {
  const story = await startedPanel(t, await seatedPanel(t, await openedCall(t)))
  const [, judge] = story.experts
  const { bidId } = story.bids[0] ?? { bidId: '' }
  if (judge === undefined) throw new Error('three judges')
  const page = () => readPanelPage(t.contextAt(afterDeadline(story.call, 170), judge), story.call.id, planName)
  // Not so much as a bidder's name before confidentiality.
  expect(await page()).toMatchObject({ hasPledged: false, bids: [], may: { pledge: true, declare: false } })
  must(await declareAll(t, story, judge))
  await scoreBid(t, story, judge, bidId, { c1: '20', c2: '30' })
  const seat = await t.owner.seat.findFirstOrThrow({ where: { expertId: judge.expertId } })
  const pin = { callId: story.call.id, seatId: seat.id, bidId, kind: 'EMPLOYMENT' as const, reason: '曾任顾问' }
  must(await pinConflict(approverAt(story, 250), pin))
  expect(await pinConflict(approverAt(story, 251), pin)).toMatchObject(refusedWith('panel.pinned-already'))
  const ctx = t.contextAt(afterDeadline(story.call, 255), judge)
  expect(await readScoringDesk(ctx, { callId: story.call.id, bidId })).toBeNull()
  await expect(t.owner.conflictPin.deleteMany()).rejects.toThrow(/append-only/)
  // Who steps down is replaced, up to the size the panel started with.
  const replacement = await makeExpert(t)
  const { id } = await t.owner.panel.findUniqueOrThrow({ where: { callId: story.call.id } })
  const seatOf = () => t.owner.seat.create({ data: { panelId: id, expertId: replacement.expertId, code: 'E7' } })
  await expect(seatOf()).rejects.toThrow(/already-started/)
  must(await recuseSeat(ctx, { callId: story.call.id, reason: '身体原因', version: 1 }))
  expect((await seatOf()).state).toBe('SEATED')
})
