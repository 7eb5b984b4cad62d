import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { allotBids, type LotBasis } from '#app/domain/panel/allot.ts'
import { computeResults } from '#app/domain/scoring/compute-results.ts'
import { readOwnResult } from '#app/services/award/queries/own-result.server.ts'
import { readEvaluationReport } from '#app/services/award/queries/evaluation-report.server.ts'
import { parseDecided } from '#app/services/award/read-decided.server.ts'
import { evaluationReport } from '#app/http/evaluation-report.ts'
import { setScoring } from '#app/services/call/set-scoring.server.ts'
import { declareConflicts } from '#app/services/panel/declare-conflicts.server.ts'
import { pinConflict } from '#app/services/panel/pin-conflict.server.ts'
import { readPanelInbox } from '#app/services/panel/queries/panel-inbox.server.ts'
import { readPanelPage } from '#app/services/panel/queries/panel-page.server.ts'
import { readReviewPage } from '#app/services/panel/queries/review-page.server.ts'
import { readScoringDesk } from '#app/services/panel/queries/scoring-desk.server.ts'
import { readSeatingPage } from '#app/services/panel/queries/seating-page.server.ts'
import { readSigningPage } from '#app/services/panel/queries/signing-page.server.ts'
import { recuseSeat } from '#app/services/panel/recuse-seat.server.ts'
import { seatExpert } from '#app/services/panel/seat-expert.server.ts'
import { allotByLot, setGroups } from '#app/services/panel/set-groups.server.ts'
import { startScoring } from '#app/services/panel/start-scoring.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { planName } from '#tests/support/plan-name.ts'
import { afterDeadline, draftedCall, makeExpert, must, sceneCriteria } from '#tests/support/scenes.ts'
import {
  agreeToPledge,
  freezeAt,
  latestResult,
  noticeAt,
  openedCall,
  qualifyAll,
  scoreBid,
  seatedPanel,
  type SeatedStory,
  signAll,
} from '#tests/support/scenes-panel.ts'

const t = useDatabase()
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
const refusedWith = (code: string) => ({ ok: false, refusal: { code } })

const calibration = { dropHigh: 0, dropLow: 0, meanDecimals: 4, coefficientDecimals: 4, decimals: 2 }
const venture = {
  method: 'VENTURE_CALL',
  instrument: 'VENTURE_GRANT',
  criteria: [
    { ...sceneCriteria[0], title: '需求', guidance: '', kind: 'SUBJECTIVE', points: '40', answerLimit: 1500 },
    { title: '方案', guidance: '', kind: 'SUBJECTIVE', points: '60', answerLimit: 1500 },
  ],
  bidders: Array.from({ length: 5 }, (_, index) => ({ name: `第${index + 1}社区互助社`, priceFen: 2_000_000n })),
} as const

const approverAt = ({ call, bureau }: SeatedStory, minutes = 100) =>
  t.contextAt(afterDeadline(call, minutes), bureau.approver)
const panelOf = ({ call }: SeatedStory) =>
  t.owner.panel.findUniqueOrThrow({
    where: { callId: call.id },
    include: { seats: true, allotments: true, lots: true },
  })
const expertAt = ({ experts }: SeatedStory, index: number) => {
  const expert = experts[index]
  if (expert === undefined) throw new Error(`no expert ${index}`)
  return expert
}

/** Puts the seats into two groups: E1–E3 and E4–E6. */
async function intoTwo(story: SeatedStory) {
  const { version, seats } = await panelOf(story)
  return setGroups(approverAt(story), {
    callId: story.call.id,
    version,
    groups: 2,
    seats: seats.map(({ id, code }) => ({ seatId: id, group: Number(code.slice(1)) <= 3 ? 'A' : 'B' })),
  })
}
const drawLot = async (story: SeatedStory) =>
  allotByLot(approverAt(story), { callId: story.call.id, version: (await panelOf(story)).version })
const start = async (story: SeatedStory) =>
  startScoring(approverAt(story, 120), { callId: story.call.id, version: (await panelOf(story)).version })

