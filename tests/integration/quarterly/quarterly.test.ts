import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { readLateBoard } from '#app/services/quarterly/queries/late-board.server.ts'
import { readQuarterly, readQuarters } from '#app/services/quarterly/queries/quarterly-pages.server.ts'
import {
  giveBackQuarterly,
  receiveQuarterly,
  saveQuarterly,
  sendUpQuarterly,
  signOffQuarterly,
  startQuarterly,
} from '#app/services/quarterly/quarterly.server.ts'
import { sendReminders } from '#app/services/quarterly/send-reminders.server.ts'
import { makeSession } from '#app/services/voice/make-session.server.ts'
import { certifiedSpending } from '#tests/support/scenes-spending.ts'
import { useDatabase } from '#tests/support/database.ts'
import { must } from '#tests/support/scenes.ts'
import { type ProjectStory, reported, runningProject } from '#tests/support/scenes-project.ts'

const t = useDatabase()
// The contract is signed on 1 April: the second quarter is the first one to report on, due on 15 July.
const as = (actor: Actor, at = '2026-07-06T10:00:00+08:00') => t.contextAt(at, actor)
const words = {
  done: '本季度完成建档二百四十户，开展健康讲座两场，转介高风险对象十七户。',
  problems: '雨季上门困难。',
  plans: '',
}
const at = (instant: string) => new Date(instant)

describe('quarterly reports', () => {
  let story: ProjectStory
  beforeAll(async () => {
    story = await runningProject(t)
    await certifiedSpending(t, story, [
      { amount: toFen(300_50n) },
      { amount: toFen(80_00n), spentOn: toDay('2026-07-01') },
    ])
    must(
      await makeSession(as(story.winner.owner, '2026-06-20T10:00:00+08:00'), {
        projectId: story.projectId,
        title: '健康讲座',
        heldOn: toDay('2026-06-18'),
        place: '中山社区',
        milestoneId: undefined,
        attendance: 32,
        minutes: 90,
        codeCount: 0,
      }),
    )
  })
  const start = (quarterOn: string, actor = story.winner.owner) =>
    startQuarterly(as(actor), { projectId: story.projectId, quarterOn })
  const current = (id: string) => t.owner.quarterlyReport.findUniqueOrThrow({ where: { id } })

  test('are owed for the quarters of the calendar in which the project runs', async () => {
    const page = await readQuarters(as(story.winner.owner), story.projectId)
    expect(page?.quarters).toMatchObject([
      { quarterOn: '2026-07-01', dueOn: null, isLate: false },
      { quarterOn: '2026-04-01', dueOn: '2026-07-15', isLate: false },
    ])
    expect(await start('2026-01-01')).toMatchObject({ refusal: { code: 'quarterly.not-of-project' } })
    expect(await start('2026-10-01')).toMatchObject({ refusal: { code: 'quarterly.not-of-project' } })
    expect(await start('2026-04-01', story.bureau.officer)).toMatchObject({ refusal: { code: 'forbidden' } })
  })

  const waiting = async (actor: Actor) =>
    (await deskPage(as(actor))).you.filter(({ kind }) => kind === 'quarterlyToWrite')

  test('wait on the desk of those who may write them', async () => {
    expect(await waiting(story.winner.owner)).toMatchObject([{ id: story.projectId, dueOn: '2026-07-15' }])
    expect(await waiting(story.bureau.officer)).toEqual([])
  })

  test('go from their author to the certifier to the body, and come back with a reason', async () => {
    const { certifier, bureau, winner } = story
    const { id } = must(await start('2026-04-01'))
    expect(must(await start('2026-04-01')).id).toBe(id)
    const version = async () => (await current(id)).version
    must(await saveQuarterly(as(winner.owner), { id, version: await version(), ...words }))
    expect(await readQuarterly(as(bureau.officer), id)).toBeNull()
    expect(await readQuarterly(as(winner.owner), id)).toMatchObject({
      figures: { sessions: 1, people: 32, hours: 1.5, paidFen: '0', spentFen: '30050' },
    })
    expect(
      await sendUpQuarterly(as(winner.owner), { id, version: await version(), ...words, done: '太短' }),
    ).toMatchObject({ refusal: { code: 'quarterly.done-short', field: 'done' } })
    must(await sendUpQuarterly(as(winner.owner), { id, version: await version(), ...words }))
    expect(await waiting(winner.owner)).toEqual([])
    expect(await signOffQuarterly(as(winner.owner), { id, version: await version() })).toMatchObject({
      refusal: { code: 'forbidden' },
    })
    must(await giveBackQuarterly(as(certifier), { id, version: await version(), reason: '请写明转介结果。' }))
    expect(await current(id)).toMatchObject({ state: 'DRAFT', returnReason: '请写明转介结果。' })
    must(await sendUpQuarterly(as(winner.owner), { id, version: await version(), ...words }))
    must(await signOffQuarterly(as(certifier), { id, version: await version() }))
    expect(await current(id)).toMatchObject({
      state: 'WITH_OFFICE',
      sessions: 1,
      people: 32,
      minutes: 90,
      spentFen: 300_50n,
    })
    await expect(t.owner.$executeRaw`UPDATE quarterly_report SET people = 99 WHERE id = ${id}::uuid`).rejects.toThrow(
      /refused:quarterly.sent/,
    )
    expect((await readLateBoard(as(bureau.officer), [bureau.body.id], null)).waiting).toMatchObject([{ id }])
    must(await receiveQuarterly(as(bureau.officer), { id, version: await version() }))
    expect(await receiveQuarterly(as(bureau.officer), { id, version: await version() })).toMatchObject({ ok: false })
    await expect(t.owner.quarterlyReport.update({ where: { id }, data: { done: 'x' } })).rejects.toThrow(
      /refused:quarterly.received/,
    )
  })

  test('are not signed off before the quarter is over', async () => {
    const { id } = must(await start('2026-07-01'))
    must(await sendUpQuarterly(as(story.winner.owner), { id, version: (await current(id)).version, ...words }))
    expect(await signOffQuarterly(as(story.certifier), { id, version: (await current(id)).version })).toMatchObject({
      refusal: { code: 'quarterly.not-over' },
    })
  })
})

