import { beforeAll, expect, test } from 'vitest'
import type { TaskTyped } from '#app/domain/task/schema.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { applyForTask, decideTask, withdrawTask } from '#app/services/task/admit-task.server.ts'
import { readAdmittedTasks, readTaskBoard } from '#app/services/task/queries/tasks.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import {
  accountIdOf,
  type Body,
  makeApprover,
  makeBody,
  makeOfficer,
  makePerson,
  makeRegion,
  must,
} from '#tests/support/scenes.ts'

const t = useDatabase()
const at = (actor?: Actor, on = '2026-03-02') => t.contextAt(`${on}T10:00:00+08:00`, actor)
const refused = (code: string) => ({ ok: false, refusal: { code } })

let office: Body
let department: Body
let applicant: Actor
let approver: Actor
beforeAll(async () => {
  office = await makeBody(t, '街道社区办')
  department = await makeBody(t, '区统计部门')
  applicant = await makeOfficer(t, department)
  approver = await makeApprover(t, office)
})
const typed = (over: Partial<TaskTyped> = {}): TaskTyped => ({
  bodyId: office.id,
  applicantBodyId: department.id,
  department: '区统计部门',
  kind: 'DATA_REQUEST',
  title: '居民消费情况月报',
  content: '每月抽取二十户填写消费情况表。',
  legalBasis: '统计法第九条',
  regionId: office.regionId,
  startsOn: toDay('2026-04-01'),
  endsOn: toDay('2026-12-31'),
  fundsFen: toFen(300_000n),
  shareBps: 8_000,
  hoursPerMonth: 6,
  formsPerMonth: 2,
  ...over,
})

test('a task is applied for by one, admitted by another of the office, and public only then', async () => {
  expect(await applyForTask(at(await makePerson(t, '路人')), typed())).toMatchObject(refused('forbidden'))
  expect(await applyForTask(at(applicant), typed({ startsOn: toDay('2026-03-01') }))).toMatchObject(
    refused('task.day-past'),
  )
  const elsewhere = await makeRegion(t, '350203')
  expect(await applyForTask(at(applicant), typed({ regionId: elsewhere.id }))).toMatchObject(
    refused('task.other-region'),
  )
  const { taskNo } = must(await applyForTask(at(applicant), typed()))
  expect(await applyForTask(at(applicant), typed())).toMatchObject(refused('task.applied-already'))
  const { id: taskId } = await t.owner.taskAdmission.findUniqueOrThrow({ where: { taskNo } })
  const list = { region: undefined, after: null }
  expect((await readAdmittedTasks(at(), list)).tasks).toEqual([])
  expect((await deskPage(at(approver))).you.map(({ kind }) => kind)).toContain('tasksToDecide')
  const decide = { taskId, isAdmitted: true, reason: '有法律依据，经费和工作量合适。' }
  expect(await decideTask(at(applicant), decide)).toMatchObject(refused('not-found'))
  expect(await decideTask(at(await makeOfficer(t, office)), decide)).toMatchObject(refused('forbidden'))
  await expect(
    t.owner.taskAdmission.update({
      where: { id: taskId },
      data: { decidedById: accountIdOf(applicant), decidedAt: new Date(), admitted: true, decisionReason: '自批' },
    }),
  ).rejects.toThrow(/task\.four-eyes/)
  must(await decideTask(at(approver), decide))
  expect(await decideTask(at(approver), { ...decide, isAdmitted: false })).toMatchObject(refused('task.decided'))
  expect((await readAdmittedTasks(at(), list)).tasks).toMatchObject([
    { taskNo, shareBps: 8000, hoursPerMonth: 6, isAdmitted: true },
  ])
  await expect(t.owner.taskAdmission.update({ where: { id: taskId }, data: { hoursPerMonth: 60 } })).rejects.toThrow()
})

test('nobody decides on what they applied for, whatever roles they hold', async () => {
  const both: Actor = {
    ...approver,
    bodies: [...approver.bodies, { bodyId: office.id, role: 'OFFICER' }],
  }
  await t.owner.bodyMembership.create({ data: { accountId: accountIdOf(both), bodyId: office.id, role: 'OFFICER' } })
  const { taskNo } = must(await applyForTask(at(both), typed({ applicantBodyId: office.id })))
  const { id: taskId } = await t.owner.taskAdmission.findUniqueOrThrow({ where: { taskNo } })
  expect(await decideTask(at(both), { taskId, isAdmitted: true, reason: '自己批准' })).toMatchObject(
    refused('task.four-eyes'),
  )
  expect((await readTaskBoard(at(both))).open).toMatchObject([{ taskNo, mayDecide: false, mayWithdraw: true }])
  must(await withdrawTask(at(both), { taskId }))
  expect(
    await decideTask(at(await makeApprover(t, office)), { taskId, isAdmitted: true, reason: '已撤回的' }),
  ).toMatchObject(refused('task.decided'))
})

test('what was refused is nobody else’s to read', async () => {
  const { taskNo } = must(await applyForTask(at(applicant), typed({ title: '临时台账报送' })))
  const { id: taskId } = await t.owner.taskAdmission.findUniqueOrThrow({ where: { taskNo } })
  must(await decideTask(at(approver), { taskId, isAdmitted: false, reason: '没有依据，与已有报表重复。' }))
  const { tasks } = await readAdmittedTasks(at(), { region: undefined, after: null })
  expect(tasks.map((task) => task.taskNo)).not.toContain(taskNo)
  expect((await readTaskBoard(at(applicant))).decided.map((task) => task.taskNo)).toContain(taskNo)
})
