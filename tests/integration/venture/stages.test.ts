import { describe, expect, test } from 'vitest'
import type { MilestoneTyped } from '#app/domain/call/schema.ts'
import { readDecisionRecord } from '#app/domain/scoring/read-record.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { reviewBid } from '#app/services/panel/review-bid.server.ts'
import { saveSheet, submitSheet, unsavedVersion } from '#app/services/panel/save-sheet.server.ts'
import { startScoring } from '#app/services/panel/start-scoring.server.ts'
import { offerContract } from '#app/services/project/offer-contract.server.ts'
import { acceptAdvice, advise, answerAdvice } from '#app/services/venture/advise.server.ts'
import { noteDiligence } from '#app/services/venture/note-diligence.server.ts'
import { readPitch } from '#app/services/venture/queries/pitch.server.ts'
import { readStagesPage } from '#app/services/venture/queries/stages-page.server.ts'
import {
  readAdvicePage,
  readBudgetPage,
  readDiligencePage,
  readOwnStages,
} from '#app/services/venture/queries/venture-bid.server.ts'
import { answerBudget, reviewBudget } from '#app/services/venture/review-budget.server.ts'
import { setPitch } from '#app/services/venture/set-pitch.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { afterDeadline, must, sceneMilestones } from '#tests/support/scenes.ts'
import {
  awardAt,
  declareAll,
  freezeAt,
  noticeAt,
  openedCall,
  type OpenedStory,
  qualifyAll,
  scoreBid,
  seatedPanel,
  signAll,
  startedPanel,
} from '#tests/support/scenes-panel.ts'

const t = useDatabase()

const later: readonly MilestoneTyped[] = sceneMilestones.map((milestone, index) => ({
  ...milestone,
  dueOn: toDay(['2026-12-31', '2027-03-31', '2027-06-30'][index] ?? '2027-06-30'),
}))

/** A venture call under the book that names the stages: three bids of 5.0, 4.8 and 4.6 millions under a budget of 10. */
const venture = {
  now: '2026-09-07T09:00:00+08:00',
  method: 'VENTURE_CALL',
  instrument: 'VENTURE_GRANT',
  budget: toFen(10_000_000n),
  ceiling: toFen(6_000_000n),
  startsOn: toDay('2026-11-01'),
  endsOn: toDay('2027-06-30'),
  milestones: later,
  criteria: [{ title: '方案', guidance: '', kind: 'SUBJECTIVE', points: '100', answerLimit: 1500 }],
  bidders: [5_000_000n, 4_800_000n, 4_600_000n].map((priceFen, index) => ({ name: `第${index + 1}互助社`, priceFen })),
} as const

const open = () => openedCall(t, venture)
const bidOf = ({ bids }: OpenedStory, index: number) => {
  const bid = bids[index]
  if (bid === undefined) throw new Error(`there is no bid ${index}`)
  return bid
}
const at = (story: OpenedStory, minutes: number, actor: Parameters<typeof t.contextAt>[1]) =>
  t.contextAt(afterDeadline(story.call, minutes), actor)
const dueAt = (story: OpenedStory, minutes: number) => new Date(afterDeadline(story.call, minutes))
const day = 24 * 60

const approve = (story: OpenedStory, index: number, approvedFen: bigint, reason = '', minutes = 111) =>
  reviewBudget(at(story, minutes, story.bureau.officer), {
    bidId: bidOf(story, index).bidId,
    dueAt: dueAt(story, minutes + 2 * day),
    lines: [{ approvedFen, reason }],
  })

/** What a person's desk asks of them. */
const asked = async (ctx: ReturnType<typeof at>) => (await deskPage(ctx)).you.map(({ kind, id }) => [kind, id])

const pitch = (story: OpenedStory, minutes: number, startsIn: number, version?: number) =>
  setPitch(at(story, minutes, story.bureau.officer), {
    callId: story.call.id,
    startsAt: dueAt(story, startsIn),
    minutes: 10,
    place: '区社会组织服务园二楼',
    link: '',
    version,
  })

