import { describe, expect, it } from 'vitest'
import { at, toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { readOwnBid } from '#app/services/bid/queries/own-bid.server.ts'
import { confirmBid } from '#app/services/bid/confirm-bid.server.ts'
import { discardAmendment, proposeAmendment, publishAmendment } from '#app/services/call/amend-call.server.ts'
import { planDueEvents } from '#app/services/call/due/plan-due-events.server.ts'
import { workDueEvents } from '#app/services/call/due/work-due-events.server.ts'
import { readPublicCall } from '#app/services/call/queries/public-call.server.ts'
import { readSealedListFile } from '#app/services/call/queries/sealed-list.server.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { readOpening } from '#app/services/opening/queries/opening.server.ts'
import { resumeCall, suspendCall } from '#app/services/call/suspend-call.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import { callWithSealedBids, draftedBid, sealedBid } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { openTogether } from '#tests/support/opening-scenes.ts'
import {
  afterDeadline,
  beforeDeadline,
  type Bureau,
  makeApprover,
  must,
  publishedCall,
  sceneStart,
} from '#tests/support/scenes.ts'

const t = useDatabase()
const again = (call: Call) => t.owner.call.findUniqueOrThrow({ where: { id: call.id } })
const termsOf = (call: Call) => ({
  summary: call.summary,
  requirement: call.requirement,
  beneficiaries: call.beneficiaries,
  ceiling: toFen(call.ceilingFen),
  bidDeadlineAt: call.bidDeadlineAt,
  startsOn: toDay(call.startsOn.toISOString().slice(0, 10)),
  endsOn: toDay(call.endsOn.toISOString().slice(0, 10)),
})
type Terms = Partial<ReturnType<typeof termsOf>>

async function propose(call: Call, bureau: Bureau, changes: Terms, now = sceneStart) {
  const { version } = await again(call)
  return proposeAmendment(t.contextAt(now, bureau.officer), {
    ...termsOf(call),
    ...changes,
    callId: call.id,
    version,
    reason: '现场踏勘后补充要求',
  })
}
async function publish(call: Call, bureau: Bureau, now = sceneStart, who = bureau.approver) {
  return publishAmendment(t.contextAt(now, who), { callId: call.id, version: (await again(call)).version })
}
const more = { requirement: '每周三次上门照护、每月一次健康监测。' }

describe('an amendment', () => {
  it('is written by one, published by another, and changes only what it announces', async () => {
    const { call, callNo, bureau } = await publishedCall(t)
    must(await propose(call, bureau, more))
    expect((await again(call)).requirement).toBe(call.requirement)
    expect((await readPublicCall(t.contextAt(sceneStart), callNo))?.amendments).toEqual([])
    expect(await propose(call, bureau, more)).toMatchObject({ refusal: { code: 'call.amendment-open' } })
    expect(await publish(call, bureau, sceneStart, bureau.officer)).toMatchObject({ refusal: { code: 'forbidden' } })
    expect(must(await publish(call, bureau)).number).toBe(1)
    expect(await again(call)).toMatchObject({ ...more, amendmentNo: 1, bidDeadlineAt: call.bidDeadlineAt })
    expect((await readPublicCall(t.contextAt(sceneStart), callNo))?.amendments).toMatchObject([
      { number: 1, changes: [{ field: 'requirement', from: call.requirement, to: more.requirement }] },
    ])
    for (const data of [
      { requirement: '别的' },
      { title: '别的' },
      { bidDeadlineAt: at('2026-09-01T17:00') },
      { amendmentNo: 0 },
    ])
      await expect(t.owner.call.update({ where: { id: call.id }, data })).rejects.toThrow(/call.frozen/)
    await expect(
      t.owner.callAmendment.updateMany({ where: { callId: call.id }, data: { reason: '别的' } }),
    ).rejects.toThrow(/call.amendment-settled/)
  })

  it('is refused when it takes from bidders the time of the book, counted on the day it is published', async () => {
    const { call, bureau } = await publishedCall(t)
    // Deadline 23 March; five days before it at the latest.
    const late = '2026-03-19T09:00:00+08:00'
    expect(await propose(call, bureau, more, late)).toMatchObject({ refusal: { code: 'call.deadline-must-move' } })
    must(await propose(call, bureau, more, '2026-03-18T09:00:00+08:00'))
    expect(await publish(call, bureau, late)).toMatchObject({ refusal: { code: 'call.deadline-must-move' } })
    must(
      await discardAmendment(t.contextAt(late, bureau.officer), {
        callId: call.id,
        version: (await again(call)).version,
      }),
    )
    must(await propose(call, bureau, { ...more, bidDeadlineAt: at('2026-03-25T17:00') }, late))
    must(await publish(call, bureau, late))
    expect((await again(call)).bidDeadlineAt).toEqual(at('2026-03-25T17:00'))
  })

  it('makes sealed bids wait: confirmed by the certifier they are opened, otherwise they stay closed', async () => {
    const { call, bureau, bids } = await callWithSealedBids(t, 3)
    const [first, second, third] = bids as [(typeof bids)[0], (typeof bids)[0], (typeof bids)[0]]
    const now = beforeDeadline(call, 25)
    must(await propose(call, bureau, { ...more, bidDeadlineAt: at('2026-04-02T17:00') }, now))
    must(await publish(call, bureau, now))
    expect(await t.owner.message.count({ where: { template: 'callAmended' } })).toBe(9)
    const amended = await again(call)
    const confirm = (bid: typeof first, who = bid.bidder.certifier, when = beforeDeadline(amended)) =>
      confirmBid(t.contextAt(when, who), { bidId: bid.bidId })
    expect(await confirm(first, first.bidder.editor)).toMatchObject({ refusal: { code: 'bid.certifier-only' } })
    must(await confirm(first))
    expect(await confirm(first)).toMatchObject({ refusal: { code: 'bid.nothing-to-confirm' } })
    must(await confirm(second))
    // Sealed after the amendment: sealed against it.
    const { bidId: laterId } = await sealedBid(t, amended, { now: beforeDeadline(amended, 30) })
    expect(await confirm(third, third.bidder.certifier, amended.bidDeadlineAt.toISOString())).toMatchObject({
      refusal: { code: 'bid.deadline-passed' },
    })

    await openTogether(t, { call: amended, bureau })
    const states = await t.owner.bid.findMany({ where: { callId: call.id }, orderBy: { createdAt: 'asc' } })
    expect(states.map(({ id, state, lapsedAt }) => [id, state, lapsedAt !== null])).toEqual(
      expect.arrayContaining([
        [first.bidId, 'OPENED', false],
        [second.bidId, 'OPENED', false],
        [third.bidId, 'SEALED', true],
        [laterId, 'OPENED', false],
      ]),
    )
    expect(await t.owner.openedBid.count({ where: { bidId: third.bidId } })).toBe(0)
    expect(await t.owner.auditEvent.count({ where: { type: 'bid.not-confirmed', entityId: third.bidId } })).toBe(1)
  })

  it('leaves sealed bids as they are when it only gives more time', async () => {
    const { call, bureau } = await callWithSealedBids(t, 2)
    const now = beforeDeadline(call, 5)
    must(await propose(call, bureau, { bidDeadlineAt: at('2026-03-27T17:00') }, now))
    must(await publish(call, bureau, now))
    const amended = await again(call)
    expect(amended.amendmentNo).toBe(0)
    await openTogether(t, { call: amended, bureau })
    expect(await t.owner.bid.count({ where: { callId: call.id, state: 'OPENED' } })).toBe(2)
  })
})

describe('a suspended call', () => {
  it('stands still, and gets its days back', async () => {
    const { call, callNo, bureau } = await publishedCall(t)
    const day = '2026-03-20T09:00:00+08:00'
    const suspend = { callId: call.id, version: call.version, reason: '收到质疑，正在核实' }
    expect(await suspendCall(t.contextAt(day, bureau.officer), suspend)).toMatchObject({ ok: false })
    const { bidId, bidder } = await draftedBid(t, call)
    must(await suspendCall(t.contextAt(day, bureau.approver), suspend))
    expect(await readPublicCall(t.contextAt(day), callNo)).toMatchObject({ isSuspended: true, isOpen: false })
    await expect(
      t.owner.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT set_config('commonweal.clock', ${day}, true)`
        await tx.bidDraft.deleteMany({ where: { bidId } })
        await tx.bid.update({
          where: { id: bidId },
          data: { state: 'SEALED', sealedById: bidder.certifier.accountId ?? null },
        })
      }),
    ).rejects.toThrow(/refused:/)
    await planDueEvents(t.owner)
    await workDueEvents(t.owner, { toldNow: new Date(call.bidDeadlineAt.getTime() + 60_000) })
    expect(await t.owner.dueEvent.count({ where: { callId: call.id, kind: 'bidDeadline', doneAt: null } })).toBe(1)

    // Its deadline goes by on the calendar only: nobody learns how many bids there are, and a draft may still be written.
    const past = afterDeadline(call, 60)
    expect(await readPublicCall(t.contextAt(past), callNo)).toMatchObject({ isSuspended: true, sealed: null })
    expect(await readSealedListFile(t.contextAt(past), callNo)).toBeUndefined()
    expect(await readOpening(t.contextAt(past, bureau.officer), call.id)).toMatchObject({
      isPastDeadline: false,
      count: 0,
      mayConfirm: false,
      mayFail: false,
    })
    expect(await readOwnBid(t.contextAt(past, bidder.editor), bidId)).toMatchObject({
      call: { isTaking: true, isSuspended: true },
      may: { edit: true, seal: false, withdraw: false },
    })
    const told = await t.owner.message.findMany({ where: { template: 'callSuspended' }, select: { toAddress: true } })
    expect(told.map(({ toAddress }) => toAddress)).toEqual(
      expect.arrayContaining([bidder.editor.email, bureau.officer.email, bureau.supervisor.email]),
    )
    expect(new Set(told.map(({ toAddress }) => toAddress)).size).toBe(told.length)
    const waits = async (who: Actor) => (await deskPage(t.contextAt(past, who))).you.map(({ kind }) => kind)
    expect(await waits(bureau.approver)).toContain('callSuspended')
    expect(await waits(bureau.officer)).not.toContain('callToConfirm')

    const other = await makeApprover(t, bureau.body)
    const later = t.contextAt('2026-03-26T10:00:00+08:00', other)
    expect(must(await resumeCall(later, { callId: call.id, version: (await again(call)).version })).days).toBe(7)
    expect((await again(call)).bidDeadlineAt).toEqual(new Date(call.bidDeadlineAt.getTime() + 7 * 86_400_000))
    expect((await again(call)).suspendedAt).toBeNull()
    expect(await resumeCall(later, { callId: call.id, version: (await again(call)).version })).toMatchObject({
      refusal: { code: 'call.not-suspended' },
    })
  })
})
