import { dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { answerDueOn } from '#app/services/shared/answer-term.server.ts'
import { isWhole, readContent } from './read-content.server.ts'
import { factFor, type Held, holdEvaluation, moveEvaluation } from './store.server.ts'

/** An evaluator signs exactly what was read; with the last signature it is handed in. A change afterwards asks for all of them again. */
export const signEvaluation = (ctx: Context, input: { evaluationId: string; version: number; contentSha256: string }) =>
  transact<{ isSubmitted: boolean }>(ctx, async (tx) => {
    const held = await holdEvaluation(tx, ctx, input, 'write')
    if (!held.ok) return held
    const { evaluation, seat } = held
    if (seat === null) return refuse('forbidden')
    const { text, contentSha256, result, missing } = await readContent(tx, evaluation.id)
    if (!isWhole(missing)) return refuse('evaluation.incomplete')
    if (contentSha256 !== input.contentSha256) return refuse('stale')
    await tx.evaluationSeat.update({ where: { id: seat.id }, data: { signedSha256: contentSha256, signedAt: ctx.now } })
    await record(tx, ctx, { ...factFor(held), type: 'evaluation.signed', data: { contentSha256 } })
    const others = await tx.evaluationSeat.count({
      where: {
        evaluationId: evaluation.id,
        OR: [
          { state: 'INVITED' },
          { state: 'STANDS', OR: [{ signedSha256: null }, { NOT: { signedSha256: contentSha256 } }] },
        ],
      },
    })
    if (others > 0) return ok({ isSubmitted: false })
    const { total, grade, passes } = result
    const submitted = await submit(tx, ctx, held, { text, contentSha256, total, grade, passes })
    return submitted.ok ? ok({ isSubmitted: true }) : submitted
  })

type Signed = { text: string; contentSha256: string; total: number; grade: string; passes: boolean }

async function submit(
  tx: Tx,
  ctx: Context,
  held: Held,
  { text, contentSha256, total, grade, passes }: Signed,
): Promise<Outcome> {
  const { evaluation, project } = held
  const due = await answerDueOn(tx, 'evaluationReply', dayOf(ctx.now))
  if (!due.ok) return due
  const moved = await moveEvaluation(tx, evaluation, 'submit', {
    totalPoints: total,
    grade,
    passes,
    contentText: text,
    contentSha256,
    submittedAt: ctx.now,
    replyDueOn: dateOfDay(due.day),
    decidedById: null,
    decidedAt: null,
    decisionReason: '',
  })
  if (!moved.ok) return moved
  await record(tx, ctx, { ...factFor(held), type: 'evaluation.submitted', data: { contentSha256 } })
  const values = { projectTitle: project.title, dueOn: due.day }
  await tell(tx, ctx, { organizationId: project.organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'evaluationToReply', {
    ...values,
    url: `/ngo/evaluations/${evaluation.id}`,
  })
  await tell(tx, ctx, { bodyId: project.bodyId, roles: ['APPROVER'] }, 'evaluationSubmitted', {
    ...values,
    url: `/bureau/evaluations/${evaluation.id}`,
  })
  return ok()
}
