import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { archiveTable } from '#app/http/archive-table.ts'
import { tableCsv } from '#app/http/table-file.server.ts'
import { orderClawback, proposeClawback } from '#app/services/clawback/order-clawback.server.ts'
import { receiveClawback } from '#app/services/clawback/settle-clawback.server.ts'
import { addFinding, answerFinding, recordAudit, settleFinding } from '#app/services/closing/audit.server.ts'
import {
  addClosingDocument,
  approveClosing,
  giveBackFinalReport,
  proposeClosing,
  saveFinalReport,
  submitFinalReport,
  withdrawClosing,
} from '#app/services/closing/final-report.server.ts'
import { readArchive } from '#app/services/closing/queries/archive.server.ts'
import { readClosing } from '#app/services/closing/queries/closing.server.ts'
import { readPublicClosing } from '#app/services/closing/queries/public-closing.server.ts'
import { reviewExpense } from '#app/services/claim/review-expense.server.ts'
import { readFile } from '#app/services/file/read-file.server.ts'
import { completeProject } from '#app/services/project/complete-project.server.ts'
import { readPublicProject } from '#app/services/project/queries/public-project.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makePerson, must } from '#tests/support/scenes.ts'
import { accepted, linedBidders, type ProjectStory, release, runningProject } from '#tests/support/scenes-project.ts'
import { certifiedSpending, makeEditor, voucher } from '#tests/support/scenes-spending.ts'

const t = useDatabase()
const day = '2026-09-10T10:00:00+08:00'
const at = (actor: Actor, when = day) => t.contextAt(when, actor)
const refused = (code: string) => ({ ok: false, refusal: { code } })
const breaches = () => t.owner.$queryRaw<{ rule: string }[]>`SELECT rule FROM ledger_check() WHERE breaches > 0`

/** Everything accepted, paid and completed: 465,000 yuan. */
async function completedProject(overrides: Parameters<typeof runningProject>[1] = {}): Promise<ProjectStory> {
  const story = await runningProject(t, { bidders: linedBidders, ...overrides })
  for (const { position } of story.milestones) {
    await accepted(t, story, position)
    must(await release(t, story, position))
  }
  const { version } = await t.owner.project.findUniqueOrThrow({ where: { id: story.projectId } })
  must(await completeProject(at(story.bureau.officer), { projectId: story.projectId, version }))
  return story
}

const typed = {
  narrative: '十二个月服务高龄独居老人二百四十二户，指标全部达成，居民满意度较高。',
  assets: '',
  results: '',
}
const reportOf = (story: ProjectStory) => t.owner.finalReport.findUnique({ where: { projectId: story.projectId } })
const versioned = async (story: ProjectStory) => ({
  projectId: story.projectId,
  version: (await reportOf(story))?.version ?? 1,
})
const obstaclesOf = async (story: ProjectStory) =>
  (await readClosing(at(story.bureau.officer), story.projectId))?.obstacles.map(({ code }) => code)

