import { expect, test } from 'vitest'
import { toDay } from '#app/domain/shared/day.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import { endWithoutAward } from '#app/services/award/end-without-award.server.ts'
import { returnFreed } from '#app/services/award/promote-reserve.server.ts'
import { revokeAward } from '#app/services/award/revoke-award.server.ts'
import { returnRest } from '#app/services/call/store.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { must } from '#tests/support/scenes.ts'
import { givingBureau, openedAppeal } from '#tests/support/scenes-appeal.ts'
import { awardedCall, daysAfter } from '#tests/support/scenes-panel.ts'

const t = useDatabase()

test('an appeal for a call that lost every award stops once its money went back to the fund', async () => {
  const bureau = await givingBureau(t)
  const story = await awardedCall(t, { bureau })
  const { call } = story
  const now = daysAfter(call, 14)
  const opensOn = toDay(now.slice(0, 10))
  const appeal = await openedAppeal(t, {
    bureau,
    for: { kind: 'call', id: call.id },
    now,
    opensOn,
    endsOn: toDay('2026-06-30'),
  })
  const state = async () => (await t.owner.appeal.findUniqueOrThrow({ where: { id: appeal.appealId } })).state
  const { awardId } = story
  must(
    await revokeAward(t.contextAt(now, bureau.approver), {
      callId: call.id,
      awardId,
      code: 'droppedOut',
      note: '中选单位来函说明无力承担，自愿放弃。',
    }),
  )
  // Somebody may still take the place.
  expect(await state()).toBe('OPEN')
  const approver = t.contextAt(now, bureau.approver)
  // Its money does not go back silently: the call is ended, and says why.
  expect(await returnFreed(approver, { callId: call.id })).toMatchObject({ refusal: { code: 'award.end-instead' } })
  must(await endWithoutAward(approver, { callId: call.id, reason: '无人递补，本次征集终止。' }))
  expect(await t.owner.appeal.findUniqueOrThrow({ where: { id: appeal.appealId } })).toMatchObject({
    state: 'CLOSED',
    stopCode: 'CALL_ENDED',
  })
})

test('PostgreSQL stops it too where the money goes back and the call keeps its state', async () => {
  const bureau = await givingBureau(t)
  const { call, awardId } = await awardedCall(t, { bureau })
  const now = daysAfter(call, 14)
  const opensOn = toDay(now.slice(0, 10))
  const typed = { bureau, for: { kind: 'call', id: call.id }, now, opensOn, endsOn: toDay('2026-06-30') } as const
  const { appealId } = await openedAppeal(t, typed)
  const approver = t.contextAt(now, bureau.approver)
  const note = '中选单位来函说明无力承担，自愿放弃。'
  must(await revokeAward(approver, { callId: call.id, awardId, code: 'droppedOut', note }))
  must(
    await transact<object>(approver, async (tx) => {
      await returnRest(tx, approver, call, `call.rest:${awardId}`)
      return ok()
    }),
  )
  expect(await t.owner.appeal.findUniqueOrThrow({ where: { id: appealId } })).toMatchObject({ state: 'CLOSED' })
})
