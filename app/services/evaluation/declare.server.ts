import type { TieKind } from '#app/domain/evaluation/schema.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { tellInvited } from './letters.server.ts'
import { askReserve, factFor, type Held, holdEvaluation, touchEvaluation } from './store.server.ts'

type Declaration = { evaluationId: string; tie: TieKind; note: string }

/**
 * Before the project's file is shown an evaluator says whether there is a tie. With one the evaluator steps back, also later when it is
 * remembered, and the next reserve of the lot is asked; whoever stepped back does not return.
 */
export const declareTies = (ctx: Context, input: Declaration) =>
  transact<{ stands: boolean }>(ctx, async (tx) => {
    const held = await holdEvaluation(tx, ctx, input, input.tie === 'NONE' ? 'declare' : 'stepBack')
    if (!held.ok) return held
    return input.tie === 'NONE' ? stand(tx, ctx, held) : stepBack(tx, ctx, held, input)
  })

async function stand(tx: Tx, ctx: Context, held: Held): Promise<Outcome<{ stands: boolean }>> {
  if (held.seat === null) return refuse('forbidden')
  await tx.evaluationSeat.update({
    where: { id: held.seat.id },
    data: { state: 'STANDS', tie: 'NONE', declaredAt: ctx.now },
  })
  await record(tx, ctx, { ...factFor(held), type: 'evaluation.declared' })
  return ok({ stands: true })
}

async function stepBack(
  tx: Tx,
  ctx: Context,
  held: Held,
  { tie, note }: Declaration,
): Promise<Outcome<{ stands: boolean }>> {
  const { evaluation, project, seat } = held
  if (seat === null) return refuse('forbidden')
  await tx.evaluationSeat.update({
    where: { id: seat.id },
    data: { state: 'STEPPED_BACK', tie, tieNote: note, declaredAt: ctx.now, signedAt: null, signedSha256: null },
  })
  const reserve = await askReserve(tx, evaluation)
  const touched = await touchEvaluation(tx, evaluation)
  if (!touched.ok) return touched
  await record(tx, ctx, { ...factFor(held), type: 'evaluation.stepped-back', data: { tie } })
  if (reserve === null)
    await tell(tx, ctx, { bodyId: project.bodyId, roles: ['OFFICER'] }, 'evaluatorSteppedBack', {
      projectTitle: project.title,
      url: `/bureau/evaluations/${evaluation.id}`,
    })
  else await tellInvited(tx, ctx, held, [reserve.accountId])
  return ok({ stands: false })
}
