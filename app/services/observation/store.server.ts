import { type ObservationEvent, observationLifecycle } from '#app/domain/observation/lifecycle.ts'
import { observationPolicy } from '#app/domain/observation/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Fact } from '#app/services/shared/record.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Observation, Prisma, Project } from '#prisma/generated/client.ts'

export type Held = { observation: Observation; project: Project }

/** An observation with its project, both locked (project first), for somebody who may do this with it. */
export async function holdObservation(
  tx: Tx,
  ctx: Context,
  { observationId, version, projectId }: { observationId: string; version: number; projectId: string },
  action: 'answer' | 'moderate' | 'raise',
): Promise<Outcome<Held>> {
  const project = await lockProject(tx, projectId)
  await tx.$queryRaw`SELECT id FROM observation WHERE id = ${observationId}::uuid FOR UPDATE`
  const observation = await tx.observation.findUnique({ where: { id: observationId } })
  if (project === null || observation?.projectId !== projectId) return refuse('not-found')
  if (!may(observationPolicy, 'read', ctx.actor, project)) return refuse('not-found')
  if (!may(observationPolicy, action, ctx.actor, project)) return refuse('forbidden')
  return observation.version === version ? ok({ observation, project }) : stale()
}

/** The only writer of an observation's state. */
export async function moveObservation(
  tx: Tx,
  row: Pick<Observation, 'id' | 'state' | 'version'>,
  event: ObservationEvent,
  data: Prisma.ObservationUncheckedUpdateManyInput,
): Promise<Outcome> {
  const state = observationLifecycle.next(row.state, event)
  if (state === undefined) return refuse('observation.answered')
  const where = { id: row.id, state: row.state, version: row.version }
  const { count } = await tx.observation.updateMany({ where, data: { ...data, state, version: { increment: 1 } } })
  return count === 1 ? ok() : stale()
}

export const factFor = ({ observation, project }: Held): Omit<Fact, 'type'> => ({
  entity: 'observation',
  entityId: observation.id,
  bodyId: project.bodyId,
  organizationId: project.organizationId,
  projectId: project.id,
})
