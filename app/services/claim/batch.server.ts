import type { BatchEvent } from '#app/domain/claim/lifecycle.ts'
import { claimPolicy } from '#app/domain/claim/policy.ts'
import type { Day } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { ExpenseBatch, Project } from '#prisma/generated/client.ts'
import { factOf, lockBatch, moveBatch } from './store.server.ts'

/** Begins the spending of a period: one batch at a time, so that nothing is left behind unsubmitted. */
export const startBatch = (ctx: Context, input: { projectId: string; fromOn: Day; toOn: Day }) =>
  transact<{ batchId: string }>(ctx, async (tx) => {
    const project = await lockProject(tx, input.projectId)
    if (project === null || !may(claimPolicy, 'read', ctx.actor, project)) return refuse('not-found')
    if (!may(claimPolicy, 'enter', ctx.actor, project)) return refuse('forbidden')
    const [open, number] = [
      await tx.expenseBatch.findFirst({ where: { projectId: project.id, state: { not: 'CERTIFIED' } } }),
      await tx.expenseBatch.count({ where: { projectId: project.id } }),
    ]
    if (open !== null) return refuse('claim.batch-open')
    const { id } = await tx.expenseBatch.create({
      data: {
        projectId: project.id,
        number: number + 1,
        fromOn: dateOfDay(input.fromOn),
        toOn: dateOfDay(input.toOn),
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      ...factOf(project, 'expense_batch', id),
      type: 'claim.batch-started',
      data: { number: number + 1, fromOn: input.fromOn, toOn: input.toOn },
    })
    return ok({ batchId: id })
  })

type Step = { batchId: string; version: number }
type Found = { batch: ExpenseBatch; project: Project }

async function lockedFor(tx: Tx, ctx: Context, step: 'submit' | 'certify', input: Step): Promise<Outcome<Found>> {
  const found = await lockBatch(tx, input.batchId)
  if (found === null || !may(claimPolicy, 'read', ctx.actor, found.project)) return refuse('not-found')
  if (!may(claimPolicy, step, ctx.actor, found.project)) return refuse('forbidden')
  return found.batch.version === input.version ? ok(found) : stale()
}

async function done(
  tx: Tx,
  ctx: Context,
  { batch, project }: Found,
  event: BatchEvent,
  data: Parameters<typeof moveBatch>[3],
  reason = '',
): Promise<Outcome> {
  const moved = await moveBatch(tx, batch, event, data)
  if (!moved.ok) return moved
  await record(tx, ctx, {
    ...factOf(project, 'expense_batch', batch.id),
    type: `claim.batch-${event === 'giveBack' ? 'given-back' : event === 'submit' ? 'submitted' : 'certified'}`,
    data: { number: batch.number, reason },
  })
  return ok()
}

export const submitBatch = (ctx: Context, input: Step) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'submit', input)
    if (!found.ok) return found
    return done(tx, ctx, found, 'submit', {
      submittedById: ctx.actor.accountId ?? null,
      submittedAt: ctx.now,
      returnReason: '',
    })
  })

/** Another person vouches for it; from then on it is read by the body. */
export const certifyBatch = (ctx: Context, input: Step) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'certify', input)
    if (!found.ok) return found
    if (found.batch.submittedById === ctx.actor.accountId) return refuse('claim.four-eyes')
    return done(tx, ctx, found, 'certify', { certifiedById: ctx.actor.accountId ?? null, certifiedAt: ctx.now })
  })

export const giveBackBatch = (ctx: Context, input: Step & { reason: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'certify', input)
    if (!found.ok) return found
    return done(tx, ctx, found, 'giveBack', { returnReason: input.reason }, input.reason)
  })
