import { claimPolicy } from '#app/domain/claim/policy.ts'
import { type ExpenseTyped, expenseWants, kindsByDay } from '#app/domain/claim/schema.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readUpload, storeFile } from '#app/services/file/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { factOf, lockBatch, lockExpense } from './store.server.ts'

/** More in one batch than a page shows and a certifier reads. */
const itemsMax = 200

/**
 * One item with its voucher. Days, rates, shares of the budget and invoices used before are judged by the database, over everything
 * there is: a refusal names the field that it is about.
 */
export async function enterExpense(
  ctx: Context,
  { file, ...input }: ExpenseTyped & { file: File },
): Promise<Outcome<{ isSameFile: boolean }>> {
  const upload = await readUpload(file)
  if (!upload.ok) return upload
  const outcome = await transact<{ isSameFile: boolean }>(ctx, async (tx) => {
    const found = await lockBatch(tx, input.batchId)
    if (found === null || !may(claimPolicy, 'read', ctx.actor, found.project)) return refuse('not-found')
    const { batch, project } = found
    if (!may(claimPolicy, 'enter', ctx.actor, project) || ctx.actor.accountId === undefined) return refuse('forbidden')
    const spentOn = dateOfDay(input.spentOn)
    if ((await tx.expense.count({ where: { batchId: batch.id } })) >= itemsMax)
      return refuse('claim.too-many', { data: { max: itemsMax } })
    const line = await tx.budgetLine.findFirst({
      where: { projectId: project.id, position: input.lineNo ?? 0 },
      select: { kind: true },
    })
    const kind = line?.kind ?? input.kind
    const wants = expenseWants(kind, input)
    if (kind === undefined || Object.keys(wants).length > 0) return refuse('invalid', { fields: wants })
    const { bytes, name, mediaType } = upload
    const stored = await storeFile(tx, ctx, {
      bytes,
      name,
      mediaType,
      purpose: 'VOUCHER',
      organizationId: project.organizationId,
    })
    const isExpert = kind === 'EXPERT'
    const hasDays = kindsByDay.includes(kind)
    const { id, isSameFile } = await tx.expense.create({
      data: {
        projectId: project.id,
        batchId: batch.id,
        lineNo: input.lineNo ?? null,
        kind,
        spentOn,
        payee: input.payee,
        purpose: input.purpose,
        amountFen: input.amount,
        personDays: hasDays ? (input.personDays ?? null) : null,
        persons: isExpert ? (input.persons ?? null) : null,
        isSenior: isExpert ? input.isSenior : null,
        invoiceNo: input.invoiceNo,
        invoiceCode: input.invoiceCode,
        invoiceFen: input.invoiceTotal ?? null,
        fileId: stored.id,
        enteredById: ctx.actor.accountId,
        enteredAt: ctx.now,
      },
      select: { id: true, isSameFile: true },
    })
    // Said at once and at its field, not when the whole batch is handed in; days that no batch takes are the database's to name.
    if (spentOn < batch.fromOn || spentOn > batch.toOn) return refuse('claim.outside-batch')
    await record(tx, ctx, {
      ...factOf(project, 'expense', id),
      type: 'claim.entered',
      data: { amountFen: input.amount.toString(), kind, sha256: stored.sha256 },
    })
    return ok({ isSameFile })
  })
  if (outcome.ok) return outcome
  const field = fieldOf[outcome.refusal.code]
  return field === undefined ? outcome : refuse(outcome.refusal.code, { field })
}

/** Where the form says what the database refused. */
const fieldOf: Partial<Record<string, string>> = {
  'claim.outside-batch': 'spentOn',
  'claim.too-early': 'spentOn',
  'claim.too-late': 'spentOn',
  'claim.not-yet': 'spentOn',
  'claim.no-line': 'lineNo',
  'claim.above-line': 'amount',
  'claim.above-rate': 'amount',
  'claim.above-share': 'amount',
  'claim.management-fee': 'kind',
  'claim.other-kind': 'lineNo',
  'claim.invoice-used': 'invoiceNo',
  'claim.invoice-overdrawn': 'amount',
}

/** Takes an item out again, while its batch is being written. */
export const removeExpense = (ctx: Context, { expenseId }: { expenseId: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockExpense(tx, expenseId)
    if (found === null || !may(claimPolicy, 'read', ctx.actor, found.project)) return refuse('not-found')
    const { expense, batch, project } = found
    if (!may(claimPolicy, 'enter', ctx.actor, project)) return refuse('forbidden')
    if (batch.state !== 'DRAFT') return refuse('claim.submitted')
    await tx.expense.delete({ where: { id: expense.id } })
    await record(tx, ctx, {
      ...factOf(project, 'expense', expense.id),
      type: 'claim.removed',
      data: { amountFen: expense.amountFen.toString(), payee: expense.payee },
    })
    return ok()
  })
