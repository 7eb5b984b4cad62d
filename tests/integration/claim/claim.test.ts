import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import type { ExpenseTyped } from '#app/domain/claim/schema.ts'
import { certifyBatch, giveBackBatch, startBatch, submitBatch } from '#app/services/claim/batch.server.ts'
import { enterExpense, removeExpense } from '#app/services/claim/enter-expense.server.ts'
import { readExpense } from '#app/services/claim/queries/expense.server.ts'
import { readPublicSpending } from '#app/services/claim/queries/public-spending.server.ts'
import { readSpendingPage } from '#app/services/claim/queries/spending.server.ts'
import { answerQuestion, drawSample, reviewExpense } from '#app/services/claim/review-expense.server.ts'
import { readFile } from '#app/services/file/read-file.server.ts'
import { spendingFile } from '#app/http/spending-table.ts'
import { useDatabase } from '#tests/support/database.ts'
import { readCsv } from '#tests/support/read-csv.ts'
import { makePerson, must } from '#tests/support/scenes.ts'
import { linedBidders, type ProjectStory, runningProject } from '#tests/support/scenes-project.ts'
import { certifiedSpending, expense, makeEditor, openBatch, spendDay, voucher } from '#tests/support/scenes-spending.ts'

const t = useDatabase()
const at = (actor: Actor, day = spendDay) => t.contextAt(day, actor)

/** A venture's rules for a project of the scenes: another regime, written past the triggers. */
async function asVenture({ call }: ProjectStory): Promise<void> {
  await t.owner.$executeRaw`ALTER TABLE call DISABLE TRIGGER USER`
  await t.owner.$executeRaw`UPDATE call SET regime = 'VENTURE', method = 'VENTURE_CALL' WHERE id = ${call.id}::uuid`
  await t.owner.$executeRaw`ALTER TABLE call ENABLE TRIGGER USER`
}