describe('before scoring starts', () => {
  test('several groups only where a venture call published how they are made comparable', async () => {
    const { call, bureau } = await draftedCall(t)
    const ctx = t.contextAt('2026-03-01T10:00:00+08:00', bureau.officer)
    const scoring = { callId: call.id, version: call.version, isBlind: false, reasons: 'EVERY' as const }
    expect(await setScoring(ctx, { ...scoring, calibration })).toMatchObject(refusedWith('call.calibration-not-here'))
    const story = await seatedPanel(t, await openedCall(t, venture), 6)
    expect(await intoTwo(story)).toMatchObject(refusedWith('panel.groups-not-published'))
    const { id } = await panelOf(story)
    await expect(t.app.panel.update({ where: { id }, data: { groups: 2 } })).rejects.toThrow(
      /panel.groups-not-published/,
    )
  })

  test('a lot is repeatable, avoids ties, is void when somebody moves, and holds again when they move back', async () => {
    const scoring = { isBlind: false, reasons: 'EVERY' as const, calibration }
    const story = await seatedPanel(t, await openedCall(t, { ...venture, scoring }), 6)
    await qualifyAll(t, story)
    must(await intoTwo(story))
    expect(await start(story)).toMatchObject(refusedWith('panel.lot-first'))
    const before = await panelOf(story)
    const [tied] = story.bids
    const seat = before.seats.find(({ code }) => code === 'E2')
    if (tied === undefined || seat === undefined) throw new Error('a bid and a seat')
    must(
      await pinConflict(approverAt(story), {
        callId: story.call.id,
        seatId: seat.id,
        bidId: tied.bidId,
        kind: 'EMPLOYMENT',
        reason: '曾任理事',
      }),
    )
    must(await drawLot(story))
    const { lots, allotments } = await panelOf(story)
    const [lot] = lots
    if (lot === undefined) throw new Error('a lot')
    const again = allotBids(lot.basis as unknown as LotBasis, lot.nonce, sha256)
    const groups = new Map(allotments.map(({ bidId, panelGroup }) => [bidId, panelGroup]))
    expect(new Map(again.bids.map(({ bidId, group }) => [bidId, group]))).toEqual(groups)
    expect(groups.get(tied.bidId)).toBe('B')
    expect([...groups.values()].filter((group) => group === 'A').length).toBeGreaterThanOrEqual(2)
    expect(await drawLot(story)).toMatchObject(refusedWith('panel.lot-stands'))

    const move = async (group: string) =>
      must(
        await setGroups(approverAt(story), {
          callId: story.call.id,
          version: (await panelOf(story)).version,
          groups: 2,
          seats: [{ seatId: seat.id, group }],
        }),
      )
    await move('B')
    expect((await panelOf(story)).allotments).toEqual([])
    expect(await start(story)).toMatchObject(refusedWith('panel.group-too-small'))
    await move('A')
    must(await drawLot(story))
    const after = await panelOf(story)
    expect(after.lots).toHaveLength(1)
    expect(new Map(after.allotments.map(({ bidId, panelGroup }) => [bidId, panelGroup]))).toEqual(groups)
    // Nobody writes an allotment past the lot's rules, nor changes a lot.
    await expect(
      t.app.panelLot.update({ where: { id: lot.id }, data: { nonce: '00000000-0000-4000-8000-000000000000' } }),
    ).rejects.toThrow(/permission denied|append-only/)
    const page = await readSeatingPage(approverAt(story), story.call.id, {
      name: '',
      field: undefined,
      regionId: undefined,
      after: undefined,
    })
    expect(page?.groups).toMatchObject({ count: 2, hasLot: true, isPublished: true })
    expect(page?.may.group).toBe(true)
  })
})

