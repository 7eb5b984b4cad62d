import { beforeAll, describe, expect, test } from 'vitest'
import type { AssignmentTyped } from '#app/domain/assignment/schema.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import {
  closeAssignment,
  dropAssignment,
  issueAssignment,
  noteAssignment,
  proposeAssignment,
} from '#app/services/assignment/assignment.server.ts'
import {
  readAssignment,
  readAssignmentBoard,
  readJointStart,
  readPublicAssignments,
} from '#app/services/assignment/queries/assignments.server.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { superviseOrganization } from '#app/services/inspection/supervise.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { type Bureau, makeBureau, makeOrganization, must } from '#tests/support/scenes.ts'

const t = useDatabase()
const at = (actor?: Actor, day = '2026-03-02') => t.contextAt(`${day}T10:00:00+08:00`, actor)
const refused = (code: string) => ({ ok: false, refusal: { code } })

describe('a task with its lead and helpers', () => {
  let office: Bureau
  let lead: Bureau
  let helper: Bureau
  let stranger: Bureau
  const typed = (over: Partial<AssignmentTyped> = {}): AssignmentTyped => ({
    bodyId: office.body.id,
    leadId: lead.body.id,
    coIds: [helper.body.id],
    title: '建设孵化基地',
    content: '年底前建成区级孵化基地并投入使用。',
    documentNo: '区府发〔2026〕3号',
    dueOn: toDay('2026-06-30'),
    recordId: undefined,
    ...over,
  })
  const issued = async (over: Partial<AssignmentTyped> = {}) => {
    const { assignmentId } = must(await proposeAssignment(at(office.officer), typed(over)))
    must(await issueAssignment(at(office.approver), { assignmentId, version: 1 }))
    return assignmentId
  }
  const kindsOf = async (actor: Actor) => (await deskPage(at(actor))).you.map(({ kind }) => kind)

  beforeAll(async () => {
    office = await makeBureau(t)
    lead = await makeBureau(t)
    helper = await makeBureau(t)
    stranger = await makeBureau(t)
  })

  test('is proposed by one and issued by another of the office; only then the others and the public read it', async () => {
    const { assignmentId } = must(await proposeAssignment(at(office.officer), typed()))
    expect(await readAssignment(at(lead.officer), assignmentId, false)).toBeNull()
    expect(await readAssignment(at(), assignmentId, true)).toBeNull()
    expect(await kindsOf(office.approver)).toContain('assignmentToIssue')
    const step = { assignmentId, version: 1 }
    expect(await issueAssignment(at(office.officer), step)).toMatchObject(refused('forbidden'))
    const both: Actor = { ...office.officer, bodies: [...office.officer.bodies, ...office.approver.bodies] }
    expect(await issueAssignment(at(both), step)).toMatchObject(refused('assignment.four-eyes'))
    expect(await issueAssignment(at(lead.approver), step)).toMatchObject(refused('not-found'))
    must(await issueAssignment(at(office.approver), step))
    expect(await issueAssignment(at(office.approver), { ...step, version: 2 })).toMatchObject(
      refused('assignment.wrong-state'),
    )
    expect(await readAssignment(at(), assignmentId, true)).toMatchObject({ state: 'ISSUED', noteBodies: [] })
    expect((await readPublicAssignments(at())).map(({ id }) => id)).toContain(assignmentId)
    for (const { officer } of [lead, helper]) expect(await kindsOf(officer)).toContain('assignmentToWork')
    expect((await readAssignmentBoard(at(stranger.officer))).rows).toEqual([])
    expect(await t.owner.message.count({ where: { template: 'assignmentTurned' } })).toBeGreaterThan(1)
  })

  test('each body writes in its own name; the office closes it once the lead is done', async () => {
    const assignmentId = await issued()
    const note = (actor: Actor, bodyId: string, isFinished = false) =>
      noteAssignment(at(actor), { assignmentId, bodyId, text: '已完成选址和装修。', isFinished })
    expect(await note(stranger.officer, stranger.body.id)).toMatchObject(refused('not-found'))
    expect(await note(helper.officer, lead.body.id, true)).toMatchObject(refused('forbidden'))
    must(await note(helper.officer, helper.body.id, true))
    const close = (version = 2, actor = office.approver) =>
      closeAssignment(at(actor), { assignmentId, version, result: '已建成并投入使用。' })
    expect(await close()).toMatchObject(refused('assignment.lead-not-finished'))
    must(await note(lead.officer, lead.body.id, true))
    expect(await kindsOf(office.approver)).toContain('assignmentToClose')
    expect(await close(2, lead.approver)).toMatchObject(refused('forbidden'))
    expect(await close(1)).toMatchObject(refused('stale'))
    must(await close())
    expect(await note(lead.officer, lead.body.id)).toMatchObject(refused('assignment.wrong-state'))
    expect(await readAssignment(at(), assignmentId, true)).toMatchObject({
      state: 'DONE',
      result: '已建成并投入使用。',
      notes: [{ isFinished: true }, { isFinished: true }],
    })
    await expect(t.owner.assignmentNote.deleteMany({})).rejects.toThrow()
    await expect(
      t.owner.assignment.update({ where: { id: assignmentId }, data: { dueOn: new Date('2027-01-01') } }),
    ).rejects.toThrow()
  })

  test('overdue is reckoned from its day; a day in the past is none', async () => {
    const id = await issued()
    const overdue = async (day: string) => (await readAssignment(at(undefined, day), id, true))?.isOverdue
    expect(await overdue('2026-06-30')).toBe(false)
    expect(await overdue('2026-07-01')).toBe(true)
    const past = { dueOn: toDay('2026-03-01') }
    expect(await proposeAssignment(at(office.officer), typed(past))).toMatchObject(refused('assignment.due-past'))
    expect(await proposeAssignment(at(office.officer), typed({ coIds: [lead.body.id] }))).toMatchObject(
      refused('assignment.lead-helps'),
    )
    const { assignmentId } = must(await proposeAssignment(at(office.officer), typed()))
    must(await dropAssignment(at(office.approver), { assignmentId, version: 1, result: '已并入另一事项。' }))
    expect(await readAssignment(at(), assignmentId, true)).toBeNull()
  })

  test('joint supervision follows from a record, is between regulators, and is read by those in it alone', async () => {
    const organization = await makeOrganization(t, '受监管的机构')
    const duties = (bureau: Bureau, ...more: string[]) =>
      t.owner.body.update({ where: { id: bureau.body.id }, data: { duties: ['PURCHASE', ...more] } })
    const joint = (over: Partial<AssignmentTyped> = {}) => typed({ organizationId: organization.id, ...over })
    expect(await proposeAssignment(at(office.officer), joint())).toMatchObject(refused('assignment.no-jurisdiction'))
    await duties(office, 'REGISTRY')
    expect(await proposeAssignment(at(office.officer), joint())).toMatchObject(refused('assignment.no-regulator'))
    await duties(lead, 'REGULATION')
    expect(await proposeAssignment(at(office.officer), joint())).toMatchObject(refused('assignment.no-regulator'))
    await duties(helper, 'REGULATION')
    const supervised = {
      bodyId: office.body.id,
      organizationId: organization.id,
      kind: 'SPOT_CHECK' as const,
      happenedOn: toDay('2026-03-01'),
      summary: '抽查发现票据管理混乱。',
      documentNo: '',
      caseId: undefined,
      file: undefined,
    }
    const { recordId } = must(await superviseOrganization(at(office.officer), supervised))
    const other = await makeOrganization(t, '另一家机构')
    expect(await proposeAssignment(at(office.officer), joint({ organizationId: other.id, recordId }))).toMatchObject(
      refused('assignment.no-record'),
    )
    expect(await readJointStart(at(office.officer), organization.id)).toMatchObject({ records: [{ value: recordId }] })
    expect(await readJointStart(at(stranger.officer), organization.id)).toBeNull()
    const assignmentId = await issued({ organizationId: organization.id, recordId })
    expect(await readAssignment(at(), assignmentId, true)).toBeNull()
    expect(await readAssignment(at(organization.owner), assignmentId, false)).toBeNull()
    expect(await readAssignment(at(stranger.officer), assignmentId, false)).toBeNull()
    expect(await readAssignment(at(helper.officer), assignmentId, false)).toMatchObject({
      kind: 'SUPERVISION',
      organizationName: '受监管的机构',
      recordSummary: '抽查发现票据管理混乱。',
      noteBodies: [{ value: helper.body.id }],
    })
    expect((await readPublicAssignments(at())).map(({ id }) => id)).not.toContain(assignmentId)
  })
})
