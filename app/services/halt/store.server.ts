import { type HaltEvent, haltLifecycle } from '#app/domain/halt/lifecycle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Halt, Prisma, Project } from '#prisma/generated/client.ts'

/** A halt with its project, both locked; null when it is not there. */
export async function lockHalt(tx: Tx, id: string): Promise<{ halt: Halt; project: Project } | null> {
  const found = await tx.halt.findUnique({ where: { id }, select: { projectId: true } })
  if (found === null) return null
  const project = await lockProject(tx, found.projectId)
  const halt = await tx.halt.findUnique({ where: { id } })
  return project === null || halt === null ? null : { halt, project }
}

/** The only writer of a halt's state. */
export async function moveHalt(
  tx: Tx,
  row: Halt,
  event: HaltEvent,
  data: Prisma.HaltUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = haltLifecycle.next(row.state, event)
  if (state === undefined) return refuse('halt.wrong-state')
  const { count } = await tx.halt.updateMany({
    where: { id: row.id, state: row.state, version: row.version },
    data: { ...data, state, version: { increment: 1 } },
  })
  return count === 1 ? ok() : stale()
}

/** What stands now: a suspension of a suspended project, the termination of a terminated one. */
export const standingHalt = (tx: Tx, projectId: string): Promise<Halt | null> =>
  tx.halt.findFirst({ where: { projectId, state: 'STANDING' } })
