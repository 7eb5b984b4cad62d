import { randomBytes } from 'node:crypto'
import type { ExpenseEvent } from '#app/domain/claim/lifecycle.ts'
import { claimPolicy } from '#app/domain/claim/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { factOf, lockExpense, moveExpense } from './store.server.ts'

/**
 * Draws certified items at random. The seed is kept: a lottery's number that anybody could know beforehand by, or chance. PostgreSQL
 * draws from it, so nobody picks.
 */
export const drawSample = (ctx: Context, input: { projectId: string; size: number; seed: string }) =>
  transact<{ sampleId: string }>(ctx, async (tx) => {
    const project = await lockProject(tx, input.projectId)
    if (project === null || !may(claimPolicy, 'read', ctx.actor, project)) return refuse('not-found')
    if (!may(claimPolicy, 'sample', ctx.actor, project) || ctx.actor.accountId === undefined) return refuse('forbidden')
    const number = 1 + (await tx.expenseSample.count({ where: { projectId: project.id } }))
    const seed = input.seed === '' ? randomBytes(16).toString('hex') : input.seed
    const { id, size, population } = await tx.expenseSample.create({
      data: {
        projectId: project.id,
        number,
        seed,
        size: input.size,
        drawnById: ctx.actor.accountId,
        drawnAt: ctx.now,
      },
    })
    await record(tx, ctx, {
      ...factOf(project, 'expense_sample', id),
      type: 'claim.sample-drawn',
      data: { number, seed, size, population },
    })
    return ok({ sampleId: id })
  })

type Review = { expenseId: string; version: number; reason: string }

/** An item is accepted, asked about, or not recognized: with reasons, which the organization reads. */
export const reviewExpense = (
  ctx: Context,
  event: Exclude<ExpenseEvent, 'answer'>,
  { expenseId, version, reason }: Review,
) =>
  transact<{ projectId: string }>(ctx, async (tx) => {
    const found = await lockExpense(tx, expenseId)
    if (found === null || !may(claimPolicy, 'read', ctx.actor, found.project)) return refuse('not-found')
    const { expense, project } = found
    if (!may(claimPolicy, 'review', ctx.actor, project)) return refuse('forbidden')
    if (expense.version !== version) return stale()
    const moved = await moveExpense(tx, expense, event, {
      reviewedById: ctx.actor.accountId ?? null,
      reviewedAt: ctx.now,
      ...(event === 'question' ? { question: reason, answer: '' } : { reviewReason: reason }),
    })
    if (!moved.ok) return moved
    await note(tx, ctx, found, { question: 'questioned', accept: 'accepted', disallow: 'disallowed' }[event], reason)
    if (event !== 'accept')
      await tell(
        tx,
        ctx,
        { organizationId: project.organizationId, roles: ['OWNER', 'EDITOR', 'CERTIFIER'] },
        event === 'question' ? 'expenseQuestioned' : 'expenseDisallowed',
        {
          projectTitle: project.title,
          payee: expense.payee,
          amountFen: expense.amountFen.toString(),
          reason,
          url: `/ngo/expenses/${expense.id}`,
        },
      )
    return ok({ projectId: project.id })
  })

export const answerQuestion = (ctx: Context, { expenseId, version, reason }: Review) =>
  transact<{ projectId: string }>(ctx, async (tx) => {
    const found = await lockExpense(tx, expenseId)
    if (found === null || !may(claimPolicy, 'read', ctx.actor, found.project)) return refuse('not-found')
    const { expense, project } = found
    if (!may(claimPolicy, 'answer', ctx.actor, project)) return refuse('forbidden')
    if (expense.version !== version) return stale()
    const moved = await moveExpense(tx, expense, 'answer', {
      answer: reason,
      answeredById: ctx.actor.accountId ?? null,
      answeredAt: ctx.now,
    })
    if (!moved.ok) return moved
    await note(tx, ctx, found, 'answered', reason)
    return ok({ projectId: project.id })
  })

type Found = NonNullable<Awaited<ReturnType<typeof lockExpense>>>
const note = (tx: Tx, ctx: Context, { expense, project }: Found, what: string, reason: string): Promise<void> =>
  record(tx, ctx, {
    ...factOf(project, 'expense', expense.id),
    type: `claim.${what}`,
    data: { amountFen: expense.amountFen.toString(), reason },
  })