describe('due diligence', () => {
  test('notes are the buyer’s alone, stay as they are, and carry a rejection', async () => {
    const story = await open()
    const { bidId, owner } = bidOf(story, 0)
    const { officer, approver, supervisor } = story.bureau
    const note = {
      bidId,
      way: 'VISIT',
      heldOn: toDay('2026-09-28'),
      people: '负责人某某',
      finding: '场地与申报不符，已停用三个月。',
    } as const
    const review = {
      callId: story.call.id,
      bidId,
      stage: 'QUALIFICATION',
      cause: 'DUE_DILIGENCE',
      reason: '场地已停用，不能实施。',
    } as const
    const { version } = await t.owner.bid.findUniqueOrThrow({ where: { id: bidId } })
    expect(await reviewBid(at(story, 30, officer), { ...review, version })).toMatchObject({
      refusal: { code: 'review.no-diligence' },
    })
    expect(await noteDiligence(at(story, 30, owner), note)).toMatchObject({ refusal: { code: 'not-found' } })
    expect(await noteDiligence(at(story, 30, officer), { ...note, heldOn: toDay('2026-09-30') })).toMatchObject({
      refusal: { code: 'venture.not-yet-held' },
    })
    must(await noteDiligence(at(story, 30, officer), note))
    for (const actor of [officer, approver, supervisor])
      expect((await readDiligencePage(at(story, 31, actor), bidId))?.notes).toHaveLength(1)
    expect(await readDiligencePage(at(story, 31, owner), bidId)).toBeNull()
    await expect(
      t.owner.$executeRaw`UPDATE diligence_note SET finding = 'x' WHERE bid_id = ${bidId}::uuid`,
    ).rejects.toThrow(/append-only/)
    must(await reviewBid(at(story, 32, officer), { ...review, version }))
    expect(await t.owner.bidReview.findFirst({ where: { bidId } })).toMatchObject({ cause: 'DUE_DILIGENCE' })
    expect(await noteDiligence(at(story, 33, officer), note)).toMatchObject({ refusal: { code: 'venture.over' } })
  })

  test('a call under a book without stages has none of them', async () => {
    const story = await openedCall(t)
    const { bidId } = bidOf(story, 0)
    const ctx = at(story, 30, story.bureau.officer)
    expect(
      await noteDiligence(ctx, {
        bidId,
        way: 'CALL',
        heldOn: toDay('2026-03-23'),
        people: '某某',
        finding: '一切如申报所写。',
      }),
    ).toMatchObject({ refusal: { code: 'venture.no-such-stage' } })
    expect(await readStagesPage(ctx, story.call.id)).toBeNull()
  })
})