describe('closing a project whose unspent money goes back', () => {
  let story: ProjectStory
  let editor: Actor
  beforeAll(async () => {
    story = await completedProject()
    editor = await makeEditor(t, story)
  }, 120_000)

  test('the supplier writes, and its certifier submits; the buyer reads what was submitted', async () => {
    const write = { ...typed, assets: '血压计 20 台，移交社区卫生服务站' }
    expect(await saveFinalReport(at(story.bureau.officer), { ...(await versioned(story)), ...write })).toMatchObject(
      refused('forbidden'),
    )
    must(await saveFinalReport(at(editor), { ...(await versioned(story)), ...write }))
    expect(await saveFinalReport(at(editor), { projectId: story.projectId, version: 1, ...write })).toMatchObject(
      refused('stale'),
    )
    must(await addClosingDocument(at(editor), { projectId: story.projectId, file: voucher('资产移交清单') }))
    expect(await readClosing(at(story.bureau.officer), story.projectId)).toMatchObject({ report: null, documents: [] })
    expect(await submitFinalReport(at(editor), { ...(await versioned(story)), ...write })).toMatchObject(
      refused('forbidden'),
    )
    must(await submitFinalReport(at(story.certifier), { ...(await versioned(story)), ...write }))
    must(await giveBackFinalReport(at(story.bureau.officer), { ...(await versioned(story)), reason: '请补充资产编号' }))
    must(await submitFinalReport(at(story.certifier), { ...(await versioned(story)), ...write }))
    expect(await saveFinalReport(at(editor), { ...(await versioned(story)), ...write })).toMatchObject(
      refused('closing.submitted'),
    )
    const page = await readClosing(at(story.bureau.officer), story.projectId)
    expect(page?.report?.assets).toContain('血压计')
    expect(page?.documents).toHaveLength(1)
    expect(page?.reached.length).toBeGreaterThan(0)
    expect(await readClosing(at(await makePerson(t, '路人')), story.projectId)).toBeNull()
  })

  test('is impossible while anything is open', async () => {
    const propose = async () => proposeClosing(at(story.bureau.officer), { ...(await versioned(story)), note: '' })
    expect(await obstaclesOf(story)).toEqual(['audit-missing', 'money-open'])
    expect((await propose()).ok).toBe(false)

    // Spending: 400,000 yuan, one item of which is not recognized.
    await certifiedSpending(
      t,
      story,
      [
        { lineNo: 1, amount: toFen(270_000_00n) },
        { lineNo: 2, amount: toFen(110_000_00n) },
        { lineNo: 3, amount: toFen(20_000_00n) },
      ],
      day,
    )
    const last = await t.owner.expense.findFirstOrThrow({ where: { projectId: story.projectId, lineNo: 3 } })
    must(
      await reviewExpense(at(story.evaluator), 'question', { expenseId: last.id, version: 1, reason: '与服务无关？' }),
    )
    expect(await obstaclesOf(story)).toContain('expense-questioned')
    must(await reviewExpense(at(story.evaluator), 'disallow', { expenseId: last.id, version: 2, reason: '与服务无关' }))

    // An audit by a firm needs its report; a finding has to be answered and settled.
    const audit = {
      projectId: story.projectId,
      opinion: 'QUALIFIED' as const,
      summary: '总体合规，有一项发现',
      auditedOn: toDay('2026-09-01'),
    }
    expect(await recordAudit(at(story.bureau.officer), { ...audit, firm: '' })).toMatchObject(
      refused('closing.not-auditor'),
    )
    expect(await recordAudit(at(story.bureau.officer), { ...audit, firm: '诚信会计师事务所' })).toMatchObject(
      refused('closing.firm-needs-report'),
    )
    expect(await recordAudit(at(story.certifier), { ...audit, firm: '' })).toMatchObject(refused('forbidden'))
    must(await recordAudit(at(story.bureau.officer), { ...audit, firm: '诚信会计师事务所', file: voucher('审计报告') }))
    const { id: auditId, fileId } = await t.owner.audit.findFirstOrThrow({ where: { projectId: story.projectId } })
    expect(await readFile(at(story.supervisor), fileId ?? '')).toMatchObject({ ok: true, isPublic: false })
    expect(await readFile(at(await makePerson(t, '路人乙')), fileId ?? '')).toMatchObject(refused('not-found'))
    must(
      await addFinding(at(story.evaluator), {
        projectId: story.projectId,
        auditId,
        severity: 'MEDIUM',
        text: '一张发票缺少签收表',
        amount: 2_000_000n,
        answerDueOn: toDay('2026-09-20'),
      }),
    )
    expect(await obstaclesOf(story)).toEqual(['finding-open', 'money-open'])
    const finding = await t.owner.auditFinding.findFirstOrThrow({ where: { auditId } })
    const settle = async (settlement: string | null) =>
      settleFinding(at(story.evaluator), {
        findingId: finding.id,
        version: (await t.owner.auditFinding.findUniqueOrThrow({ where: { id: finding.id } })).version,
        settlement,
      })
    expect(await settle('已补齐')).toMatchObject(refused('closing.wrong-state'))
    const answer = async () =>
      answerFinding(at(editor), {
        findingId: finding.id,
        version: (await t.owner.auditFinding.findUniqueOrThrow({ where: { id: finding.id } })).version,
        answer: '已补签收表',
        file: voucher('签收表'),
      })
    must(await answer())
    must(await settle(null))
    must(await answer())
    must(await settle('核对签收表，与发票一致'))

    // What is left goes back: 465,000 − 380,000 yuan.
    const page = await readClosing(at(story.bureau.officer), story.projectId)
    expect(page?.settlement).toMatchObject({ paidFen: '46500000', spentFen: '38000000', openFen: '8500000' })
    const { clawbackId } = must(
      await proposeClawback(at(story.bureau.officer), {
        projectId: story.projectId,
        ground: 'UNSPENT',
        amount: 8_500_000n,
        dueOn: toDay('2026-10-10'),
        reason: '结余资金退回',
      }),
    )
    expect(await obstaclesOf(story)).toEqual(['clawback-open', 'money-open'])
    must(await orderClawback(at(story.bureau.approver), { clawbackId, version: 1 }))
    expect(await propose()).toMatchObject({ ok: false })
    must(
      await receiveClawback(at(story.finance), {
        clawbackId,
        version: 2,
        amount: 8_500_000n,
        receivedOn: toDay('2026-09-10'),
        reference: 'HK-20260910-1',
      }),
    )
    expect(await obstaclesOf(story)).toEqual([])
    expect(await breaches()).toEqual([])
  })

  test('is proposed by one and approved by another; the settlement is written down', async () => {
    expect(await approveClosing(at(story.bureau.approver), await versioned(story))).toMatchObject(
      refused('closing.wrong-state'),
    )
    const propose = async () =>
      must(await proposeClosing(at(story.bureau.officer), { ...(await versioned(story)), note: '账实相符' }))
    await propose()
    must(await withdrawClosing(at(story.bureau.officer), await versioned(story)))
    await propose()
    expect(await approveClosing(at(story.bureau.officer), await versioned(story))).toMatchObject(
      refused('closing.four-eyes'),
    )
    // Straight at the tables, past the services.
    await expect(t.app.project.update({ where: { id: story.projectId }, data: { state: 'CLOSED' } })).rejects.toThrow(
      /closing.not-approved/,
    )
    must(await approveClosing(at(story.bureau.approver), await versioned(story)))
    expect(await reportOf(story)).toMatchObject({
      state: 'APPROVED',
      paidFen: 46_500_000n,
      spentFen: 38_000_000n,
      returnedFen: 8_500_000n,
      writtenOffFen: 0n,
      keptFen: 0n,
      retainUntil: new Date('2041-09-10'),
    })
    const { projectNo } = await t.owner.project.findUniqueOrThrow({ where: { id: story.projectId } })
    expect(await readPublicProject(at(story.certifier), projectNo)).toMatchObject({ state: 'CLOSED' })
    expect(await readPublicClosing(at(story.certifier), projectNo)).toMatchObject({
      spentFen: '38000000',
      returnedFen: '8500000',
      audits: [{ opinion: 'QUALIFIED', findingCount: 1 }],
    })
    expect(await breaches()).toEqual([])
  })

  test('leaves a file that nothing is taken from, listed with its digests', async () => {
    const archive = await readArchive(at(story.supervisor), story.projectId)
    expect(new Set(archive?.documents.map(({ kind }) => kind))).toEqual(
      new Set(['CONTRACT', 'VOUCHER', 'CLOSING', 'AUDIT', 'FINDING']),
    )
    expect(archive?.documents.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true)
    if (archive === null) throw new Error('no archive')
    expect(tableCsv(archiveTable(archive, at(story.supervisor)))).toContain(archive.documents[0]?.sha256)
    // What belongs to the supplier's side is not the list of the buyer.
    expect(await readArchive(at(story.certifier), story.projectId)).toBeNull()
    const item = await t.owner.expense.findFirstOrThrow({ where: { projectId: story.projectId } })
    await expect(t.owner.file.delete({ where: { id: item.fileId } })).rejects.toThrow(/closing.archived/)
    await expect(t.owner.project.delete({ where: { id: story.projectId } })).rejects.toThrow(/closing.archived/)
    await expect(t.owner.$executeRaw`DELETE FROM objection WHERE project_id = ${story.projectId}::uuid`).resolves.toBe(
      0,
    )
    expect(
      await proposeClawback(at(story.bureau.officer), {
        projectId: story.projectId,
        ground: 'MISUSE',
        amount: 1n,
        dueOn: toDay('2026-12-31'),
        reason: '归档以后再追回',
      }),
    ).toMatchObject(refused('clawback.not-running'))
    expect(
      await recordAudit(at(story.evaluator), {
        projectId: story.projectId,
        firm: '',
        opinion: 'CLEAN',
        summary: '归档以后再审计',
        auditedOn: toDay('2026-09-10'),
      }),
    ).toMatchObject(refused('closing.closed'))
  })
})

test(
  'where a result is paid for, what is left is the supplier’s, and no audit is asked for',
  { timeout: 120_000 },
  async () => {
    const story = await completedProject({ instrument: 'POST_PURCHASE' })
    expect(await obstaclesOf(story)).toEqual([])
    must(await submitFinalReport(at(story.certifier), { ...(await versioned(story)), ...typed }))
    must(await proposeClosing(at(story.bureau.officer), { ...(await versioned(story)), note: '' }))
    must(await approveClosing(at(story.bureau.approver), await versioned(story)))
    expect(await reportOf(story)).toMatchObject({ paidFen: 46_500_000n, spentFen: 0n, keptFen: 46_500_000n })
  },
)

test('a project that still runs has no final report', async () => {
  const story = await runningProject(t)
  expect(
    await submitFinalReport(at(story.certifier), { projectId: story.projectId, version: 1, ...typed }),
  ).toMatchObject(refused('closing.not-completed'))
  expect(await readClosing(at(story.certifier), story.projectId)).toMatchObject({ may: { write: false } })
})
