import { expenseLifecycle, type ExpenseState } from '#app/domain/claim/lifecycle.ts'
import { claimPolicy } from '#app/domain/claim/policy.ts'
import type { ExpenseKind } from '#app/domain/claim/schema.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'

export type ExpensePage = {
  id: string
  projectId: string
  projectTitle: string
  version: number
  kind: ExpenseKind
  item: string
  spentOn: string
  payee: string
  purpose: string
  amountFen: string
  invoiceNo: string
  invoiceCode: string
  invoiceFen: string | null
  persons: number | null
  personDays: number | null
  isSenior: boolean | null
  file: { id: string; name: string; size: number }
  isSameFile: boolean
  state: ExpenseState
  question: string
  answer: string
  reviewReason: string
  reviewedAt: string | null
  batchNumber: number
  /** In how many samples it was drawn. */
  sampleCount: number
  may: Record<'question' | 'accept' | 'disallow' | 'answer', boolean>
}

/** One item for whoever may read it: its organization from the first moment, the body once it is certified. */
export async function readExpense(ctx: Context, id: string): Promise<ExpensePage | null> {
  const row = await ctx.db.expense.findUnique({
    where: { id },
    include: {
      project: { select: { title: true, bodyId: true, organizationId: true, state: true } },
      batch: { select: { number: true, state: true } },
      file: { select: { id: true, name: true, size: true } },
      _count: { select: { samples: true } },
    },
  })
  if (row === null || !may(claimPolicy, 'read', ctx.actor, row.project)) return null
  const isCertified = row.batch.state === 'CERTIFIED'
  if (!isCertified && !may(claimPolicy, 'answer', ctx.actor, row.project)) return null
  const line =
    row.lineNo === null
      ? null
      : await ctx.db.budgetLine.findUnique({
          where: { projectId_position: { projectId: row.projectId, position: row.lineNo } },
          select: { item: true },
        })
  const isOpen = isCertified && row.project.state !== 'CLOSED'
  const mayReview = (event: 'question' | 'accept' | 'disallow') =>
    isOpen &&
    may(claimPolicy, 'review', ctx.actor, row.project) &&
    expenseLifecycle.next(row.state, event) !== undefined
  return {
    id: row.id,
    projectId: row.projectId,
    projectTitle: row.project.title,
    version: row.version,
    kind: row.kind,
    item: line?.item ?? '',
    spentOn: dayOfDate(row.spentOn),
    payee: row.payee,
    purpose: row.purpose,
    amountFen: row.amountFen.toString(),
    invoiceNo: row.invoiceNo,
    invoiceCode: row.invoiceCode,
    invoiceFen: row.invoiceFen?.toString() ?? null,
    persons: row.persons,
    personDays: row.personDays,
    isSenior: row.isSenior,
    file: row.file,
    isSameFile: row.isSameFile,
    state: row.state,
    question: row.question,
    answer: row.answer,
    reviewReason: row.reviewReason,
    reviewedAt: row.reviewedAt?.toISOString() ?? null,
    batchNumber: row.batch.number,
    sampleCount: row._count.samples,
    may: {
      question: mayReview('question'),
      accept: mayReview('accept'),
      disallow: mayReview('disallow'),
      answer: isOpen && row.state === 'QUESTIONED' && may(claimPolicy, 'answer', ctx.actor, row.project),
    },
  }
}