describe('two groups', () => {
  let story: SeatedStory
  let groups: Map<string, string>
  const bidsIn = (letter: string) => story.bids.filter(({ bidId }) => groups.get(bidId) === letter)
  const letterOf = (index: number) => (index < 3 ? 'A' : 'B')
  const ctxOf = (index: number, minutes = 200) =>
    t.contextAt(afterDeadline(story.call, minutes), expertAt(story, index))
  const declare = async (index: number, bids: SeatedStory['bids']) => {
    await agreeToPledge(t, story.call, expertAt(story, index))
    return declareConflicts(ctxOf(index, 180), {
      callId: story.call.id,
      declarations: bids.map(({ bidId }) => ({ bidId, kind: 'NONE', note: '' })),
    })
  }

  beforeAll(async () => {
    const scoring = { isBlind: false, reasons: 'EVERY' as const, calibration }
    story = await seatedPanel(t, await openedCall(t, { ...venture, scoring }), 6)
    await qualifyAll(t, story)
    must(await intoTwo(story))
    must(await drawLot(story))
    groups = new Map((await panelOf(story)).allotments.map(({ bidId, panelGroup }) => [bidId, panelGroup]))
    must(await start(story))
    story = { ...story, call: await t.owner.call.findUniqueOrThrow({ where: { id: story.call.id } }) }
  })

  test('once scoring runs nothing of the groups changes', async () => {
    expect(await intoTwo(story)).toMatchObject(refusedWith('panel.groups-frozen'))
    expect(await drawLot(story)).toMatchObject(refusedWith('panel.groups-frozen'))
    const { id, seats, groupSizes } = await panelOf(story)
    expect(groupSizes).toEqual([3, 3])
    await expect(t.app.panel.update({ where: { id }, data: { groups: 3 } })).rejects.toThrow(/groups-frozen/)
    await expect(t.app.bidAllotment.deleteMany({ where: { panelId: id } })).rejects.toThrow(/groups-frozen/)
    await expect(t.app.seat.update({ where: { id: seats[0]?.id ?? '' }, data: { panelGroup: 'B' } })).rejects.toThrow(
      /groups-frozen/,
    )
  })

  test('a judge sees, declares for and scores the bids of the own group only', async () => {
    const other = bidsIn('B')[0]
    if (other === undefined) throw new Error('group B has bids')
    await agreeToPledge(t, story.call, expertAt(story, 0))
    const page = await readPanelPage(ctxOf(0), story.call.id, planName)
    expect(page?.bids.map(({ id }) => id).toSorted()).toEqual(
      bidsIn('A')
        .map(({ bidId }) => bidId)
        .toSorted(),
    )
    expect(page?.group).toEqual({ letter: 'A', hasBids: true })
    must(await declare(0, bidsIn('A')))
    expect((await readPanelInbox(ctxOf(0), undefined)).waiting).toMatchObject([
      { next: 'score', bids: bidsIn('A').length },
    ])
    expect(await readScoringDesk(ctxOf(0), { callId: story.call.id, bidId: other.bidId })).toBeNull()
    expect((await readReviewPage(ctxOf(0), story.call.id, 'CONFORMITY'))?.bids).toHaveLength(bidsIn('A').length)
    // PostgreSQL keeps the same border.
    const seat = (await panelOf(story)).seats.find(({ code }) => code === 'E1')
    const seatId = seat?.id ?? ''
    await expect(
      t.app.conflictDeclaration.create({ data: { seatId, bidId: other.bidId, kind: 'NONE' } }),
    ).rejects.toThrow(/panel.other-group/)
    await expect(t.app.scoreSheet.create({ data: { seatId, bidId: other.bidId } })).rejects.toThrow(
      /not-entitled|review.first/,
    )
  })

  test('who steps down is replaced in the own group', async () => {
    const leaving = expertAt(story, 5)
    const seat = (await panelOf(story)).seats.find(({ expertId }) => expertId === leaving.expertId)
    must(await recuseSeat(ctxOf(5, 150), { callId: story.call.id, reason: '身体原因', version: seat?.version ?? 1 }))
    const coming = await makeExpert(t, { name: '替补', employer: '替补大学' })
    const seated = must(
      await seatExpert(approverAt(story, 160), {
        callId: story.call.id,
        expertId: coming.expertId,
        asChair: false,
        reason: '递补',
      }),
    )
    const row = await t.owner.seat.findUniqueOrThrow({ where: { id: seated.seatId } })
    expect(row.panelGroup).toBe('B')
    story = { ...story, experts: [...story.experts.slice(0, 5), coming] }
  })

  test('complete group by group; the record carries groups, means and coefficients, and anybody can compute it again', async () => {
    for (let index = 1; index < 6; index += 1) must(await declare(index, bidsIn(letterOf(index))))
    // The chair sits in group A: in B any member without a conflict speaks for the panel.
    const speaks = async (index: number) => (await readPanelPage(ctxOf(index), story.call.id, planName))?.speaks
    expect([await speaks(0), await speaks(1), await speaks(3)]).toEqual([true, false, true])
    for (let index = 0; index < 6; index += 1)
      for (const [place, { bidId }] of bidsIn(letterOf(index)).entries()) {
        if (index === 5 && place === 0) continue
        // Group B is harsher by ten points.
        const marks =
          letterOf(index) === 'A' ? { c1: String(34 + place), c2: '50' } : { c1: String(24 + place), c2: '50' }
        await scoreBid(t, story, expertAt(story, index), bidId, marks)
      }
    expect(await freezeAt(t, story, story.chair)).toMatchObject(refusedWith('panel.incomplete'))
    const last = bidsIn('B')[0]
    await scoreBid(t, story, expertAt(story, 5), last?.bidId ?? '', { c1: '24', c2: '50' })
    must(await freezeAt(t, story, story.chair))
    const record = parseDecided((await latestResult(t, story.call.id)).record)
    expect(record.rules.calibration).toEqual(calibration)
    expect(record.judges.map(({ id, panel }) => `${id}${panel ?? ''}`)).toEqual([
      'E1A',
      'E2A',
      'E3A',
      'E4B',
      'E5B',
      'E7B',
    ])
    expect(new Map(record.bids.map(({ id, panel }) => [id, panel]))).toEqual(groups)
    const [a, b] = record.results.panels
    expect([Number(a?.coefficient) < 1, Number(b?.coefficient) > 1]).toEqual([true, true])
    const { results, ...rest } = record
    expect(computeResults(rest, sha256)).toEqual(results)
    // Whoever was first in the harsh group is not last in all.
    const best = results.bids.filter(({ id }) => groups.get(id) === 'B').map(({ rank }) => rank ?? 9)
    expect(Math.min(...best)).toBeLessThanOrEqual(3)
  })

  test('a member signs the whole and sees the own group’s bids; raw and calibrated totals stand side by side', async () => {
    const page = await readSigningPage(ctxOf(0, 305), story.call.id, planName)
    expect(page?.result.bids.map(({ id }) => groups.get(id)).every((group) => group === 'A')).toBe(true)
    expect([page?.elsewhere, page?.hidden, page?.result.panels.length]).toEqual([bidsIn('B').length, 0, 2])
    await signAll(t, story)
    must(await noticeAt(t, story))
    const [harsh] = bidsIn('B')
    if (harsh === undefined) throw new Error('group B has bids')
    const { bidId, owner } = harsh
    const own = await readOwnResult(t.contextAt(afterDeadline(story.call, 60 * 24 * 4), owner), bidId)
    expect(own?.calibrated).toMatchObject({ group: 'B', rawTotal: '74.00' })
    expect(Number(own?.total)).toBeGreaterThan(74)
    const kept = await t.owner.bidResult.findFirstOrThrow({ where: { bidId } })
    expect(kept.calibratedTotal?.toFixed(2)).toBe(own?.total)
    const ctx = approverAt(story, 60 * 24 * 4)
    const report = await readEvaluationReport(ctx, story.call.id)
    if (report === null) throw new Error('the buyer reads the report')
    expect(JSON.stringify(evaluationReport(report, ctx))).toContain('换算前 74.00')
  })
})
