import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { tellInvited } from './letters.server.ts'
import { askReserve, factFor, holdEvaluation, touchEvaluation } from './store.server.ts'

/** An evaluator who left the body or never answered gives way to the next of the lot. Of nobody else: PostgreSQL sees to that. */
export const replaceEvaluator = (ctx: Context, input: { evaluationId: string; version: number; seatId: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdEvaluation(tx, ctx, input, 'replace')
    if (!held.ok) return held
    const { evaluation } = held
    const { count } = await tx.evaluationSeat.updateMany({
      where: { id: input.seatId, evaluationId: evaluation.id },
      data: { state: 'GONE', signedAt: null, signedSha256: null },
    })
    if (count === 0) return refuse('not-found')
    const reserve = await askReserve(tx, evaluation)
    const touched = await touchEvaluation(tx, evaluation)
    if (!touched.ok) return touched
    await record(tx, ctx, { ...factFor(held), type: 'evaluation.evaluator-replaced' })
    if (reserve !== null) await tellInvited(tx, ctx, held, [reserve.accountId])
    return ok()
  })
