import { rolesOf, type Standing } from '#app/domain/shared/actor.ts'
import type { Context } from '#app/services/shared/context.server.ts'

/**
 * An evaluator who is asked to evaluate a project reads its file once a declaration is made, and not at all after stepping back. Whoever
 * has another part in the body reads it as that. Nothing is asked of the database for anybody but evaluators.
 */
export async function mustDeclareFirst(
  { actor, db }: Pick<Context, 'actor' | 'db'>,
  project: Standing & { id: string },
): Promise<boolean> {
  const parts = rolesOf(actor, project).filter((role) => role !== 'resident' && role !== 'expert')
  if (parts.length !== 1 || parts[0] !== 'evaluator' || actor.accountId === undefined) return false
  const seats = await db.evaluationSeat.findMany({
    where: { accountId: actor.accountId, evaluation: { projectId: project.id, NOT: { state: 'CANCELLED' } } },
    select: { state: true },
  })
  return seats.some(({ state }) => state !== 'RESERVE' && state !== 'STANDS')
}

/** The evaluation of this project that waits for the reader's declaration; null where none does. */
export async function declarationAwaited({ actor, db }: Context, projectId: string): Promise<string | null> {
  if (!actor.bodies.some(({ role }) => role === 'EVALUATOR') || actor.accountId === undefined) return null
  const seat = await db.evaluationSeat.findFirst({
    where: {
      accountId: actor.accountId,
      state: 'INVITED',
      evaluation: { projectId, state: { in: ['COMMISSIONED', 'RETURNED'] } },
    },
    select: { evaluationId: true },
  })
  return seat?.evaluationId ?? null
}
