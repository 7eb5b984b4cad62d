import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { factFor, holdEvaluation, touchEvaluation } from './store.server.ts'

/** The supplier says what it thinks of it, once and in time (the database decides); then it may be confirmed at once. */
export const replyToEvaluation = (ctx: Context, input: { evaluationId: string; version: number; text: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdEvaluation(tx, ctx, input, 'reply')
    if (!held.ok) return held
    const { evaluation } = held
    const { id: evaluationId, round } = evaluation
    const said = await tx.evaluationReply.findUnique({ where: { evaluationId_round: { evaluationId, round } } })
    if (said !== null) return refuse('evaluation.replied')
    const { accountId } = ctx.actor
    if (accountId === undefined) return refuse('forbidden')
    await tx.evaluationReply.create({
      data: { evaluationId, round, text: input.text, repliedById: accountId, repliedAt: ctx.now },
    })
    await record(tx, ctx, { ...factFor(held), type: 'evaluation.replied' })
    const touched = await touchEvaluation(tx, evaluation)
    return touched.ok ? ok() : touched
  })

/** The supplier says that what was asked for is put right: a new evaluation may be commissioned. */
export const reportFixed = (ctx: Context, input: { evaluationId: string; version: number; note: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdEvaluation(tx, ctx, input, 'reportFixed')
    if (!held.ok) return held
    const { evaluation, project } = held
    if (evaluation.passes !== false) return refuse('evaluation.nothing-to-fix')
    if (evaluation.fixedAt !== null) return refuse('evaluation.fixed-already')
    const touched = await touchEvaluation(tx, evaluation, {
      fixedNote: input.note,
      fixedById: ctx.actor.accountId ?? null,
      fixedAt: ctx.now,
    })
    if (!touched.ok) return touched
    await record(tx, ctx, { ...factFor(held), type: 'evaluation.fixed' })
    await tell(tx, ctx, { bodyId: project.bodyId, roles: ['OFFICER'] }, 'evaluationFixed', {
      projectTitle: project.title,
      url: `/bureau/evaluations/${evaluation.id}`,
    })
    return ok()
  })