describe('entering spending', () => {
  let story: ProjectStory
  let other: ProjectStory
  let editor: Actor
  let batchId: string
  const enter = (over: Partial<ExpenseTyped> = {}, file = voucher(), actor = editor) =>
    enterExpense(at(actor), { ...expense(batchId, over), file })
  beforeAll(async () => {
    story = await runningProject(t, { bidders: linedBidders })
    other = await runningProject(t, { bidders: linedBidders })
    editor = await makeEditor(t, story)
    batchId = await openBatch(t, story, editor)
  })

  test('is for the organization’s own people, one batch at a time', async () => {
    const { projectId } = story
    const period = { projectId, fromOn: toDay('2026-05-01'), toOn: toDay('2026-06-30') }
    expect(await startBatch(at(editor), period)).toMatchObject({ refusal: { code: 'claim.batch-open' } })
    expect(await startBatch(at(story.bureau.officer), period)).toMatchObject({ refusal: { code: 'forbidden' } })
    const stranger = await makePerson(t, '路人')
    expect(await enter({}, voucher(), stranger)).toMatchObject({ refusal: { code: 'not-found' } })
    expect(await enter({}, voucher(), story.certifier)).toMatchObject({ refusal: { code: 'forbidden' } })
  })

  test('counts from the project’s first day to the end of the settlement period, and not before it was spent', async () => {
    const refused = { ok: false, refusal: { field: 'spentOn' } }
    expect(await enter({ spentOn: toDay('2026-04-30') })).toMatchObject({
      ...refused,
      refusal: { code: 'claim.too-early', field: 'spentOn' },
    })
    expect(await enter({ spentOn: toDay('2026-07-11') })).toMatchObject({ refusal: { code: 'claim.not-yet' } })
    expect(await enter({ spentOn: toDay('2027-01-31') })).toMatchObject({ refusal: { code: 'claim.too-late' } })
    must(await enter({ spentOn: toDay('2026-05-01') }))
    // Within the project's days and after this batch's: said now, at its field, not when the batch is handed in.
    const january = { ...expense(batchId, { spentOn: toDay('2027-01-15') }), file: voucher() }
    expect(await enterExpense(at(editor, '2027-01-20T10:00:00+08:00'), january)).toMatchObject({
      refusal: { code: 'claim.outside-batch', field: 'spentOn' },
    })
  })

  test('one invoice is paid once, whoever brings it; a shared one says so, and its parts are no more than the whole', async () => {
    const there = await makeEditor(t, other)
    const theirBatch = await openBatch(t, other, there)
    const bring = (over: Partial<ExpenseTyped>, file = voucher()) =>
      enterExpense(at(there), { ...expense(theirBatch, over), file })
    must(await enter({ invoiceNo: '00112233', invoiceCode: '031' }))
    // The same seller, spelled with other brackets and a space.
    const same = { invoiceNo: '00112233', invoiceCode: '031', payee: '晴川文具店 (个体)' }
    expect(await bring(same)).toMatchObject({ refusal: { code: 'claim.invoice-used', field: 'invoiceNo' } })
    must(await bring({ ...same, payee: '另一家店' }))
    const shared = { invoiceNo: '00445566', invoiceTotal: toFen(300_00n) }
    must(await enter({ ...shared, amount: toFen(100_00n) }))
    expect(await bring({ invoiceNo: '00445566', amount: toFen(50_00n) })).toMatchObject({
      refusal: { code: 'claim.invoice-used' },
    })
    expect(await bring({ ...shared, amount: toFen(200_01n) })).toMatchObject({
      refusal: { code: 'claim.invoice-overdrawn' },
    })
    must(await bring({ ...shared, amount: toFen(200_00n) }))
    // The same file is only a mark: one page may hold two vouchers.
    must(await enter({}, voucher('同一页')))
    expect(must(await bring({}, voucher('同一页')))).toMatchObject({ isSameFile: true })
  })

  test('of two projects that bring one invoice at the same moment, one is refused', async () => {
    const there = await makeEditor(t, other)
    const open = await t.owner.expenseBatch.findFirstOrThrow({ where: { projectId: other.projectId } })
    const outcomes = await Promise.all([
      enter({ invoiceNo: '00998877' }),
      enterExpense(at(there), { ...expense(open.id, { invoiceNo: '00998877' }), file: voucher() }),
    ])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('a line may be spent a little above its budget, which is pointed out, and no further', async () => {
    // 15 % of 465,000 yuan, and up to 110 % of that.
    must(await enter({ lineNo: 3, amount: toFen(69_750_00n) }))
    must(await enter({ lineNo: 3, amount: toFen(6_975_00n) }))
    expect(await enter({ lineNo: 3, amount: toFen(1n) })).toMatchObject({
      refusal: { code: 'claim.above-line', field: 'amount' },
    })
    expect(await enter({ lineNo: undefined })).toMatchObject({ refusal: { code: 'claim.no-line' } })
    const page = await readSpendingPage(at(editor), story.projectId)
    expect(page?.lines[2]).toMatchObject({ budgetFen: '6975000', spentFen: '0', openFen: '7672500' })
  })

  test('the rules of a venture: rates for a person and a day, no management fee, a mark above the share of staff', async () => {
    await asVenture(story)
    const days = (over: Partial<ExpenseTyped>) => enter({ isSenior: false, ...over })
    const expert = { kind: 'EXPERT' as const, persons: 2, personDays: 5 }
    // Two experts, two days each at the full rate, the fifth day at the later one: 4 × 500 + 200.
    expect(await days({ ...expert, isSenior: true, amount: toFen(2_200_01n) })).toMatchObject({
      refusal: { code: 'claim.above-rate', field: 'amount' },
    })
    must(await days({ ...expert, isSenior: true, amount: toFen(2_200_00n) }))
    expect(await days({ ...expert, amount: toFen(1_400_01n) })).toMatchObject({ refusal: { code: 'claim.above-rate' } })
    expect(await days({ kind: 'TRAINING', personDays: 3, amount: toFen(1_050_01n) })).toMatchObject({
      refusal: { code: 'claim.above-rate' },
    })
    must(await days({ kind: 'MEETING', personDays: 3, amount: toFen(1_200_00n) }))
    expect(await days({ kind: 'MANAGEMENT' })).toMatchObject({
      refusal: { code: 'claim.management-fee', field: 'kind' },
    })
    must(await days({ kind: 'STAFF', amount: toFen(139_500_01n) }))
    const page = await readSpendingPage(at(editor), story.projectId)
    expect(page?.excess).toEqual([
      { code: 'STAFF_SHARE', lineNo: null, effect: 'WARN', limitFen: '13950000', spentFen: '13950001' },
    ])
  })
})

describe('a batch', () => {
  let story: ProjectStory
  let editor: Actor
  let batchId: string
  const version = async () => (await t.owner.expenseBatch.findUniqueOrThrow({ where: { id: batchId } })).version
  beforeAll(async () => {
    story = await runningProject(t, { bidders: linedBidders })
    editor = await makeEditor(t, story)
    batchId = await openBatch(t, story, editor)
  })

  test('is submitted by one and certified by another; then nothing of it changes', async () => {
    expect(await submitBatch(at(editor), { batchId, version: 1 })).toMatchObject({
      refusal: { code: 'claim.empty-batch' },
    })
    must(await enterExpense(at(editor), { ...expense(batchId), file: voucher() }))
    must(await enterExpense(at(editor), { ...expense(batchId), file: voucher() }))
    const [first] = await t.owner.expense.findMany({ where: { batchId } })
    const expenseId = first?.id ?? ''
    must(await removeExpense(at(editor), { expenseId }))
    const { id, fileId } = await t.owner.expense.findFirstOrThrow({ where: { batchId } })
    must(await submitBatch(at(editor), { batchId, version: await version() }))
    expect(await removeExpense(at(editor), { expenseId: id })).toMatchObject({ refusal: { code: 'claim.submitted' } })
    await expect(t.app.expense.delete({ where: { id } })).rejects.toThrow(/claim.submitted/)
    // The body does not see it before it is certified, nor its voucher.
    expect((await readSpendingPage(at(story.bureau.officer), story.projectId))?.batches).toEqual([])
    expect(await readFile(at(story.bureau.officer), fileId)).toMatchObject({ refusal: { code: 'not-found' } })
    expect(await readFile(at(editor), fileId)).toMatchObject({ ok: true, isPublic: false })
    must(await giveBackBatch(at(story.certifier), { batchId, version: await version(), reason: '缺少签收表' }))
    must(await submitBatch(at(editor), { batchId, version: await version() }))
    expect(await certifyBatch(at(editor), { batchId, version: await version() })).toMatchObject({
      refusal: { code: 'forbidden' },
    })
    const both = { ...editor, organizations: [...editor.organizations, ...story.certifier.organizations] }
    expect(await certifyBatch(at(both), { batchId, version: await version() })).toMatchObject({
      refusal: { code: 'claim.four-eyes' },
    })
    must(await certifyBatch(at(story.certifier), { batchId, version: await version() }))
    expect(await readFile(at(story.bureau.officer), fileId)).toMatchObject({ ok: true })
    await expect(t.app.expense.update({ where: { id }, data: { amountFen: 1n } })).rejects.toThrow(/claim.submitted/)
    expect(await readPublicSpending(at(editor), (await project(story)).projectNo)).toMatchObject({
      lines: [{ item: '照护人员', spentFen: '10000' }, { spentFen: '0' }, { spentFen: '0' }],
    })
  })
})

const project = (story: ProjectStory) => t.owner.project.findUniqueOrThrow({ where: { id: story.projectId } })

describe('a sample', () => {
  let story: ProjectStory
  beforeAll(async () => {
    story = await runningProject(t, { bidders: linedBidders })
    await certifiedSpending(
      t,
      story,
      Array.from({ length: 12 }, (_, index) => ({ purpose: `物资${index}`, amount: toFen(BigInt(index + 1) * 100n) })),
    )
  })

  test('is drawn from its seed alone: again from the same seed, it is the same', async () => {
    const draw = (seed: string, actor = story.evaluator) =>
      drawSample(at(actor), { projectId: story.projectId, size: 4, seed })
    expect(await draw('x', story.supervisor)).toMatchObject({ refusal: { code: 'forbidden' } })
    must(await draw('2026-131'))
    must(await draw('2026-131', story.bureau.officer))
    must(await draw(''))
    const page = await readSpendingPage(at(story.evaluator), story.projectId)
    const [chance, again, first] = page?.samples ?? []
    expect(first?.items).toEqual(again?.items)
    expect(first).toMatchObject({ size: 4, population: 12 })
    expect(chance?.seed).toMatch(/^[0-9a-f]{32}$/)
    await expect(
      t.app
        .$executeRaw`INSERT INTO expense_sample_item (sample_id, place, expense_id) VALUES (${first?.id}::uuid, 9, ${first?.items[0]?.expenseId}::uuid)`,
    ).rejects.toThrow(/permission denied/)
  })

  test('an item is asked about, explained, and accepted or not recognized; what is not recognized is not spent', async () => {
    const officer = at(story.bureau.officer)
    const [one, two] = await t.owner.expense.findMany({
      where: { projectId: story.projectId },
      orderBy: { amountFen: 'desc' },
    })
    const step = (event: 'accept' | 'question' | 'disallow', id = '', version = 1) =>
      reviewExpense(officer, event, { expenseId: id, version, reason: '请补充签收表' })
    must(await step('question', one?.id))
    expect(await step('question', one?.id)).toMatchObject({ refusal: { code: 'stale' } })
    expect(await readExpense(officer, one?.id ?? '')).toMatchObject({ state: 'QUESTIONED', may: { accept: false } })
    must(await answerQuestion(at(story.certifier), { expenseId: one?.id ?? '', version: 2, reason: '已补充，见附件' }))
    must(await step('accept', one?.id, 3))
    must(await step('disallow', two?.id))
    expect(await step('accept', two?.id, 2)).toMatchObject({ refusal: { code: 'claim.wrong-state' } })
    const page = await readSpendingPage(officer, story.projectId)
    expect(page?.lines[0]).toMatchObject({ spentFen: String(7_800 - 1_100) })
    expect(await readExpense(at(await makePerson(t, '路人')), one?.id ?? '')).toBeNull()
    const letters = await t.owner.message.findMany({ where: { template: { startsWith: 'expense' } } })
    expect(letters.map(({ template }) => template).sort()).toContain('expenseDisallowed')
  })

  test('budget against actual is a file too', async () => {
    const ctx = at(story.bureau.officer)
    const page = await readSpendingPage(ctx, story.projectId)
    if (page === null) throw new Error('no page')
    const rows = readCsv(Buffer.from(await (await spendingFile(page, ctx, 'csv')).arrayBuffer()).toString('utf8'))
    expect(rows).toContainEqual(expect.arrayContaining(['合计', '465000.00', '67.00', '464933.00']))
    expect((await spendingFile(page, ctx, 'xlsx')).headers.get('Content-Type')).toContain('spreadsheetml')
  })
})
