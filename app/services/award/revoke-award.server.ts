import { awardPolicy } from '#app/domain/award/policy.ts'
import type { RevocationCode } from '#app/domain/award/schema.ts'
import { mirrored } from '#app/domain/ledger/accounts.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { lockBid, moveBid } from '#app/services/bid/store.server.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import { linesOf, postEntry } from '#app/services/ledger/store.server.ts'
import { lockContract, lockProject, moveProject } from '#app/services/project/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { Award, Call } from '#prisma/generated/client.ts'
import { readAwardFacts } from './store.server.ts'
import { tellOrganization } from './tell-bidders.server.ts'

export type RevokeAward = { callId: string; awardId: string; code: RevocationCode; note: string }

/**
 * An award is taken back before its contract is signed (条例 art. 49): the winner refuses to sign, drops out, or may not be awarded.
 * The commitment is reversed into the call's budget and the project that was being prepared is over, in the same transaction.
 */
export const revokeAward = (ctx: Context, { callId, awardId, code, note }: RevokeAward) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    if (call === null) return refuse('not-found')
    const facts = await readAwardFacts(tx, ctx, call, true)
    if (!may(awardPolicy, 'readDraft', ctx.actor, facts)) return refuse('not-found')
    if (!may(awardPolicy, 'revoke', ctx.actor, facts)) return refuse('award.not-approver')
    const award = await tx.award.findUnique({ where: { id: awardId } })
    if (award?.callId !== callId) return refuse('not-found')
    return takeBack(tx, ctx, call, award, { code, note })
  })

/** The caller has locked the call and decided. */
export async function takeBack(
  tx: Tx,
  ctx: Context,
  call: Call,
  award: Award,
  { code, note }: { code: RevocationCode; note: string },
): Promise<Outcome> {
  if (award.revokedAt !== null) return refuse('award.already-revoked')
  const found = await tx.project.findUnique({ where: { awardId: award.id }, select: { id: true } })
  const project = found === null ? null : await lockProject(tx, found.id)
  if (project === null) return refuse('not-found')
  const contract = await lockContract(tx, project.contractId)
  if (contract === null || contract.state === 'SIGNED') return refuse('award.contract-signed')

  const commit = await tx.ledgerEntry.findUniqueOrThrow({ where: { idempotencyKey: `award.made:${award.id}` } })
  await postEntry(tx, ctx, {
    key: `award.revoked:${award.id}`,
    kind: 'reverse',
    phase: 'posted',
    reverses: commit.id,
    lines: mirrored(await linesOf(tx, commit.id)),
    memo: note,
  })
  const ended = await moveProject(tx, project, 'terminate', { stateReason: note, endedAt: ctx.now })
  if (!ended.ok) return ended
  await tx.award.update({
    where: { id: award.id },
    data: { revokedAt: ctx.now, revokedById: ctx.actor.accountId ?? '', revocationCode: code, revocationNote: note },
  })
  const bid = await lockBid(tx, award.bidId)
  if (bid === null) return refuse('not-found')
  const lost = await moveBid(tx, bid, 'lose')
  if (!lost.ok) return lost
  const { name } = await tx.organization.findUniqueOrThrow({
    where: { id: bid.organizationId },
    select: { name: true },
  })
  await tellOrganization(tx, ctx, bid.organizationId, 'awardRevoked', {
    callTitle: call.title,
    organizationName: name,
    reason: note,
    url: `/ngo/bids/${bid.id}/result`,
  })
  await record(tx, ctx, {
    type: 'award.revoked',
    entity: 'award',
    entityId: award.id,
    bodyId: call.bodyId,
    organizationId: bid.organizationId,
    callId: call.id,
    projectId: project.id,
    isPublic: true,
    data: { organizationName: name, amountFen: award.amountFen.toString(), code },
    index: [
      { kind: 'call', id: call.id },
      { kind: 'project', id: project.id },
      { kind: 'organization', id: bid.organizationId },
    ],
  })
  return ok()
}
