import { accountCode } from '#app/domain/ledger/accounts.ts'
import {
  type AcceptedPart,
  acceptedFen,
  type Finding,
  isSupplementDay,
  mayAccept,
} from '#app/domain/milestone/review.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { drawLines, postEntry } from '#app/services/ledger/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { Acceptance, Tranche } from '#prisma/generated/client.ts'
import { splitTranche } from './split-tranche.server.ts'
import { lockTranche, moveMilestone, moveReport, moveTranche } from './store.server.ts'
import { type Submitted, submittedReport } from './submitted-report.server.ts'

/** Acceptance (验收): the report, the milestone, the claim and the hold on the ledger, all in one transaction. */
export const acceptReport = (ctx: Context, input: { milestoneId: string; version: number; note: string }) =>
  transact(ctx, async (tx) => {
    const found = await submittedReport(tx, ctx, input)
    if (!found.ok) return found
    const accepted = await accept(tx, ctx, found, { note: input.note, isWhole: true })
    if (!accepted.ok) return accepted
    const claimed = await claim(tx, ctx, found, accepted.tranche, accepted.acceptance)
    if (!claimed.ok) return claimed
    await noteAcceptance(tx, ctx, found, accepted.tranche.amountFen, true)
    return ok()
  })

export type AcceptPart = {
  milestoneId: string
  version: number
  part: AcceptedPart
  /** What is left is asked for until a day, or goes back to the call's budget. */
  rest: { supplementDueOn: Day } | 'cancel'
  reason: string
}

/** Part of the tranche becomes claimable; the rest waits for a supplementary report, or is cancelled with the reason. */
export const acceptPart = (ctx: Context, input: AcceptPart) =>
  transact(ctx, async (tx) => {
    if (input.rest !== 'cancel' && !isSupplementDay(input.rest.supplementDueOn, dayOf(ctx.now)))
      return refuse('report.supplement-day', { field: 'dueOn' })
    const found = await submittedReport(tx, ctx, input)
    if (!found.ok) return found
    const accepted = await accept(tx, ctx, found, { note: input.reason, isWhole: false })
    if (!accepted.ok) return accepted
    const part = acceptedFen(accepted.tranche.amountFen, input.part)
    if (!part.ok) return part
    const { acceptance, tranche } = accepted
    const split = await splitTranche(tx, ctx, found, { acceptance, tranche, acceptedFen: part.fen, ...input })
    if (!split.ok) return split
    const claimed = await claim(tx, ctx, found, split.tranche, acceptance)
    if (!claimed.ok) return claimed
    await noteAcceptance(tx, ctx, found, part.fen, false)
    return ok()
  })

async function accept(
  tx: Tx,
  ctx: Context,
  { report, milestone }: Submitted,
  { note, isWhole }: { note: string; isWhole: boolean },
): Promise<Outcome<{ acceptance: Acceptance; tranche: Tranche }>> {
  const officerId = ctx.actor.accountId
  const planned = await tx.tranche.findUnique({ where: { milestoneId: milestone.id }, select: { id: true } })
  const locked = planned === null ? null : await lockTranche(tx, planned.id)
  if (locked === null || officerId === undefined) return refuse('not-found')
  const criteria = await tx.milestoneCriterion.findMany({ where: { milestoneId: milestone.id, isRetired: false } })
  const findings = await tx.reportFinding.findMany({ where: { reportId: report.id } })
  const allowed = mayAccept(criteria, findings as Finding[], isWhole)
  if (!allowed.ok) return allowed

  const accepted = await moveReport(tx, report, 'accept', { decidedAt: ctx.now, decidedById: officerId })
  if (!accepted.ok) return accepted
  const done = await moveMilestone(tx, milestone, 'accept')
  if (!done.ok) return done
  const acceptance = await tx.acceptance.create({
    data: { milestoneId: milestone.id, reportId: report.id, acceptedById: officerId, acceptedAt: ctx.now, note },
  })
  return ok({ acceptance, tranche: locked.tranche })
}

async function claim(
  tx: Tx,
  ctx: Context,
  { report, milestone, project }: Submitted,
  tranche: Tranche,
  acceptance: Acceptance,
): Promise<Outcome> {
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
  return moveTranche(tx, tranche, 'claim', {
    acceptanceId: acceptance.id,
    requestedById: report.submittedById,
    verifiedById: acceptance.acceptedById,
    holdEntryId,
  })
}

async function noteAcceptance(
  tx: Tx,
  ctx: Context,
  { milestone, project }: Submitted,
  amountFen: bigint,
  isWhole: boolean,
): Promise<void> {
  await record(tx, ctx, {
    type: 'milestone.accepted',
    entity: 'milestone',
    entityId: milestone.id,
    bodyId: project.bodyId,
    organizationId: project.organizationId,
    projectId: project.id,
    callId: project.callId,
    data: { position: milestone.position, amountFen: amountFen.toString(), ...(isWhole ? {} : { isPart: true }) },
    isPublic: true,
    index: [{ kind: 'project', id: project.id }],
  })
  const readers = { organizationId: project.organizationId, roles: ['OWNER', 'EDITOR', 'CERTIFIER'] } as const
  const values = {
    projectTitle: project.title,
    milestoneTitle: milestone.title,
    url: `/ngo/milestones/${milestone.id}`,
  }
  if (isWhole) await tell(tx, ctx, readers, 'milestoneAccepted', values)
  else await tell(tx, ctx, readers, 'milestoneAcceptedInPart', { ...values, amountFen: amountFen.toString() })
}
