import { describe, expect, it } from 'vitest'
import { at, toDay } from '#app/domain/shared/day.ts'
import { cancelCall } from '#app/services/call/cancel-call.server.ts'
import { copyCall } from '#app/services/call/copy-call.server.ts'
import { failCall } from '#app/services/call/fail-call.server.ts'
import { publishCall } from '#app/services/call/publish-call.server.ts'
import { readPublicCall } from '#app/services/call/queries/public-call.server.ts'
import { submitCall } from '#app/services/call/submit-call.server.ts'
import { callWithSealedBids, draftedBid } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import {
  afterDeadline,
  explainWarnings,
  makeBureau,
  must,
  publishedCall,
  sceneConditions,
  sceneStart,
} from '#tests/support/scenes.ts'
import { nameKeyholders } from '#tests/support/opening-scenes.ts'
import { setConditions } from '#app/services/call/set-conditions.server.ts'

const t = useDatabase()
const dates = { bidDeadlineAt: at('2026-06-30T17:00'), startsOn: toDay('2026-08-01'), endsOn: toDay('2027-03-31') }

describe('a copy', () => {
  it('takes contents along and no dates, numbers, documents or confirmations', async () => {
    const { call, bureau } = await publishedCall(t)
    const ctx = t.contextAt('2026-05-06T09:00:00+08:00', bureau.officer)
    const { callId } = must(await copyCall(ctx, { callId: call.id, isRetender: false, title: '又一年', ...dates }))
    const copy = await t.owner.call.findUniqueOrThrow({
      where: { id: callId },
      include: { criteria: { orderBy: { position: 'asc' } }, milestones: { orderBy: { position: 'asc' } } },
    })
    expect(copy).toMatchObject({
      state: 'DRAFT',
      title: '又一年',
      callNo: null,
      docNo: '',
      copiedFromId: call.id,
      retenderOfId: null,
      negativeListChecked: false,
      requirement: call.requirement,
      budgetFen: call.budgetFen,
      bidDeadlineAt: dates.bidDeadlineAt,
      publishedAt: null,
    })
    expect(copy.criteria.map(({ code }) => code)).toEqual(['c1', 'c2', 'price'])
    const days = copy.milestones.map(({ dueOn }) => dueOn.toISOString().slice(0, 10))
    expect(days.at(-1)).toBe('2027-03-31')
    expect(days[0]).toBe('2026-09-30')
  })

  it('is made by an officer of the same body only; the next try only of a call that ended', async () => {
    const { call, bureau } = await publishedCall(t)
    const other = await makeBureau(t)
    const copy = (actor: typeof bureau.officer, isRetender = false) =>
      copyCall(t.contextAt(sceneStart, actor), { callId: call.id, isRetender, title: '再来', ...dates })
    expect(await copy(other.officer)).toMatchObject({ refusal: { code: 'not-found' } })
    expect(await copy(bureau.approver)).toMatchObject({ refusal: { code: 'forbidden' } })
    expect(await copy(bureau.officer, true)).toMatchObject({ refusal: { code: 'call.not-ended' } })
    await expect(t.owner.call.update({ where: { id: call.id }, data: { retenderOfId: call.id } })).rejects.toThrow(
      /call.frozen/,
    )
  })
})

describe('a call that ends without an award', () => {
  it('says why by a code, writes to everybody concerned, and is tendered again once, each page naming the other', async () => {
    const { call, callNo, bureau, bids } = await callWithSealedBids(t, 1)
    const late = afterDeadline(call, 60)
    const fail = { callId: call.id, code: 'TOO_FEW' as const, reason: '只收到一份投标' }
    must(await failCall(t.contextAt(late, bureau.officer), fail))
    const [bid] = bids
    const letters = await t.owner.message.findMany({ where: { template: 'callEnded' } })
    expect(letters.map(({ toAddress }) => toAddress)).toEqual(
      expect.arrayContaining([bid?.bidder.owner.email, bid?.bidder.editor.email, bid?.bidder.certifier.email]),
    )
    expect(letters).toHaveLength(3)
    expect(letters[0]?.values).toMatchObject({ codeKey: 'call.endCode.TOO_FEW', reason: '只收到一份投标' })

    const officer = t.contextAt(late, bureau.officer)
    const again = { callId: call.id, isRetender: true, title: '第二次', ...dates }
    const { callId: secondId } = must(await copyCall(officer, again))
    expect(await copyCall(officer, again)).toMatchObject({ refusal: { code: 'call.already-retendered' } })
    // A draft is nobody's business.
    expect((await readPublicCall(officer, callNo))?.retender).toBeNull()

    const version = async () => (await t.owner.call.findUniqueOrThrow({ where: { id: secondId } })).version
    must(await setConditions(officer, { callId: secondId, version: await version(), ...sceneConditions() }))
    await nameKeyholders(t, { call: { id: secondId, version: await version() }, bureau, now: late })
    await explainWarnings(officer, secondId)
    must(await submitCall(officer, { callId: secondId, version: await version() }))
    const approver = t.contextAt(late, bureau.approver)
    const { callNo: secondNo } = must(await publishCall(approver, { callId: secondId, version: await version() }))
    expect(await readPublicCall(officer, callNo)).toMatchObject({
      endCode: 'TOO_FEW',
      retender: { callNo: secondNo },
      endDisclosure: { document: 'failure', indexNo: `${call.indexNo}-E` },
    })
    expect((await readPublicCall(officer, secondNo))?.retenderOf).toMatchObject({ callNo })
  })

  it('is not cancelled in public without a code, and codes stay with their kind of ending', async () => {
    const { call, bureau } = await publishedCall(t)
    await draftedBid(t, call)
    const ctx = t.contextAt(sceneStart, bureau.approver)
    const input = { callId: call.id, version: call.version, reason: '需求变化' }
    expect(await cancelCall(ctx, { ...input, code: null })).toMatchObject({ refusal: { code: 'call.code-missing' } })
    expect(await cancelCall(ctx, { ...input, code: 'TOO_FEW' as never })).toMatchObject({
      refusal: { code: 'call.wrong-end-code' },
    })
    must(await cancelCall(ctx, { ...input, code: 'BUDGET_GONE' }))
    await expect(t.owner.call.update({ where: { id: call.id }, data: { endCode: 'OTHER' } })).rejects.toThrow(
      /call.frozen/,
    )
  })
})
