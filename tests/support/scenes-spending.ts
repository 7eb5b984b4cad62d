import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import type { ExpenseTyped } from '#app/domain/claim/schema.ts'
import { certifyBatch, startBatch, submitBatch } from '#app/services/claim/batch.server.ts'
import { enterExpense } from '#app/services/claim/enter-expense.server.ts'
import type { TestDatabase } from './database.ts'
import { makeOrganizationMember, must } from './scenes.ts'
import type { ProjectStory } from './scenes-project.ts'

export const spendDay = '2026-07-10T10:00:00+08:00'

let made = 0
/** A voucher; every call makes another one unless its words are given. */
export const voucher = (words = `凭证${(made += 1)}`): File =>
  new File([`%PDF-1.7\n${words}\n%%EOF`], `${words}.pdf`, { type: 'application/pdf' })

export const makeEditor = (t: TestDatabase, story: ProjectStory): Promise<Actor> =>
  makeOrganizationMember(t, story.winner.organization, 'EDITOR', '编写人')

export async function openBatch(t: TestDatabase, story: ProjectStory, editor: Actor, at = spendDay): Promise<string> {
  const { batchId } = must(
    await startBatch(t.contextAt(at, editor), {
      projectId: story.projectId,
      fromOn: toDay('2026-05-01'),
      toOn: toDay('2026-12-31'),
    }),
  )
  return batchId
}

export const expense = (batchId: string, over: Partial<ExpenseTyped> = {}): ExpenseTyped => ({
  batchId,
  lineNo: 1,
  kind: 'MATERIAL',
  spentOn: toDay('2026-06-01'),
  payee: '晴川文具店（个体）',
  purpose: '照护记录本',
  amount: toFen(100_00n),
  invoiceNo: '',
  invoiceCode: '',
  invoiceTotal: undefined,
  persons: undefined,
  personDays: undefined,
  isSenior: false,
  ...over,
})

/** A batch with these items, submitted by the editor and certified by the certifier. */
export async function certifiedSpending(
  t: TestDatabase,
  story: ProjectStory,
  items: readonly Partial<ExpenseTyped>[],
  at = spendDay,
): Promise<string> {
  const editor = await makeEditor(t, story)
  const batchId = await openBatch(t, story, editor, at)
  for (const item of items)
    must(await enterExpense(t.contextAt(at, editor), { ...expense(batchId, item), file: voucher() }))
  const version = async () => (await t.owner.expenseBatch.findUniqueOrThrow({ where: { id: batchId } })).version
  must(await submitBatch(t.contextAt(at, editor), { batchId, version: await version() }))
  must(await certifyBatch(t.contextAt(at, story.certifier), { batchId, version: await version() }))
  return batchId
}
