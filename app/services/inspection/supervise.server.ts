import type { SupervisionTyped } from '#app/domain/inspection/content.ts'
import { inspectionPolicy } from '#app/domain/inspection/policy.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { keepPaper } from '#app/services/rating/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

/** A visit, a check, a talk, a notice, a case and its end: kept as it was, and told to the organization. */
export const superviseOrganization = (ctx: Context, { file, happenedOn, caseId, ...typed }: SupervisionTyped) =>
  transact<{ recordId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const { bodyId, organizationId, kind } = typed
    if (accountId === undefined || !may(inspectionPolicy, 'readBoard', ctx.actor, { bodyId }))
      return refuse('not-found')
    if (!may(inspectionPolicy, 'supervise', ctx.actor, { bodyId })) return refuse('forbidden')
    if (happenedOn > dayOf(ctx.now)) return refuse('inspection.day-ahead', { field: 'happenedOn' })
    const kept = await keepPaper(tx, ctx, file, { bodyId })
    if (!kept.ok) return kept
    const { id } = await tx.supervisionRecord.create({
      data: {
        ...typed,
        happenedOn: dateOfDay(happenedOn),
        caseId: caseId === undefined || caseId === '' ? null : caseId,
        fileId: kept.fileId,
        recordedById: accountId,
        recordedAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'inspection.supervised',
      entity: 'supervision-record',
      entityId: id,
      bodyId,
      organizationId,
      data: { kind },
    })
    const body = await tx.body.findUniqueOrThrow({ where: { id: bodyId }, select: { nameZh: true } })
    await tell(tx, ctx, { organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'supervised', {
      bodyName: body.nameZh,
      kindKey: `inspection.kind.${kind}`,
      url: `/ngo/organizations/${organizationId}/annual-reports`,
    })
    return ok({ recordId: id })
  })
