import { type QuarterlyEvent, quarterlyLifecycle } from '#app/domain/quarterly/lifecycle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Prisma, Project, QuarterlyReport } from '#prisma/generated/client.ts'

/** A quarterly report with its project, both locked; null when it is not there. */
export async function lockQuarterly(
  tx: Tx,
  id: string,
): Promise<{ quarterly: QuarterlyReport; project: Project } | null> {
  const found = await tx.quarterlyReport.findUnique({ where: { id }, select: { projectId: true } })
  if (found === null) return null
  const project = await lockProject(tx, found.projectId)
  const quarterly = await tx.quarterlyReport.findUnique({ where: { id } })
  return project === null || quarterly === null ? null : { quarterly, project }
}

/** The only writer of a quarterly report's state. */
export async function moveQuarterly(
  tx: Tx,
  row: Pick<QuarterlyReport, 'id' | 'state' | 'version'>,
  event: QuarterlyEvent,
  data: Prisma.QuarterlyReportUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = quarterlyLifecycle.next(row.state, event)
  if (state === undefined) return refuse('quarterly.wrong-state')
  const { count } = await tx.quarterlyReport.updateMany({
    where: { id: row.id, state: row.state, version: row.version },
    data: { ...data, state, version: { increment: 1 } },
  })
  return count === 1 ? ok() : stale()
}
