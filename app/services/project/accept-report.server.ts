import { accountCode } from '#app/domain/ledger/accounts.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { drawLines, postEntry } from '#app/services/ledger/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockTranche, moveMilestone, moveReport, moveTranche } from './store.server.ts'
import { submittedReport } from './submitted-report.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'

/** Acceptance (验收): the report, the milestone, the claim and the hold on the ledger, all in one transaction. */
export const acceptReport = (ctx: Context, input: { milestoneId: string; version: number; note: string }) =>
  transact(ctx, async (tx) => {
    const found = await submittedReport(tx, ctx, input)
    if (!found.ok) return found
    const { report, milestone, project } = found
    const officerId = ctx.actor.accountId
    const planned = await tx.tranche.findUnique({ where: { milestoneId: milestone.id }, select: { id: true } })
    const locked = planned === null ? null : await lockTranche(tx, planned.id)
    if (locked === null || officerId === undefined) return refuse('not-found')
    const { tranche } = locked

    const accepted = await moveReport(tx, report, 'accept', { decidedAt: ctx.now, decidedById: officerId })
    if (!accepted.ok) return accepted
    const done = await moveMilestone(tx, milestone, 'accept')
    if (!done.ok) return done
    const acceptance = await tx.acceptance.create({
      data: {
        milestoneId: milestone.id,
        reportId: report.id,
        acceptedById: officerId,
        acceptedAt: ctx.now,
        note: input.note,
      },
    })
    const holdEntryId = await postEntry(tx, ctx, {
      key: `milestone.accepted:${milestone.id}`,
      kind: 'hold',
      phase: 'pending',
      lines: await drawLines(
        tx,
        accountCode.award(project.awardId),
        accountCode.received(project.organizationId),
        tranche.amountFen,
      ),
    })
    const claimed = await moveTranche(tx, tranche, 'claim', {
      acceptanceId: acceptance.id,
      requestedById: report.submittedById,
      verifiedById: officerId,
      holdEntryId,
    })
    if (!claimed.ok) return claimed

    await record(tx, ctx, {
      type: 'milestone.accepted',
      entity: 'milestone',
      entityId: milestone.id,
      bodyId: project.bodyId,
      organizationId: project.organizationId,
      projectId: project.id,
      callId: project.callId,
      data: { position: milestone.position, amountFen: tranche.amountFen.toString() },
      isPublic: true,
      index: [{ kind: 'project', id: project.id }],
    })
    await tell(
      tx,
      ctx,
      { organizationId: project.organizationId, roles: ['OWNER', 'EDITOR', 'CERTIFIER'] },
      'milestoneAccepted',
      { projectTitle: project.title, milestoneTitle: milestone.title, url: `/ngo/milestones/${milestone.id}` },
    )
    return ok()
  })
