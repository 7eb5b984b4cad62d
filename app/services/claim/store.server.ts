import {
  type BatchEvent,
  expenseBatchLifecycle,
  type ExpenseEvent,
  expenseLifecycle,
} from '#app/domain/claim/lifecycle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Fact } from '#app/services/shared/record.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Expense, ExpenseBatch, Prisma, Project } from '#prisma/generated/client.ts'

/** A batch with its project, both locked; null when it is not there. */
export async function lockBatch(tx: Tx, id: string): Promise<{ batch: ExpenseBatch; project: Project } | null> {
  const found = await tx.expenseBatch.findUnique({ where: { id }, select: { projectId: true } })
  if (found === null) return null
  const project = await lockProject(tx, found.projectId)
  const batch = await tx.expenseBatch.findUnique({ where: { id } })
  return project === null || batch === null ? null : { batch, project }
}

export async function lockExpense(
  tx: Tx,
  id: string,
): Promise<{ expense: Expense; batch: ExpenseBatch; project: Project } | null> {
  const found = await tx.expense.findUnique({ where: { id }, select: { projectId: true } })
  if (found === null) return null
  const project = await lockProject(tx, found.projectId)
  const row = await tx.expense.findUnique({ where: { id }, include: { batch: true } })
  if (project === null || row === null) return null
  const { batch, ...expense } = row
  return { expense, batch, project }
}

/** The only writer of a batch's state. */
export async function moveBatch(
  tx: Tx,
  row: ExpenseBatch,
  event: BatchEvent,
  data: Prisma.ExpenseBatchUncheckedUpdateManyInput,
): Promise<Outcome> {
  const state = expenseBatchLifecycle.next(row.state, event)
  if (state === undefined) return refuse('claim.wrong-state')
  const where = { id: row.id, state: row.state, version: row.version }
  const { count } = await tx.expenseBatch.updateMany({ where, data: { ...data, state, version: { increment: 1 } } })
  return count === 1 ? ok() : stale()
}

/** The only writer of an item's state. */
export async function moveExpense(
  tx: Tx,
  row: Expense,
  event: ExpenseEvent,
  data: Prisma.ExpenseUncheckedUpdateManyInput,
): Promise<Outcome> {
  const state = expenseLifecycle.next(row.state, event)
  if (state === undefined) return refuse('claim.wrong-state')
  const where = { id: row.id, state: row.state, version: row.version }
  const { count } = await tx.expense.updateMany({ where, data: { ...data, state, version: { increment: 1 } } })
  return count === 1 ? ok() : stale()
}

export const factOf = (project: Project, entity: 'expense' | 'expense_batch' | 'expense_sample', id: string) =>
  ({
    entity,
    entityId: id,
    bodyId: project.bodyId,
    organizationId: project.organizationId,
    projectId: project.id,
  }) satisfies Omit<Fact, 'type'>
