import { hubPolicy } from '#app/domain/hub/policy.ts'
import type { HubReportTyped } from '#app/domain/hub/schema.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readUpload, storeFile } from '#app/services/file/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

/** A hub speaks for a member of its, in public. One recommendation stands at a time. */
export const recommendMember = (ctx: Context, { membershipId, words }: { membershipId: string; words: string }) =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const membership = await tx.hubMembership.findUnique({ where: { id: membershipId } })
    if (membership === null || accountId === undefined) return refuse('not-found')
    const { hubId, memberId } = membership
    if (!may(hubPolicy, 'recommend', ctx.actor, { organizationId: hubId })) return refuse('not-found')
    await tx.hubRecommendation.updateMany({
      where: { membershipId, withdrawnAt: null },
      data: { withdrawnById: accountId, withdrawnAt: ctx.now },
    })
    const { id } = await tx.hubRecommendation.create({
      data: { membershipId, words, writtenById: accountId, writtenAt: ctx.now },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'hub.recommended',
      entity: 'organization',
      entityId: memberId,
      organizationId: hubId,
      isPublic: true,
      data: { recommendationId: id },
    })
    return ok()
  })

export const withdrawRecommendation = (ctx: Context, { recommendationId: id }: { recommendationId: string }) =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const row = await tx.hubRecommendation.findUnique({ where: { id }, include: { membership: true } })
    if (row === null || accountId === undefined) return refuse('not-found')
    const { hubId, memberId } = row.membership
    if (!may(hubPolicy, 'recommend', ctx.actor, { organizationId: hubId })) return refuse('not-found')
    if (row.withdrawnAt !== null) return refuse('organization.settled')
    await tx.hubRecommendation.update({ where: { id }, data: { withdrawnById: accountId, withdrawnAt: ctx.now } })
    await record(tx, ctx, {
      type: 'hub.recommendation-withdrawn',
      entity: 'organization',
      entityId: memberId,
      organizationId: hubId,
    })
    return ok()
  })

/** A hub's account of what it did for its members; public, and not changed afterwards. */
export async function publishHubReport(
  ctx: Context,
  { organizationId, file, fromOn, untilOn, ...typed }: HubReportTyped & { organizationId: string },
) {
  const { accountId } = ctx.actor
  if (accountId === undefined || !may(hubPolicy, 'report', ctx.actor, { organizationId })) return refuse('not-found')
  if (untilOn > dayOf(ctx.now)) return refuse('hub.report-ahead', { field: 'untilOn' })
  const upload = file === undefined ? undefined : await readUpload(file)
  if (upload !== undefined && !upload.ok) return upload
  return transact(ctx, async (tx) => {
    const stored =
      upload === undefined
        ? undefined
        : await storeFile(tx, ctx, {
            bytes: upload.bytes,
            name: upload.name,
            mediaType: upload.mediaType,
            purpose: 'HUB_REPORT',
            organizationId,
          })
    const { id } = await tx.hubReport.create({
      data: {
        ...typed,
        hubId: organizationId,
        fromOn: dateOfDay(fromOn),
        untilOn: dateOfDay(untilOn),
        fileId: stored?.id ?? null,
        publishedById: accountId,
        publishedAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'hub.reported',
      entity: 'organization',
      entityId: organizationId,
      organizationId,
      isPublic: true,
      data: { reportId: id },
    })
    return ok()
  })
}
