import type { ReportContent, ReportTyped } from '#app/domain/inspection/content.ts'
import { contentOf, missingParts } from '#app/domain/inspection/content.ts'
import { annualReportLifecycle } from '#app/domain/inspection/lifecycle.ts'
import { inspectionPolicy } from '#app/domain/inspection/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { keepPaper } from '#app/services/rating/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'

type Of = { reportId: string; version: number }

async function holdOwn(tx: Tx, ctx: Context, reportId: string, action: 'write' | 'submit') {
  const report = await tx.annualReport.findUnique({
    where: { id: reportId },
    include: { organization: { select: { name: true } } },
  })
  const { accountId } = ctx.actor
  if (report === null || accountId === undefined) return refuse('not-found')
  const { organizationId, state } = report
  if (!may(inspectionPolicy, 'readOwn', ctx.actor, { organizationId })) return refuse('not-found')
  if (!may(inspectionPolicy, action, ctx.actor, { organizationId })) return refuse('inspection.not-certifier')
  const next = annualReportLifecycle.next(state, 'submit')
  if (next === undefined) return refuse('inspection.handed-in')
  return ok({ report, accountId, next })
}

/** Keeps a draft of the report: anybody of the organization writes. */
export const saveReport = (
  ctx: Context,
  { reportId, version, file, ...typed }: Of & ReportTyped & { file?: File | undefined },
) =>
  transact(ctx, async (tx) => {
    const held = await holdOwn(tx, ctx, reportId, 'write')
    if (!held.ok) return held
    const { organizationId, bodyId } = held.report
    const kept = await keepPaper(tx, ctx, file, { organizationId })
    if (!kept.ok) return kept
    const { count } = await tx.annualReport.updateMany({
      where: { id: reportId, version },
      data: {
        content: contentOf(typed),
        ...(kept.fileId === null ? {} : { fileId: kept.fileId }),
        version: { increment: 1 },
      },
    })
    if (count === 0) return stale()
    await record(tx, ctx, {
      type: 'inspection.saved',
      entity: 'annual-report',
      entityId: reportId,
      bodyId,
      organizationId,
    })
    return ok()
  })

/** Handed in by whoever answers for the organization, who says that it is true and whole. */
export const submitReport = (ctx: Context, { reportId, version, certified }: Of & { certified: boolean }) =>
  transact(ctx, async (tx) => {
    const held = await holdOwn(tx, ctx, reportId, 'submit')
    if (!held.ok) return held
    const { report, accountId, next } = held
    const { organizationId, bodyId, year } = report
    if (!certified) return refuse('inspection.not-certified', { field: 'certified' })
    if (missingParts(report.content as ReportContent).length > 0) return refuse('inspection.incomplete')
    const { count } = await tx.annualReport.updateMany({
      where: { id: reportId, version },
      data: {
        state: next,
        submittedById: accountId,
        submittedAt: ctx.now,
        firstSubmittedAt: report.firstSubmittedAt ?? ctx.now,
        version: { increment: 1 },
      },
    })
    if (count === 0) return stale()
    await record(tx, ctx, {
      type: 'inspection.submitted',
      entity: 'annual-report',
      entityId: reportId,
      bodyId,
      organizationId,
      data: { year },
    })
    await tell(tx, ctx, { bodyId, roles: ['OFFICER'] }, 'annualReportSubmitted', {
      organizationName: report.organization.name,
      yearText: String(year),
      url: `/bureau/inspection/${reportId}`,
    })
    return ok()
  })
