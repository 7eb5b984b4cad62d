import { describe, expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { addStaff, forgetStaff, leaveStaff } from '#app/services/staff/keep-list.server.ts'
import { warningCodes } from '#app/domain/warning/find-warnings.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { assignWarning, closeWarning } from '#app/services/warning/handle-warning.server.ts'
import { keepWatch, lookNow } from '#app/services/warning/look.server.ts'
import { readProjectWarnings, readWarningBoard } from '#app/services/warning/queries/warnings.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, must } from '#tests/support/scenes.ts'
import { milestoneAt, type ProjectStory, reported, runningProject } from '#tests/support/scenes-project.ts'

const t = useDatabase()
const dayOfDue = (story: ProjectStory, plus: number) => {
  const due = milestoneAt(story, 1).dueOn
  return new Date(due.getTime() + plus * 86_400_000).toISOString().slice(0, 10)
}
const as = (actor: Actor, on: string) => t.contextAt(`${on}T10:00:00+08:00`, actor)
const open = ({ projectId }: ProjectStory, code = 'REPORT_LATE') =>
  t.owner.warning.findMany({ where: { projectId, code, endedAt: null }, orderBy: { openedAt: 'asc' } })

test('PostgreSQL knows every word for a warning', async () => {
  const [row] = await t.owner.$queryRaw<{ words: string }[]>`
    SELECT pg_get_constraintdef(oid) AS words FROM pg_constraint WHERE conname = 'warning_code'`
  const known = [...(row?.words ?? '').matchAll(/'([A-Z_]+)'/g)].map(([, word]) => word)
  expect(known.sort()).toEqual([...warningCodes].sort())
})

describe('a warning', () => {
  test('opens with its fact, is taken on, closed with a reason, opens anew when graver, and ends with its fact', async () => {
    const story = await runningProject(t)
    const { bureau, projectId } = story
    const { officer, approver } = bureau
    const day = (plus: number) => dayOfDue(story, plus)
    expect(await lookNow(as(story.certifier, day(3)))).toMatchObject({ refusal: { code: 'forbidden' } })
    must(await lookNow(as(officer, day(3))))
    must(await lookNow(as(officer, day(4))))
    const [late] = await open(story)
    expect(late).toMatchObject({ level: 'MEDIUM', figures: { position: 1, days: 4 } })
    expect(await open(story)).toHaveLength(1)

    const chosen = { warningId: late?.id ?? '', version: late?.version ?? 0 }
    expect(
      await assignWarning(as(story.supervisor, day(4)), { ...chosen, accountId: accountIdOf(officer) }),
    ).toMatchObject({
      refusal: { code: 'forbidden' },
    })
    expect(
      await assignWarning(as(officer, day(4)), { ...chosen, accountId: accountIdOf(story.finance) }),
    ).toMatchObject({ refusal: { code: 'warning.not-official' } })
    must(await assignWarning(as(approver, day(4)), { ...chosen, accountId: accountIdOf(officer) }))
    expect((await deskPage(as(officer, day(4)))).you.map(({ kind }) => kind)).toContain('warningToHandle')
    expect((await readWarningBoard(as(officer, day(4)), true)).levels.flatMap(({ warnings }) => warnings)).toHaveLength(
      1,
    )
    expect((await readWarningBoard(as(approver, day(4)), true)).levels.flatMap(({ warnings }) => warnings)).toEqual([])

    const reason = '已与机构沟通，下周提交。'
    must(await closeWarning(as(officer, day(4)), { ...chosen, version: chosen.version + 1, reason }))
    must(await lookNow(as(officer, day(5))))
    const quiet = await readProjectWarnings(as(officer, day(5)), { id: projectId, bodyId: bureau.body.id })
    expect(quiet?.open.map(({ code }) => code)).not.toContain('REPORT_LATE')
    expect(quiet?.closed).toMatchObject([{ code: 'REPORT_LATE', closeReason: reason }])
    // Later than two weeks it is graver, and opens anew.
    must(await lookNow(as(officer, day(20))))
    expect(await open(story)).toMatchObject([{ level: 'HIGH', assignedToId: null, closedAt: null }])

    await reported(t, story, 1, { at: `${day(21)}T10:00:00+08:00` })
    must(await lookNow(as(officer, day(21))))
    expect(await open(story)).toEqual([])
    expect(await t.owner.warning.count({ where: { projectId, code: 'REPORT_LATE' } })).toBe(2)
    expect(
      await readProjectWarnings(as(story.certifier, day(21)), { id: projectId, bodyId: bureau.body.id }),
    ).toBeNull()
  })

  test('says that staff leave, graver the more they are, and counts nobody who only took consent back', async () => {
    const story = await runningProject(t)
    const organizationId = story.winner.organization.id
    const start = dayOfDue(story, -200)
    const editor = (on: string) =>
      t.contextAt(`${on}T10:00:00+08:00`, {
        ...story.winner.owner,
        organizations: [{ organizationId, role: 'OWNER' }],
      })
    const staffIds: string[] = []
    for (const name of ['甲', '乙', '丙', '丁', '戊'])
      staffIds.push(
        must(
          await addStaff(editor(start), organizationId, {
            name,
            post: 'SOCIAL_WORKER',
            postTitle: '',
            fromOn: toDay(start),
            consentHow: 'WRITTEN',
            consentOn: toDay(start),
          }),
        ).staffId,
      )
    const [first = '', second = '', third = ''] = staffIds
    const day = dayOfDue(story, -60)
    const levels = async (on: string) => {
      must(await lookNow(as(story.bureau.officer, on)))
      return (await open(story, 'STAFF_LEAVING')).map(({ level, figures }) => [level, figures])
    }
    must(await forgetStaff(editor(day), { staffId: third, version: 1 }))
    expect(await levels(dayOfDue(story, -59))).toEqual([])
    const leave = (staffId: string) => leaveStaff(editor(day), { staffId, version: 1, untilOn: toDay(day) })
    must(await leave(first))
    // The last day itself is a day of work.
    expect(await levels(day)).toEqual([])
    expect(await levels(dayOfDue(story, -58))).toEqual([['MEDIUM', { had: 4, left: 1, days: 90, percent: 25 }]])
    must(await leave(second))
    expect(await levels(dayOfDue(story, -57))).toEqual([['HIGH', { had: 4, left: 2, days: 90, percent: 50 }]])
    expect(await levels(dayOfDue(story, 60))).toEqual([])
  })

  test('is looked for once a day for everybody', async () => {
    const story = await runningProject(t)
    const at = (clock: string) => new Date(`2031-03-03T${clock}+08:00`)
    expect(await keepWatch(t.owner, { toldNow: at('00:00:10') })).toBe(true)
    expect(await keepWatch(t.owner, { toldNow: at('23:00:00') })).toBe(false)
    expect((await open(story)).map(({ level }) => level)).toEqual(['HIGH', 'HIGH', 'HIGH'])
    expect(await t.owner.warningRound.count()).toBe(1)
    expect(await keepWatch(t.owner, { toldNow: new Date('2031-03-04T00:00:10+08:00') })).toBe(true)
  })
})
