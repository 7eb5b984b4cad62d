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
import { readLeadReport, readReportQuarters } from '#app/services/assignment/queries/reports.server.ts'
import {
  giveBackReport,
  receiveReport,
  saveReport,
  sendUpReport,
  signOffReport,
  startReport,
} from '#app/services/assignment/report.server.ts'
import { sendReminders } from '#app/services/quarterly/send-reminders.server.ts'
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
    must(await dropAssignment(at(office.approver), { assignmentId: id, version: 2, result: '已并入另一事项。' }))
    expect(await readAssignment(at(), id, true)).toMatchObject({ state: 'DROPPED', result: '已并入另一事项。' })
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

  describe('the lead reports every quarter', () => {
    let assignmentId: string
    const words = { done: '完成选址、装修和设备采购，十二家社会组织报名入驻。', problems: '', plans: '下季度开园。' }
    const on = (actor: Actor, day = '2026-04-08') => at(actor, day)
    const stepOf = async (id: string) => ({
      id,
      version: (await t.owner.assignmentReport.findUniqueOrThrow({ where: { id } })).version,
    })
    const quarters = async (day: string, actor?: Actor) =>
      (await readReportQuarters(at(actor, day), assignmentId)).rows.map(({ quarterOn, dueOn, isLate, state }) => [
        quarterOn,
        dueOn,
        isLate,
        state,
      ])
    const start = (actor: Actor, quarterOn = '2026-01-01', day?: string) =>
      startReport(on(actor, day), { assignmentId, quarterOn })
    const letters = (template: string) => t.owner.message.count({ where: { template } })
    beforeAll(async () => {
      assignmentId = await issued({ title: '每季度报告的事项', dueOn: toDay('2026-12-31') })
    })

    test('which are owed and late follows from the calendar, without a report being there', async () => {
      expect(await quarters('2026-03-20')).toEqual([['2026-01-01', null, false, null]])
      expect(await quarters('2026-04-10')).toEqual([
        ['2026-04-01', null, false, null],
        ['2026-01-01', '2026-04-10', false, null],
      ])
      expect((await quarters('2026-04-11'))[1]).toEqual(['2026-01-01', '2026-04-10', true, null])
    })

    test('one writes, another of the lead signs, the office receives; PostgreSQL knows the three', async () => {
      expect(await start(helper.officer)).toMatchObject(refused('not-found'))
      expect(await start(office.officer)).toMatchObject(refused('forbidden'))
      expect(await start(lead.approver)).toMatchObject(refused('forbidden'))
      expect(await start(lead.officer, '2025-10-01')).toMatchObject(refused('assignment.report-no-quarter'))
      expect(await start(lead.officer, '2026-07-01')).toMatchObject(refused('assignment.report-no-quarter'))
      const { id } = must(await start(lead.officer))
      expect(must(await start(lead.officer)).id).toBe(id)
      expect(await readLeadReport(on(office.officer), id)).toBeNull()
      expect(await sendUpReport(on(lead.officer), { ...(await stepOf(id)), ...words, done: '太短' })).toMatchObject(
        refused('assignment.report-short'),
      )
      must(await saveReport(on(lead.officer), { ...(await stepOf(id)), ...words }))
      expect(await saveReport(on(lead.officer), { id, version: 1, ...words })).toMatchObject(refused('stale'))
      must(await sendUpReport(on(lead.officer), { ...(await stepOf(id)), ...words }))
      expect(await letters('assignmentReportWaits')).toBeGreaterThan(0)
      expect(await kindsOf(lead.approver)).toContain('assignmentReportToSign')
      expect(await signOffReport(on(office.approver), await stepOf(id))).toMatchObject(refused('forbidden'))
      const both: Actor = { ...lead.officer, bodies: [...lead.officer.bodies, ...lead.approver.bodies] }
      expect(await signOffReport(on(both), await stepOf(id))).toMatchObject(refused('assignment.report-own'))
      expect(await signOffReport(at(lead.approver, '2026-03-30'), await stepOf(id))).toMatchObject(
        refused('assignment.report-not-over'),
      )
      must(await giveBackReport(on(lead.approver), { ...(await stepOf(id)), reason: '请写明报名单位。' }))
      expect(await letters('assignmentReportReturned')).toBeGreaterThan(0)
      must(await sendUpReport(on(lead.officer), { ...(await stepOf(id)), ...words }))
      must(await signOffReport(on(lead.approver), await stepOf(id)))
      expect(await kindsOf(office.officer)).toContain('assignmentReportToReceive')
      expect(await readLeadReport(on(office.officer), id)).toMatchObject({ ...words, may: { receive: true } })
      expect(await readLeadReport(on(helper.officer), id)).toBeNull()
      await expect(t.owner.assignmentReport.update({ where: { id }, data: { done: '改过的话' } })).rejects.toThrow(
        'assignment.report-sent',
      )
      await expect(
        t.owner.assignmentReport.update({
          where: { id },
          data: { state: 'RECEIVED', receivedById: lead.approver.accountId ?? '', receivedAt: new Date() },
        }),
      ).rejects.toThrow('forbidden')
      expect(await receiveReport(on(lead.officer), await stepOf(id))).toMatchObject(refused('forbidden'))
      must(await receiveReport(on(office.officer), await stepOf(id)))
      expect((await quarters('2026-04-20'))[1]).toEqual(['2026-01-01', '2026-04-10', false, 'RECEIVED'])
      await expect(t.owner.assignmentReport.deleteMany({})).rejects.toThrow()
    })

    test('is reminded of before and after its day, the office only of what is late; each once', async () => {
      const told = async (template: string, actor: Actor) =>
        t.owner.message.count({
          where: {
            template,
            toAddress: (await t.owner.account.findUniqueOrThrow({ where: { id: actor.accountId ?? '' } })).email,
          },
        })
      const round = (day: string) => sendReminders(t.owner, { toldNow: new Date(`${day}T09:00:00+08:00`) })
      await round('2026-07-03')
      expect(await told('assignmentReportDue', lead.officer)).toBeGreaterThan(0)
      expect(await told('assignmentReportDue', office.officer)).toBe(0)
      await round('2026-07-11')
      expect(await told('assignmentReportLate', lead.officer)).toBeGreaterThan(0)
      const late = await told('assignmentReportLate', office.officer)
      expect(late).toBeGreaterThan(0)
      await round('2026-07-12')
      expect(await told('assignmentReportLate', office.officer)).toBe(late)
      await round('2026-12-17')
      expect(await told('assignmentDue', helper.officer)).toBeGreaterThan(0)
    })

    test('what is overdue stands on the desk of the office until the lead is done', async () => {
      const kinds = async (day: string) =>
        (await deskPage(at(office.officer, day))).you
          .filter(({ kind, title }) => kind === 'assignmentOverdue' && title === '每季度报告的事项')
          .map(({ dueOn }) => dueOn)
      expect(await kinds('2026-12-31')).toEqual([])
      expect(await kinds('2027-01-01')).toEqual(['2026-12-31'])
      must(
        await noteAssignment(at(lead.officer), {
          assignmentId,
          bodyId: lead.body.id,
          text: '已全部完成。',
          isFinished: true,
        }),
      )
      expect(await kinds('2027-01-01')).toEqual([])
    })
  })
})
