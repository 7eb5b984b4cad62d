import { afterEach, describe, expect, it, vi } from 'vitest'
import { planDueEvents } from '#app/services/call/due/plan-due-events.server.ts'
import { workDueEvents } from '#app/services/call/due/work-due-events.server.ts'
import { cancelCall } from '#app/services/call/cancel-call.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { afterDeadline, beforeDeadline, must, publishedCall, sceneStart } from '#tests/support/scenes.ts'

const t = useDatabase()
afterEach(() => {
  vi.useRealTimers()
})

const lettersTo = (email: string | undefined, template: string) =>
  t.owner.message.count({ where: { toAddress: email ?? '', template } })
const at = (text: string) => new Date(text)

describe('what falls due', () => {
  it('is done once by many workers at once, and tells nothing in public', async () => {
    const stories = [await publishedCall(t), await publishedCall(t), await publishedCall(t)]
    await planDueEvents(t.owner)
    await Promise.all([planDueEvents(t.owner), planDueEvents(t.owner)])
    const [{ call }] = stories as [(typeof stories)[0]]
    await workDueEvents(t.owner, { toldNow: at(beforeDeadline(call)) })
    const toldNow = at(afterDeadline(call))
    const done = await Promise.all([1, 2, 3, 4].map(() => workDueEvents(t.owner, { toldNow })))
    expect(done.reduce((sum, count) => sum + count, 0)).toBe(3)
    for (const { bureau, call: each } of stories) {
      expect(await lettersTo(bureau.officer.email, 'bidsToOpen')).toBe(1)
      expect(await lettersTo(bureau.approver.email, 'bidsToOpen')).toBe(1)
      expect(await t.owner.event.findMany({ where: { callId: each.id, type: 'call.due-bid-deadline' } })).toMatchObject(
        [{ isPublic: false, data: {} }],
      )
    }
    expect(await workDueEvents(t.owner, { toldNow })).toBe(0)
  })

  it('is caught up by a worker that comes late, in the order it fell due', async () => {
    const { call, bureau } = await publishedCall(t)
    await planDueEvents(t.owner)
    const late = new Date(call.bidDeadlineAt.getTime() + 9 * 86_400_000)
    expect(await workDueEvents(t.owner, { toldNow: late })).toBe(2)
    expect(await lettersTo(bureau.officer.email, 'questionsEnd')).toBe(1)
    const rows = await t.owner.dueEvent.findMany({ where: { callId: call.id }, orderBy: { dueAt: 'asc' } })
    expect(rows).toMatchObject([{ kind: 'questionsEnd' }, { kind: 'bidDeadline', doneAt: late }])
  })

  it('waits for the hour of the database, whatever this process believes', async () => {
    const { call } = await publishedCall(t, {
      now: '2026-09-01T09:00:00+08:00',
      startsOn: '2099-03-01' as never,
      endsOn: '2099-12-31' as never,
      bidDeadlineAt: at('2099-02-01T17:00:00+08:00'),
      milestones: [
        {
          title: '一',
          deliverable: '一',
          indicator: '',
          unit: '',
          target: 0,
          dueOn: '2099-06-01' as never,
          share: 10_000,
        },
      ],
    })
    await planDueEvents(t.app)
    vi.useFakeTimers({ now: at('2100-01-01T00:00:00Z'), toFake: ['Date'] })
    await workDueEvents(t.app)
    expect(await t.owner.dueEvent.findMany({ where: { callId: call.id, doneAt: { not: null } } })).toEqual([])
    await expect(
      t.app.dueEvent.updateMany({ where: { callId: call.id }, data: { claimedAt: new Date(), doneAt: new Date() } }),
    ).rejects.toThrow(/call.not-due/)
  })

  it('passes over a call that has moved on, and follows a deadline that has moved', async () => {
    const { call, bureau } = await publishedCall(t)
    await planDueEvents(t.owner)
    const { id: callId, version } = call
    must(
      await cancelCall(t.contextAt(sceneStart, bureau.approver), {
        callId,
        version,
        code: 'TASK_CANCELLED',
        reason: '需求发生重大变化',
      }),
    )
    await workDueEvents(t.owner, { toldNow: at(afterDeadline(call)) })
    expect(await lettersTo(bureau.officer.email, 'bidsToOpen')).toBe(0)
    expect(await t.owner.dueEvent.count({ where: { callId, doneAt: null } })).toBe(0)
  })
})
