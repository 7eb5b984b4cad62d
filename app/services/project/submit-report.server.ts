import { missingKinds } from '#app/domain/milestone/terms.ts'
import { countCharacters } from '#app/domain/shared/form-fields.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { openDraft } from './open-draft.server.ts'
import { type SaveReport, writeReport } from './save-report.server.ts'
import { moveMilestone, moveReport } from './store.server.ts'
import { partiesOf, tell } from '#app/services/shared/tell.server.ts'

const narrativeMin = 20

/** The certifier answers for the report, as it is on the page, and asks for the tranche that hangs on it. */
export const submitReport = (ctx: Context, input: SaveReport) =>
  transact(ctx, async (tx) => {
    const draft = await openDraft(tx, ctx, input.milestoneId, 'submitReport')
    if (!draft.ok) return draft
    const { milestone, project } = draft
    const written = await writeReport(tx, draft, input)
    if (!written.ok) return written
    const report = { ...draft.report, narrative: input.narrative, version: written.version }
    if (countCharacters(report.narrative) < narrativeMin)
      return refuse('report.narrative-short', { data: { min: narrativeMin } })
    const [indicators, figures] = [
      await tx.indicator.count({ where: { milestoneId: milestone.id } }),
      await tx.figure.count({ where: { reportId: report.id } }),
    ]
    if (figures < indicators) return refuse('report.figures-missing')
    const evidence = await tx.evidence.findMany({ where: { reportId: report.id }, select: { kind: true } })
    if (missingKinds(milestone.requiredEvidence, evidence).length > 0) return refuse('report.evidence-missing')
    const submitted = await moveReport(tx, report, 'submit', {
      submittedAt: ctx.now,
      submittedById: ctx.actor.accountId ?? null,
    })
    if (!submitted.ok) return submitted
    const reported = await moveMilestone(tx, milestone, 'report')
    if (!reported.ok) return reported
    await record(tx, ctx, {
      type: 'report.submitted',
      entity: 'milestone',
      entityId: milestone.id,
      bodyId: project.bodyId,
      organizationId: project.organizationId,
      projectId: project.id,
      callId: project.callId,
      data: { position: milestone.position, number: report.number },
      isPublic: true,
    })
    const { organizationName } = await partiesOf(tx, project)
    await tell(tx, ctx, { bodyId: project.bodyId, roles: ['OFFICER'] }, 'reportSubmitted', {
      projectTitle: project.title,
      milestoneTitle: milestone.title,
      organizationName,
      url: `/bureau/milestones/${milestone.id}`,
    })
    return ok()
  })
