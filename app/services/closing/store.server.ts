import {
  type FinalReportEvent,
  finalReportLifecycle,
  type FindingEvent,
  findingLifecycle,
} from '#app/domain/closing/lifecycle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { storeFile, type readUpload } from '#app/services/file/store.server.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Fact } from '#app/services/shared/record.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { AuditFinding, FinalReport, Prisma, Project } from '#prisma/generated/client.ts'

/** The only writer of a final report's state. */
export async function moveFinalReport(
  tx: Tx,
  row: FinalReport,
  event: FinalReportEvent,
  data: Prisma.FinalReportUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = finalReportLifecycle.next(row.state, event)
  if (state === undefined) return refuse('closing.wrong-state')
  const where = { id: row.id, state: row.state, version: row.version }
  const { count } = await tx.finalReport.updateMany({ where, data: { ...data, state, version: { increment: 1 } } })
  return count === 1 ? ok() : stale()
}

/** The only writer of a finding's state. */
export async function moveFinding(
  tx: Tx,
  row: AuditFinding,
  event: FindingEvent,
  data: Prisma.AuditFindingUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = findingLifecycle.next(row.state, event)
  if (state === undefined) return refuse('closing.wrong-state')
  const where = { id: row.id, state: row.state, version: row.version }
  const { count } = await tx.auditFinding.updateMany({ where, data: { ...data, state, version: { increment: 1 } } })
  return count === 1 ? ok() : stale()
}

/** A finding with its project, which is locked; null when it is not there. */
export async function lockFinding(tx: Tx, id: string): Promise<{ finding: AuditFinding; project: Project } | null> {
  const found = await tx.auditFinding.findUnique({ where: { id }, select: { audit: { select: { projectId: true } } } })
  if (found === null) return null
  const project = await lockProject(tx, found.audit.projectId)
  const finding = await tx.auditFinding.findUnique({ where: { id } })
  return project === null || finding === null ? null : { finding, project }
}

type Upload = Extract<Awaited<ReturnType<typeof readUpload>>, { ok: true }>

/** A file of the account: a report's document, an audit's report, the evidence of an answer. */
export async function keepFile(tx: Tx, ctx: Context, { bytes, name, mediaType }: Upload, project: Project) {
  const { organizationId, bodyId } = project
  return storeFile(tx, ctx, { bytes, name, mediaType, purpose: 'CLOSING_DOCUMENT', organizationId, bodyId })
}

export const factOf = (
  { id, bodyId, organizationId }: Project,
  entity: 'final_report' | 'audit' | 'audit_finding',
  entityId: string,
): Omit<Fact, 'type'> => ({ entity, entityId, bodyId, organizationId, projectId: id })
