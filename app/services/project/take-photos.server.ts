import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { evidenceMax } from './attach-evidence.server.ts'
import { openDraft } from './open-draft.server.ts'

/** Photographs of the milestone's activities become evidence of the draft: nothing is uploaded twice. Those that are there already stay. */
export const takePhotos = (ctx: Context, input: { milestoneId: string }) =>
  transact(ctx, async (tx) => {
    const draft = await openDraft(tx, ctx, input.milestoneId)
    if (!draft.ok) return draft
    const { report, milestone, project } = draft
    const photos = await tx.activityPhoto.findMany({
      where: {
        session: { milestoneId: milestone.id, withdrawal: null },
        file: { evidence: { none: { reportId: report.id } } },
      },
      include: { session: true },
      orderBy: [{ session: { heldOn: 'asc' } }, { fileId: 'asc' }],
    })
    if (photos.length === 0) return refuse('report.no-photos')
    const room = evidenceMax - (await tx.evidence.count({ where: { reportId: report.id } }))
    if (photos.length > room) return refuse('report.too-much-evidence', { data: { max: evidenceMax } })
    await tx.evidence.createMany({
      data: photos.map(({ fileId, session }) => ({
        reportId: report.id,
        fileId,
        title: `${dayOfDate(session.heldOn)} ${session.title}`.slice(0, 80),
        kind: 'DATED_PHOTO',
      })),
    })
    await record(tx, ctx, {
      type: 'evidence.photos-taken',
      entity: 'report',
      entityId: report.id,
      organizationId: project.organizationId,
      projectId: project.id,
      data: { count: photos.length },
    })
    return ok()
  })
