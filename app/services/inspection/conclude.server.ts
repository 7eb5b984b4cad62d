import type { InspectionConclusion } from '#app/domain/credit/schema.ts'
import { type AnnualReportEvent, annualReportLifecycle } from '#app/domain/inspection/lifecycle.ts'
import { inspectionPolicy } from '#app/domain/inspection/policy.ts'
import { addDays, dayOf, toDay } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { keepFact, lockOrganization, lawOf } from '#app/services/credit/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'

type Of = { reportId: string; version: number }

async function hold(
  tx: Tx,
  ctx: Context,
  reportId: string,
  action: 'review' | 'conclude',
  event: AnnualReportEvent,
  conclusion?: string,
) {
  const report = await tx.annualReport.findUnique({ where: { id: reportId } })
  const { accountId } = ctx.actor
  if (report === null || accountId === undefined) return refuse('not-found')
  const { bodyId, reviewedById, state } = report
  if (!may(inspectionPolicy, 'readBoard', ctx.actor, { bodyId })) return refuse('not-found')
  const next = annualReportLifecycle.next(state, event)
  if (next === undefined) return refuse('inspection.step-past')
  if (!may(inspectionPolicy, action, ctx.actor, { bodyId, reviewedById, conclusion }))
    return refuse(may(inspectionPolicy, action, ctx.actor, { bodyId }) ? 'inspection.two-people' : 'forbidden')
  return ok({ report, accountId, next })
}

const ownersOf = (organizationId: string) => ({ organizationId, roles: ['OWNER', 'EDITOR', 'CERTIFIER'] }) as const

/** Given back, with what is to be mended. */
export const returnReport = (ctx: Context, { reportId, version, reason }: Of & { reason: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, reportId, 'review', 'return')
    if (!held.ok) return held
    const { organizationId, bodyId, year } = held.report
    const { count } = await tx.annualReport.updateMany({
      where: { id: reportId, version },
      data: { state: held.next, returnedReason: reason, version: { increment: 1 } },
    })
    if (count === 0) return stale()
    await record(tx, ctx, {
      type: 'inspection.returned',
      entity: 'annual-report',
      entityId: reportId,
      bodyId,
      organizationId,
    })
    await tell(tx, ctx, ownersOf(organizationId), 'annualReportReturned', {
      yearText: String(year),
      reason,
      url: `/ngo/annual-reports/${reportId}`,
    })
    return ok()
  })

/** Looked through: what the reviewer found, and what they would conclude. */
export const reviewReport = (
  ctx: Context,
  { reportId, version, conclusion, note }: Of & { conclusion: InspectionConclusion; note: string },
) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, reportId, 'review', 'review')
    if (!held.ok) return held
    const { organizationId, bodyId } = held.report
    const { count } = await tx.annualReport.updateMany({
      where: { id: reportId, version },
      data: {
        state: held.next,
        reviewedById: held.accountId,
        reviewedAt: ctx.now,
        reviewNote: note,
        proposedConclusion: conclusion,
        version: { increment: 1 },
      },
    })
    if (count === 0) return stale()
    await record(tx, ctx, {
      type: 'inspection.reviewed',
      entity: 'annual-report',
      entityId: reportId,
      bodyId,
      organizationId,
    })
    return ok()
  })

type Concluded = Of & { conclusion: InspectionConclusion; reason: string; documentNo: string }

/**
 * Concluded and public. A failing one is of another person than the reviewer. On the credit timeline it stands as a proposal until another
 * person of the registry confirms it there.
 */
export const concludeReport = (ctx: Context, { reportId, version, conclusion, reason, documentNo }: Concluded) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, reportId, 'conclude', 'conclude', conclusion)
    if (!held.ok) return held
    const { report, accountId, next } = held
    const { organizationId, bodyId, year } = report
    await lockOrganization(tx, organizationId)
    const eventId = await keepFact(tx, ctx, {
      organizationId,
      bodyId,
      kind: 'ANNUAL_INSPECTION',
      happenedOn: dayOf(ctx.now),
      legalBasis: await ruleSource(tx, organizationId, year),
      documentNo,
      summary: reason,
      year,
      conclusion,
      recordedById: accountId,
    })
    const { count } = await tx.annualReport.updateMany({
      where: { id: reportId, version },
      data: {
        state: next,
        concludedById: accountId,
        concludedAt: ctx.now,
        conclusion,
        conclusionReason: reason,
        documentNo,
        conclusionEventId: eventId,
        version: { increment: 1 },
      },
    })
    if (count === 0) return stale()
    await record(tx, ctx, {
      type: 'inspection.concluded',
      entity: 'annual-report',
      entityId: reportId,
      bodyId,
      organizationId,
      data: { year, conclusion },
      isPublic: true,
    })
    await tell(tx, ctx, ownersOf(organizationId), 'annualReportConcluded', {
      yearText: String(year),
      conclusionKey: `credit.conclusion.${conclusion}`,
      reason,
      documentNo,
      url: `/ngo/annual-reports/${reportId}`,
    })
    return ok()
  })

/** A report that is past its term and did not come: proposed as a credit event. Nothing follows before another person confirms it. */
export const proposeLate = (
  ctx: Context,
  { reportId, summary, documentNo }: { reportId: string; summary: string; documentNo: string },
) =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const report = await tx.annualReport.findUnique({ where: { id: reportId } })
    if (report === null || accountId === undefined) return refuse('not-found')
    const { organizationId, bodyId, year, firstSubmittedAt, lateEventId } = report
    if (!may(inspectionPolicy, 'readBoard', ctx.actor, { bodyId })) return refuse('not-found')
    if (!may(inspectionPolicy, 'propose', ctx.actor, { bodyId })) return refuse('forbidden')
    const dueOn = toDay(dayOfDate(report.dueOn))
    const until = firstSubmittedAt === null ? dayOf(ctx.now) : dayOf(firstSubmittedAt)
    if (until <= dueOn) return refuse('inspection.not-late')
    await lockOrganization(tx, organizationId)
    const open = lateEventId === null ? null : await tx.creditEvent.findUnique({ where: { id: lateEventId } })
    if (open !== null && open.withdrawnAt === null) return refuse('inspection.proposed')
    const eventId = await keepFact(tx, ctx, {
      organizationId,
      bodyId,
      kind: 'ANNUAL_REPORT_LATE',
      happenedOn: addDays(dueOn, 1),
      legalBasis: await ruleSource(tx, organizationId, year),
      documentNo,
      summary,
      needsRectification: firstSubmittedAt === null,
      recordedById: accountId,
    })
    await tx.annualReport.update({ where: { id: reportId }, data: { lateEventId: eventId } })
    await record(tx, ctx, {
      type: 'inspection.late-proposed',
      entity: 'annual-report',
      entityId: reportId,
      bodyId,
      organizationId,
      data: { year },
    })
    return ok({ eventId })
  })

async function ruleSource(tx: Tx, organizationId: string, year: number): Promise<string> {
  const [rule] = await tx.$queryRaw<{ source: string }[]>`
    SELECT r.source_zh AS source FROM annual_report_rule r JOIN organization o ON o.kind = r.kind AND o.id = ${organizationId}::uuid
    WHERE r.valid_from <= make_date(${year}::int, 12, 31) ORDER BY r.valid_from DESC LIMIT 1`
  return lawOf(rule?.source ?? '')
}