describe('budget review', () => {
  test('a cut needs its reason, is never more than was asked, and waits for the bidder', async () => {
    const story = await seatedPanel(t, await open())
    expect(await approve(story, 0, 5_000_000n)).toMatchObject({ refusal: { code: 'venture.admit-first' } })
    must(await qualifyAll(t, story))
    expect(await approve(story, 0, 5_000_001n)).toMatchObject({ refusal: { code: 'venture.over-asked' } })
    expect(await approve(story, 0, 4_000_000n)).toMatchObject({ refusal: { code: 'venture.cut-reason' } })
    expect(await approve(story, 0, 0n, '都不需要')).toMatchObject({ refusal: { code: 'venture.nothing-approved' } })
    const start = async (minutes: number) => {
      const panel = await t.owner.panel.findUniqueOrThrow({ where: { callId: story.call.id } })
      return startScoring(at(story, minutes, story.bureau.approver), { callId: story.call.id, version: panel.version })
    }
    expect(await start(112)).toMatchObject({ refusal: { code: 'venture.budget-first' } })
    must(await approve(story, 0, 4_000_000n, '人员补贴超出标准'))
    // Uncut: settled at once. The third stays unanswered.
    must(await approve(story, 1, 4_800_000n))
    must(await approve(story, 2, 4_500_000n, '宣传费过高'))
    expect(await approve(story, 0, 4_100_000n, '再议')).toMatchObject({ refusal: { code: 'venture.reviewed' } })
    const { bidId, owner, certifier } = bidOf(story, 0)
    expect(await readBudgetPage(at(story, 113, owner), bidId)).toMatchObject({
      review: { state: 'OFFERED', approvedFen: '4000000' },
      mayAnswer: true,
    })
    for (const actor of [owner, certifier])
      expect(await asked(at(story, 113, actor))).toEqual([['budgetToAnswer', bidId]])
    expect(await asked(at(story, 113, bidOf(story, 1).owner))).toEqual([])
    // Another bidder sees nothing of it.
    expect(await readBudgetPage(at(story, 113, bidOf(story, 1).owner), bidId)).toBeNull()
    expect(await t.owner.message.count({ where: { template: 'budgetReviewed' } })).toBe(4)
    expect(await start(114)).toMatchObject({ refusal: { code: 'venture.budget-first' } })
    must(await answerBudget(at(story, 115, certifier), { bidId, version: 1, declineReason: undefined }))
    expect(await asked(at(story, 116, owner))).toEqual([])
    // Silence until the term: the approved sum stands.
    const third = bidOf(story, 2)
    expect(
      await answerBudget(at(story, 112 + 2 * day, third.owner), {
        bidId: third.bidId,
        version: 1,
        declineReason: undefined,
      }),
    ).toMatchObject({ refusal: { code: 'venture.answer-late' } })
    must(await start(113 + 2 * day))
    await expect(
      t.owner.$executeRaw`UPDATE budget_review SET approved_fen = 1 WHERE bid_id = ${bidId}::uuid`,
    ).rejects.toThrow()
  })

  test('who does not accept is out of the call, in its own words', async () => {
    const story = await open()
    must(await qualifyAll(t, story))
    must(await approve(story, 0, 3_000_000n, '规模过大'))
    const { bidId, owner } = bidOf(story, 0)
    must(await answerBudget(at(story, 120, owner), { bidId, version: 1, declineReason: '核减后无法保证服务质量' }))
    expect(await t.owner.bid.findUniqueOrThrow({ where: { id: bidId } })).toMatchObject({
      state: 'REJECTED',
      rejectedReason: '核减后无法保证服务质量',
    })
    expect(await readOwnStages(at(story, 121, owner), bidId)).toMatchObject({ budget: 'DECLINED', pitch: null })
  })

  test('PostgreSQL holds the lines to the opened bid', async () => {
    const story = await open()
    must(await qualifyAll(t, story))
    const { bidId } = bidOf(story, 0)
    const write = (sum: bigint, line: bigint) =>
      t.owner.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT set_config('commonweal.clock', ${afterDeadline(story.call, 111)}, true)`
        await tx.budgetReview.create({
          data: {
            bidId,
            askedFen: sum,
            approvedFen: sum,
            dueAt: dueAt(story, 3 * day),
            reviewedById: story.bureau.officer.accountId ?? '',
          },
        })
        await tx.budgetReviewLine.create({ data: { bidId, position: 1, askedFen: line, approvedFen: line } })
      })
    await expect(write(5_000_000n, 4_000_000n)).rejects.toThrow(/venture\.sums/)
    await expect(write(4_000_000n, 4_000_000n)).rejects.toThrow(/venture\.sums/)
    await write(5_000_000n, 5_000_000n)
  })
})

/** All budgets settled: the first cut and accepted, the others as asked. */
async function reviewed(story: OpenedStory): Promise<void> {
  must(await qualifyAll(t, story))
  must(await approve(story, 0, 4_000_000n, '人员补贴超出标准'))
  must(await approve(story, 1, 4_800_000n))
  must(await approve(story, 2, 4_600_000n))
  const { bidId, owner } = bidOf(story, 0)
  expect((await deskPage(at(story, 112, owner))).you).toMatchObject([{ kind: 'budgetToAnswer', id: bidId }])
  const atOther = (await deskPage(at(story, 112, story.bureau.officer))).others
  expect(atOther.filter(({ kind }) => kind === 'budgetAtOther').map(({ of }) => of)).toContain(bidId)
  must(await answerBudget(at(story, 112, owner), { bidId, version: 1, declineReason: undefined }))
}

describe('the pitch', () => {
  test('its order is drawn by lot, kept when it moves, and told to the bidders and the panel', async () => {
    const story = await open()
    must(await qualifyAll(t, story))
    expect(await pitch(story, 113, 200)).toMatchObject({ refusal: { code: 'venture.budget-first' } })
    const again = await open()
    await reviewed(again)
    expect(await pitch(again, 113, 100)).toMatchObject({ refusal: { code: 'venture.pitch-past' } })
    must(await pitch(again, 113, 200))
    const ctx = at(again, 114, again.bureau.officer)
    const order = (await readPitch(ctx, again.call.id))?.slots.map(({ bidId }) => bidId)
    expect(order).toHaveLength(3)
    expect(await t.owner.message.count({ where: { template: 'pitchSet' } })).toBe(6)
    must(await pitch(again, 115, 260, 1))
    const moved = await readPitch(ctx, again.call.id)
    expect(moved?.slots.map(({ bidId }) => bidId)).toEqual(order)
    expect(moved?.slots.map(({ startsAt }) => startsAt)).toEqual(
      [260, 270, 280].map((minutes) => dueAt(again, minutes).toISOString()),
    )
    const first = again.bids.find(({ bidId }) => bidId === order?.[0])
    expect(await readOwnStages(at(again, 116, first?.owner), first?.bidId ?? '')).toMatchObject({
      pitch: { at: dueAt(again, 260).toISOString(), place: '区社会组织服务园二楼' },
    })
    expect(await pitch(again, 117, 300, 1)).toMatchObject({ refusal: { code: 'stale' } })
    await expect(
      t.owner.$executeRaw`UPDATE pitch_session SET seed = 'x' WHERE call_id = ${again.call.id}::uuid`,
    ).rejects.toThrow()
  })

  test('an order that somebody arranged is refused by PostgreSQL', async () => {
    const story = await open()
    await reviewed(story)
    await expect(
      t.owner.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT set_config('commonweal.clock', ${afterDeadline(story.call, 113)}, true)`
        const callId = story.call.id
        await tx.pitchSession.create({
          data: {
            callId,
            startsAt: dueAt(story, 300),
            minutes: 10,
            place: '某处',
            seed: 'f'.repeat(64),
            setById: story.bureau.officer.accountId ?? '',
          },
        })
        await tx.pitchSlot.createMany({
          data: story.bids.map(({ bidId }, index) => ({ callId, bidId, position: index + 1, lot: String(index) })),
        })
      }),
    ).rejects.toThrow(/venture\.draw/)
  })
})

