import { type EvaluationEvent, evaluationLifecycle } from '#app/domain/evaluation/lifecycle.ts'
import { type EvaluationFacts, evaluationPolicy } from '#app/domain/evaluation/policy.ts'
import { setContent } from '#app/domain/evaluation/indicator-set.ts'
import type { SeatState } from '#app/domain/evaluation/lifecycle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import type { Fact } from '#app/services/shared/record.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Evaluation, EvaluationSeat, EvaluationSet, Prisma, Project } from '#prisma/generated/client.ts'

export type Held = { evaluation: Evaluation; project: Project; seat: EvaluationSeat | null; facts: EvaluationFacts }

/** The body and the supplier of a project, and nothing else of it. */
export const standingOf = ({
  bodyId,
  organizationId,
}: Pick<Project, 'bodyId' | 'organizationId'>): EvaluationFacts => ({
  bodyId,
  organizationId,
})

export const factsOf = (
  project: Pick<Project, 'bodyId' | 'organizationId'>,
  evaluation: Pick<Evaluation, 'state'>,
  seatState: string | undefined,
): EvaluationFacts => ({
  bodyId: project.bodyId,
  organizationId: project.organizationId,
  state: evaluation.state,
  seat: seatState as SeatState | undefined,
})

/** An evaluation with its project, both locked (project first), for somebody who may do this with it now. */
export async function holdEvaluation(
  tx: Tx,
  ctx: Context,
  { evaluationId, version }: { evaluationId: string; version?: number },
  action: Exclude<keyof typeof evaluationPolicy, 'commission' | 'read'>,
): Promise<Outcome<Held>> {
  const found = await tx.evaluation.findUnique({ where: { id: evaluationId }, select: { projectId: true } })
  if (found === null) return refuse('not-found')
  const project = await lockProject(tx, found.projectId)
  await tx.$queryRaw`SELECT id FROM evaluation WHERE id = ${evaluationId}::uuid FOR UPDATE`
  const evaluation = await tx.evaluation.findUnique({ where: { id: evaluationId } })
  if (project === null || evaluation === null) return refuse('not-found')
  const seat = await tx.evaluationSeat.findFirst({
    where: { evaluationId, accountId: ctx.actor.accountId ?? '00000000-0000-0000-0000-000000000000' },
  })
  const facts = factsOf(project, evaluation, seat?.state)
  if (!may(evaluationPolicy, 'read', ctx.actor, facts)) return refuse('not-found')
  if (!may(evaluationPolicy, action, ctx.actor, facts))
    return may(evaluationPolicy, action, ctx.actor, { ...facts, ...openFor(action) })
      ? refuse('evaluation.wrong-state')
      : refuse('forbidden')
  if (version !== undefined && evaluation.version !== version) return stale()
  return ok({ evaluation, project, seat, facts })
}

/** The state in which the action is somebody's: who could do it then has come at the wrong time, and is no stranger. */
const openFor = (action: string): Pick<EvaluationFacts, 'state'> => ({
  state:
    action === 'reportFixed' ? 'CONFIRMED' : action === 'reply' || action === 'decide' ? 'SUBMITTED' : 'COMMISSIONED',
})

/** The only writer of an evaluation's state. */
export async function moveEvaluation(
  tx: Tx,
  row: Pick<Evaluation, 'id' | 'state' | 'version'>,
  event: EvaluationEvent,
  data: Prisma.EvaluationUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = evaluationLifecycle.next(row.state, event)
  if (state === undefined) return refuse('evaluation.wrong-state')
  const where = { id: row.id, state: row.state, version: row.version }
  const { count } = await tx.evaluation.updateMany({ where, data: { ...data, state, version: { increment: 1 } } })
  return count === 1 ? ok() : stale()
}

/** Something of it changed without its state: whoever has an older page is told. */
export async function touchEvaluation(
  tx: Tx,
  row: Pick<Evaluation, 'id' | 'version'>,
  data: Prisma.EvaluationUncheckedUpdateManyInput = {},
): Promise<Outcome<{ version: number }>> {
  const where = { id: row.id, version: row.version }
  const { count } = await tx.evaluation.updateMany({ where, data: { ...data, version: { increment: 1 } } })
  return count === 1 ? ok({ version: row.version + 1 }) : stale()
}

/** The next of the lot, asked in the place of somebody who stepped back or is gone; null when none is left. */
export async function askReserve(tx: Tx, { id }: Pick<Evaluation, 'id'>): Promise<EvaluationSeat | null> {
  const reserve = await tx.evaluationSeat.findFirst({
    where: { evaluationId: id, state: 'RESERVE' },
    orderBy: { position: 'asc' },
  })
  return reserve === null ? null : tx.evaluationSeat.update({ where: { id: reserve.id }, data: { state: 'INVITED' } })
}

/** The content of a set, read with the eyes of a stranger. */
export const setOf = ({ content, ...set }: EvaluationSet) => ({ ...set, content: setContent.parse(content) })

export const readSet = async (db: Db | Tx, setId: string) =>
  setOf(await db.evaluationSet.findUniqueOrThrow({ where: { id: setId } }))

export const factFor = ({ evaluation, project }: Pick<Held, 'evaluation' | 'project'>): Omit<Fact, 'type'> => ({
  entity: 'evaluation',
  entityId: evaluation.id,
  bodyId: project.bodyId,
  organizationId: project.organizationId,
  projectId: project.id,
  data: { kind: evaluation.kind, number: evaluation.number },
})
