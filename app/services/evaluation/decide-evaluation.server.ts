import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { tellReturned } from './letters.server.ts'
import { factFor, holdEvaluation, moveEvaluation } from './store.server.ts'

type Confirm = { evaluationId: string; version: number; fixList: string; fixDueOn: Day | null }

/** The approver confirms, once the supplier was heard; of one that failed also what is to be put right, and until when. */
export const confirmEvaluation = (ctx: Context, input: Confirm) =>
  transact(ctx, async (tx) => {
    const held = await holdEvaluation(tx, ctx, input, 'decide')
    if (!held.ok) return held
    const { evaluation, project } = held
    if (evaluation.commissionedById === ctx.actor.accountId) return refuse('evaluation.four-eyes')
    const { id: evaluationId, round } = evaluation
    const said = await tx.evaluationReply.findUnique({ where: { evaluationId_round: { evaluationId, round } } })
    const replyDueOn = evaluation.replyDueOn === null ? null : dayOfDate(evaluation.replyDueOn)
    if (said === null && replyDueOn !== null && dayOf(ctx.now) <= replyDueOn) return refuse('evaluation.reply-open')
    const hasFailed = evaluation.passes === false
    if (hasFailed && input.fixList === '') return refuse('evaluation.fix-list', { field: 'fixList' })
    if (hasFailed && (input.fixDueOn === null || input.fixDueOn <= dayOf(ctx.now)))
      return refuse('evaluation.fix-day', { field: 'fixDueOn' })
    const confirmed = await moveEvaluation(tx, evaluation, 'confirm', {
      decidedById: ctx.actor.accountId ?? null,
      decidedAt: ctx.now,
      ...(hasFailed && input.fixDueOn !== null ? { fixList: input.fixList, fixDueOn: dateOfDay(input.fixDueOn) } : {}),
    })
    if (!confirmed.ok) return confirmed
    const { kind, number, grade, totalPoints } = evaluation
    await record(tx, ctx, {
      ...factFor(held),
      type: 'evaluation.confirmed',
      data: { kind, number, grade, total: totalPoints },
      isPublic: true,
      index: [{ kind: 'project', id: project.id }],
    })
    await tell(
      tx,
      ctx,
      { organizationId: project.organizationId, roles: ['OWNER', 'EDITOR', 'CERTIFIER'] },
      'evaluationConfirmed',
      {
        projectTitle: project.title,
        gradeKey: `evaluation.grade.${grade ?? ''}`,
        url: `/ngo/evaluations/${evaluation.id}`,
      },
    )
    return ok()
  })

/** It goes back to its evaluators with reasons; they write and sign anew, and the supplier is heard again. */
export const returnEvaluation = (ctx: Context, input: { evaluationId: string; version: number; reason: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdEvaluation(tx, ctx, input, 'decide')
    if (!held.ok) return held
    if (held.evaluation.commissionedById === ctx.actor.accountId) return refuse('evaluation.four-eyes')
    const returned = await moveEvaluation(tx, held.evaluation, 'return', {
      decidedById: ctx.actor.accountId ?? null,
      decidedAt: ctx.now,
      decisionReason: input.reason,
    })
    if (!returned.ok) return returned
    await record(tx, ctx, { ...factFor(held), type: 'evaluation.returned' })
    await tellReturned(tx, ctx, held, input.reason)
    return ok()
  })