test('from the pitch to the agreement: marks after it, the approved sum in the record and the award, advice before the contract', async () => {
  const seated = await seatedPanel(t, await open())
  await reviewed(seated)
  // Two slots are over when the judges hand in (minute 240), the third has not begun.
  must(await pitch(seated, 113, 225))
  const story = await startedPanel(t, seated)
  const { bureau, call } = story
  const order = (await readPitch(at(story, 114, bureau.officer), call.id))?.slots.map(({ bidId }) => bidId) ?? []
  for (const expert of story.experts) must(await declareAll(t, story, expert))
  const lastBid = order[2] ?? ''
  const [criterion] = story.criteria
  const early = at(story, 242, story.chair)
  const { version } = must(
    await saveSheet(early, {
      callId: call.id,
      bidId: lastBid,
      version: unsavedVersion,
      scores: [{ criterionId: criterion?.id ?? '', points: '80', reason: '可行' }],
      comment: '',
    }),
  )
  expect(await submitSheet(early, { callId: call.id, bidId: lastBid, version })).toMatchObject({
    refusal: { code: 'venture.pitch-first' },
  })
  must(await submitSheet(at(story, 246, story.chair), { callId: call.id, bidId: lastBid, version }))
  for (const expert of story.experts)
    for (const [index, { bidId }] of story.bids.entries())
      if (bidId !== lastBid || expert !== story.chair) {
        const marks = { c1: String(90 - index * 5) }
        if (bidId === lastBid) {
          const ctx = at(story, 247, expert)
          const saved = must(
            await saveSheet(ctx, {
              callId: call.id,
              bidId,
              version: unsavedVersion,
              scores: [{ criterionId: criterion?.id ?? '', points: marks.c1, reason: '可行' }],
              comment: '',
            }),
          )
          must(await submitSheet(ctx, { callId: call.id, bidId, version: saved.version }))
        } else await scoreBid(t, story, expert, bidId, marks)
      }
  must(await freezeAt(t, story, story.chair))
  await signAll(t, story)

  // The record is made on what was approved.
  const result = await t.owner.result.findFirstOrThrow({ where: { callId: call.id } })
  const read = readDecisionRecord(result.record)
  if (!read.ok) expect.fail(JSON.stringify(read.problems))
  const first = bidOf(story, 0)
  expect(read.record.bids.find(({ id }) => id === first.bidId)?.priceFen).toBe('4000000')
  expect(await noticeAt(t, story, { granted: new Map([[first.bidId, 4_000_001n]]) })).toMatchObject({
    refusal: { code: 'award.over-asked' },
  })
  must(await noticeAt(t, story))
  const when = (days: number, actor: Parameters<typeof t.contextAt>[1]) => at(story, days * day, actor)
  const give = {
    bidId: first.bidId,
    source: 'PANEL',
    asksChange: true,
    advice: '请补充志愿者保险与应急安排。',
  } as const
  expect(await readAdvicePage(when(4, first.owner), first.bidId)).toMatchObject({ rounds: [], mayAnswer: false })
  must(await advise(when(4, bureau.officer), give))
  expect(await advise(when(4, bureau.officer), give)).toMatchObject({ refusal: { code: 'venture.advice-open' } })

  const kinds = async (actor: Parameters<typeof t.contextAt>[1]) =>
    (await deskPage(when(21, actor))).you.map(({ kind }) => kind)
  expect(await kinds(first.owner)).toContain('adviceToAnswer')

  const { awards } = must(await awardAt(t, story, new Date(when(20, bureau.approver).now).toISOString()))
  const made = awards.find(({ bidId }) => bidId === first.bidId)
  expect(await t.owner.award.findUniqueOrThrow({ where: { id: made?.awardId ?? '' } })).toMatchObject({
    amountFen: 4_000_000n,
  })
  const tranches = await t.owner.tranche.findMany({ where: { projectId: made?.projectId ?? '' } })
  expect(tranches.reduce((sum, { amountFen }) => sum + amountFen, 0n)).toBe(4_000_000n)

  const offer = async () => {
    const contract = await t.owner.contract.findUniqueOrThrow({ where: { id: made?.contractId ?? '' } })
    return offerContract(when(21, bureau.approver), { projectId: made?.projectId ?? '', version: contract.version })
  }
  expect(await offer()).toMatchObject({ refusal: { code: 'contract.optimise-first' } })
  expect(await asked(when(21, first.owner))).toContainEqual(['adviceToAnswer', first.bidId])
  must(await answerAdvice(when(21, first.owner), { bidId: first.bidId, version: 1, answer: '已补充保险与应急预案。' }))
  expect(await asked(when(22, first.owner))).not.toContainEqual(['adviceToAnswer', first.bidId])
  expect(await answerAdvice(when(21, first.owner), { bidId: first.bidId, version: 2, answer: '又改' })).toMatchObject({
    refusal: { code: 'venture.answered' },
  })
  expect(await readAdvicePage(when(21, bureau.officer), first.bidId)).toMatchObject({ mayAccept: true })
  expect(await kinds(first.owner)).not.toContain('adviceToAnswer')
  expect(await kinds(bureau.officer)).toContain('adviceToAccept')
  must(await acceptAdvice(when(21, bureau.officer), { bidId: first.bidId, version: 2 }))
  must(await offer())
  const page = await readStagesPage(when(21, bureau.officer), call.id)
  expect(page?.stages.map(({ code, state }) => `${code} ${state}`)).toEqual([
    'collection done',
    'preliminaryReview done',
    'dueDiligence passedBy',
    'budgetReview done',
    'pitch done',
    'scoring done',
    'notice done',
    'optimisation now',
    'agreement ahead',
  ])
})