test('the board of late reports goes on by cursor, the longest late first', async () => {
  const story = await runningProject(t)
  const { bureau } = story
  const board = (after: string | null) =>
    readLateBoard(as(bureau.officer, '2026-11-20T10:00:00+08:00'), [bureau.body.id], after)
  const { rows } = await board(null)
  expect(rows.map(({ kind, what, dueOn }) => [kind, what, dueOn])).toEqual([
    ['MILESTONE', '启动与建档', rows[0]?.dueOn],
    ['QUARTER', '2026-04-01', '2026-07-15'],
    ['MILESTONE', '中期服务', '2026-09-30'],
    ['QUARTER', '2026-07-01', '2026-10-15'],
  ])
  const [, second] = rows
  const rest = await board(`${second?.dueOn ?? ''}~${second?.key ?? ''}`)
  expect(rest.rows.map(({ what }) => what)).toEqual(['中期服务', '2026-07-01'])
  expect((await board('nonsense')).rows).toHaveLength(4)
})

describe('reminders', () => {
  const round = (instant: string) => sendReminders(t.owner, { toldNow: at(instant) })
  const letters = (template: string) => t.owner.message.count({ where: { template } })

  test('are sent once a day from eight, before and after the due day, each once', async () => {
    const story = await runningProject(t)
    const own = await t.owner.milestone.findFirstOrThrow({ where: { projectId: story.projectId, position: 2 } })
    expect(own.dueOn.toISOString().slice(0, 10)).toBe('2026-09-30')
    // Of this project alone: the others of this file have ended.
    await t.owner.$executeRaw`ALTER TABLE project DISABLE TRIGGER USER`
    await t.owner
      .$executeRaw`UPDATE project SET state = 'COMPLETED', ended_at = now() WHERE id <> ${story.projectId}::uuid`
    await t.owner.$executeRaw`ALTER TABLE project ENABLE TRIGGER USER`
    expect(await round('2026-09-27T07:00:00+08:00')).toBeUndefined()
    expect(await round('2026-09-27T09:00:00+08:00')).toBe(1)
    const before = await letters('milestoneDue')
    expect(before).toBeGreaterThan(0)
    expect(await round('2026-09-27T18:00:00+08:00')).toBeUndefined()
    expect(await round('2026-09-28T09:00:00+08:00')).toBe(0)
    expect(await round('2026-10-01T09:00:00+08:00')).toBe(1)
    expect(await letters('milestoneLate')).toBe(before)
    expect(await letters('milestoneDue')).toBe(before)
  })

  test('tell the officers of a review, and the lead when it is late, once', async () => {
    const story = await runningProject(t)
    await reported(t, story, 1)
    // Handed in on 20 June, a Saturday: ten working days end on 3 July, and three more on 8 July.
    await round('2026-07-02T09:00:00+08:00')
    expect(await letters('reviewDue')).toBeGreaterThan(0)
    expect(await letters('reportEscalated')).toBe(0)
    await round('2026-07-20T09:00:00+08:00')
    const told = await letters('reportEscalated')
    expect(told).toBeGreaterThan(0)
    await round('2026-07-21T09:00:00+08:00')
    expect(await letters('reportEscalated')).toBe(told)
  })
})
