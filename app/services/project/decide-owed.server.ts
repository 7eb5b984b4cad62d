import { accountCode } from '#app/domain/ledger/accounts.ts'
import { milestonePolicy } from '#app/domain/milestone/policy.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { drawLines, linesOf, postEntry } from '#app/services/ledger/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { partiesOf, tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { Project, Tranche } from '#prisma/generated/client.ts'
import { lockTranche, moveTranche } from './store.server.ts'

export type DecideOwed = { trancheId: string; isOwed: boolean; reason: string }

/**
 * What was accepted before a project ended early is owed. An approver says so where an evaluation stands against it, or refuses the
 * payment where the supplier broke the contract or an evaluation failed: then its hold is lifted and the money is back in the call's
 * budget in the same breath. Decided once.
 */
export const decideOwed = (ctx: Context, { trancheId, isOwed, reason }: DecideOwed) =>
  transact(ctx, async (tx) => {
    const found = await lockTranche(tx, trancheId)
    if (found === null || !may(projectPolicy, 'read', ctx.actor, found.project)) return refuse('not-found')
    const { tranche, project } = found
    const facts = {
      bodyId: project.bodyId,
      requestedById: tranche.requestedById ?? undefined,
      verifiedById: tranche.verifiedById ?? undefined,
    }
    if (!may(milestonePolicy, 'decideOwed', ctx.actor, facts) || ctx.actor.accountId === undefined)
      return refuse('forbidden')
    if (project.state !== 'TERMINATED') return refuse('tranche.not-ended-early')
    if ((await tx.trancheVerdict.count({ where: { trancheId } })) > 0) return refuse('tranche.decided-already')
    if (tranche.state !== 'CLAIMABLE' || tranche.holdEntryId === null) return refuse('tranche.wrong-state')
    const voidEntryId = isOwed ? null : await liftHold(tx, ctx, tranche.holdEntryId, reason)
    await tx.trancheVerdict.create({
      data: { trancheId, isOwed, reason, decidedById: ctx.actor.accountId, voidEntryId },
    })
    if (!isOwed) {
      const given = await giveBack(tx, ctx, { tranche, project, reason })
      if (!given.ok) return given
    }
    await tellOfVerdict(tx, ctx, { tranche, project, isOwed, reason })
    return ok()
  })

/** By a key of the hold's own: it is lifted once, whoever tries again. */
const liftHold = async (tx: Tx, ctx: Context, hold: string, memo: string): Promise<string> =>
  postEntry(tx, ctx, {
    key: `void:${hold}`,
    kind: 'void',
    phase: 'void',
    resolves: hold,
    lines: await linesOf(tx, hold),
    memo,
  })

type Refused = { tranche: Tranche; project: Project; reason: string }

async function giveBack(tx: Tx, ctx: Context, { tranche, project, reason }: Refused): Promise<Outcome> {
  const moved = await moveTranche(tx, tranche, 'refuse')
  if (!moved.ok) return moved
  const award = accountCode.award(project.awardId)
  await postEntry(tx, ctx, {
    key: `tranche.refused:${tranche.id}`,
    kind: 'reduce',
    phase: 'posted',
    lines: await drawLines(tx, award, accountCode.callBudget(project.callId), tranche.amountFen),
    memo: reason,
  })
  return ok()
}

async function tellOfVerdict(
  tx: Tx,
  ctx: Context,
  { tranche, project, isOwed, reason }: Refused & { isOwed: boolean },
): Promise<void> {
  await record(tx, ctx, {
    type: isOwed ? 'tranche.found-owed' : 'tranche.refused',
    entity: 'tranche',
    entityId: tranche.id,
    bodyId: project.bodyId,
    organizationId: project.organizationId,
    projectId: project.id,
    callId: project.callId,
    data: { amountFen: tranche.amountFen.toString(), reason },
    index: [{ kind: 'project', id: project.id }],
  })
  const { bodyName } = await partiesOf(tx, project)
  const values = { projectTitle: project.title, bodyName, amountFen: tranche.amountFen.toString(), reason }
  const template = isOwed ? 'trancheOwed' : 'trancheRefused'
  await tell(tx, ctx, { organizationId: project.organizationId, roles: ['OWNER', 'CERTIFIER'] }, template, {
    ...values,
    url: `/ngo/projects/${project.id}`,
  })
  if (isOwed)
    await tell(tx, ctx, { bodyId: project.bodyId, roles: ['FINANCE'] }, template, {
      ...values,
      url: `/finance/releases/${tranche.id}`,
    })
}
