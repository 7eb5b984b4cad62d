import { ledgerPolicy } from '#app/domain/ledger/policy.ts'
import { milestonePolicy } from '#app/domain/milestone/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { linesOf, postEntry } from '#app/services/ledger/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { readOrders } from './read-orders.server.ts'
import { lockTranche, moveTranche } from './store.server.ts'
import { partiesOf, tell } from '#app/services/shared/tell.server.ts'

export type ReleaseTranche = {
  trancheId: string
  /** The numbers of the treasury's payment orders, one for each source, in the order of `readOrders`. */
  paymentRefs: readonly string[]
}

/** A third person pays: the hold is settled and the tranche is released, in one transaction or not at all. */
export const releaseTranche = (ctx: Context, input: ReleaseTranche) =>
  transact(ctx, async (tx) => {
    const found = await lockTranche(tx, input.trancheId)
    if (found === null || !may(ledgerPolicy, 'readRelease', ctx.actor, found.project)) return refuse('not-found')
    const { tranche, project } = found
    if (tranche.state === 'RELEASED') return refuse('tranche.released')
    if (tranche.state !== 'CLAIMABLE' || tranche.holdEntryId === null) return refuse('tranche.wrong-state')
    const facts = {
      bodyId: project.bodyId,
      requestedById: tranche.requestedById ?? undefined,
      verifiedById: tranche.verifiedById ?? undefined,
    }
    if (!may(milestonePolicy, 'release', ctx.actor, facts)) return refuse('tranche.three-people')
    if (project.state === 'SUSPENDED') return refuse('project.suspended')
    const { state } = await tx.organization.findUniqueOrThrow({
      where: { id: project.organizationId },
      select: { state: true },
    })
    if (state !== 'ACTIVE') return refuse('tranche.organization-suspended')

    const orders = await readOrders(tx, tranche.id)
    if (orders.length !== input.paymentRefs.length) return refuse('tranche.orders-mismatch')
    const releaseEntryId = await postEntry(tx, ctx, {
      key: `tranche.released:${tranche.id}`,
      kind: 'release',
      phase: 'settle',
      resolves: tranche.holdEntryId,
      lines: await linesOf(tx, tranche.holdEntryId),
      memo: input.paymentRefs.join('、'),
    })
    // An open objection is refused by the database here, whichever of the two came first.
    const released = await moveTranche(tx, tranche, 'release', {
      releasedById: ctx.actor.accountId ?? null,
      releasedAt: ctx.now,
      releaseEntryId,
    })
    if (!released.ok) return released
    await tx.paymentOrder.createMany({
      data: orders.map(({ source, amountFen }, index) => ({
        source,
        amountFen,
        trancheId: tranche.id,
        paymentRef: input.paymentRefs[index] ?? '',
      })),
    })

    const milestone = await tx.milestone.findUniqueOrThrow({ where: { id: tranche.milestoneId } })
    await record(tx, ctx, {
      type: 'tranche.released',
      entity: 'tranche',
      entityId: tranche.id,
      bodyId: project.bodyId,
      organizationId: project.organizationId,
      projectId: project.id,
      callId: project.callId,
      data: { position: milestone.position, amountFen: tranche.amountFen.toString() },
      isPublic: true,
      index: [{ kind: 'project', id: project.id }],
    })
    const { organizationName } = await partiesOf(tx, project)
    await tell(tx, ctx, { organizationId: project.organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'trancheReleased', {
      projectTitle: project.title,
      organizationName,
      amountFen: tranche.amountFen.toString(),
      url: `/ngo/projects/${project.id}`,
    })
    return ok({ projectId: project.id })
  })
