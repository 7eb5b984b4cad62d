import { ledgerPolicy } from '#app/domain/ledger/policy.ts'
import { milestonePolicy } from '#app/domain/milestone/policy.ts'
import { type Outcome, ok, type Refusal, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readPayees } from '#app/services/payout/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { Milestone, Project, Tranche } from '#prisma/generated/client.ts'
import { lockTranche, payTranche } from './store.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'

export type ReleaseTranche = {
  trancheId: string
  /** The numbers of the treasury's payment orders, one for each source, in the order of `readOrders`. */
  paymentRefs: readonly string[]
  /** The payee's account that was on the page: refused when another is in force by now. */
  payoutAccountId?: string | undefined
  /** Why it is paid although something weighs heavily against it. */
  reason?: string | undefined
}

/** A third person pays: the hold is settled and the tranche is released, in one transaction or not at all. */
export const releaseTranche = (ctx: Context, input: ReleaseTranche) => transact(ctx, (tx) => releaseOne(tx, ctx, input))

/**
 * Several at once, all of them or none: what was refused is said at its row. Nothing that takes a written reason is paid this way.
 * Rows are taken in the order of their projects, so that two batches at once do not wait for each other in a circle.
 */
export const releaseBatch = (ctx: Context, rows: readonly Required<Omit<ReleaseTranche, 'reason'>>[]) =>
  transact<{ count: number }>(ctx, async (tx) => {
    const ids = rows.map(({ trancheId }) => trancheId)
    if (new Set(ids).size !== ids.length) return refuse('invalid')
    const tranches = await tx.tranche.findMany({
      where: { id: { in: ids } },
      orderBy: [{ projectId: 'asc' }, { id: 'asc' }],
      select: { id: true },
    })
    for (const { id } of tranches) {
      const index = ids.indexOf(id)
      const row = rows[index]
      if (row === undefined) return refuse('not-found')
      const released = await releaseOne(tx, ctx, row)
      if (!released.ok) return atRow(released.refusal, index)
    }
    return tranches.length === rows.length ? ok({ count: rows.length }) : refuse('not-found')
  })

const atRow = (refusal: Refusal, index: number) =>
  refuse(refusal.code, { ...refusal, field: `rows[${index}].${refusal.field ?? 'paymentRefs[0]'}` })

async function releaseOne(tx: Tx, ctx: Context, input: ReleaseTranche): Promise<Outcome<{ projectId: string }>> {
  const found = await lockTranche(tx, input.trancheId)
  if (found === null || !may(ledgerPolicy, 'readRelease', ctx.actor, found.project)) return refuse('not-found')
  const { tranche, milestone, project } = found
  if (tranche.state === 'RELEASED') return refuse('tranche.released')
  if (tranche.state !== 'CLAIMABLE' || tranche.holdEntryId === null) return refuse('tranche.wrong-state')
  const facts = {
    bodyId: project.bodyId,
    requestedById: tranche.requestedById ?? undefined,
    verifiedById: tranche.verifiedById ?? undefined,
  }
  if (!may(milestonePolicy, 'release', ctx.actor, facts)) return refuse('tranche.three-people')
  if (project.state === 'SUSPENDED') return refuse('project.suspended')
  const payee = (await readPayees(tx, ctx.now, [project.organizationId])).get(project.organizationId)
  if (payee?.isActive !== true) return refuse('tranche.organization-suspended')
  if (payee.account === null) return refuse('tranche.no-account')
  if (input.payoutAccountId !== undefined && input.payoutAccountId !== payee.account.id)
    return refuse('tranche.account-changed')
  const { reason = '' } = input
  if (payee.worst === 'HIGH' && reason === '') return refuse('tranche.say-why', { field: 'reason' })
  const checked = await checkNumbers(tx, tranche, project.bodyId, input.paymentRefs)
  if (!checked.ok) return checked
  // An open objection and a limit are refused by the database here, whoever else pays at the same time.
  await payTranche(tx, ctx, tranche, { ...payee, payoutAccountId: payee.account.id, reason, refs: input.paymentRefs })
  const { organizationName } = payee
  await tellOfRelease(tx, ctx, { tranche, milestone, project, organizationName })
  return ok({ projectId: project.id })
}

/** One number for each source that pays; the treasury gives each order its own: none stands twice on the page, or for another payment. */
async function checkNumbers(
  tx: Tx,
  { id, holdEntryId }: Tranche,
  bodyId: string,
  numbers: readonly string[],
): Promise<Outcome> {
  const [known] = await tx.$queryRaw<{ sources: number; used: string[] }[]>`
    SELECT (SELECT count(*)::int FROM ledger_posting x JOIN ledger_account a ON a.id = x.account_id AND a.code LIKE 'org:%'
        WHERE x.entry_id = ${holdEntryId}::uuid) AS sources,
      ARRAY(SELECT o.payment_ref FROM payment_order o JOIN tranche t ON t.id = o.tranche_id JOIN project p ON p.id = t.project_id
        WHERE o.payment_ref IN (SELECT jsonb_array_elements_text(${JSON.stringify(numbers)}::jsonb)) AND p.body_id = ${bodyId}::uuid) AS used`
  if (known === undefined) throw new Error(`nothing is known of ${id}`)
  if (known.sources !== numbers.length) return refuse('tranche.orders-mismatch')
  const index = numbers.findIndex((number, at) => known.used.includes(number) || numbers.indexOf(number) < at)
  return index === -1 ? ok() : refuse('tranche.number-used', { field: `paymentRefs[${index}]` })
}

type Released = { tranche: Tranche; milestone: Milestone; project: Project; organizationName: string }

async function tellOfRelease(
  tx: Tx,
  ctx: Context,
  { tranche, milestone, project, organizationName }: Released,
): Promise<void> {
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
  await tell(tx, ctx, { organizationId: project.organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'trancheReleased', {
    projectTitle: project.title,
    organizationName,
    amountFen: tranche.amountFen.toString(),
    url: `/ngo/projects/${project.id}`,
  })
}
