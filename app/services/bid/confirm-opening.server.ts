import { type BidContent, emptyContent } from '#app/domain/bid/content.ts'
import type { BrokenEnvelope } from '#app/domain/bid/envelope.ts'
import { callFacts, callPolicy } from '#app/domain/call/policy.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import { lockCall, moveCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import { openEnvelope } from './envelope.server.ts'
import { databaseNow, lockBid, moveBid } from './store.server.ts'

/** Two officers of the call's body open its bids together: one confirmation each, after the deadline. */
const officersNeeded = 2

/**
 * One officer confirms, in a session of their own. The second one's confirmation opens every envelope in the same transaction:
 * all of them, or none. The page asks for the password again before it calls this.
 */
export const confirmOpening = (ctx: Context, { callId }: { callId: string }) =>
  transact<{ opened: boolean }>(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    if (call === null || !may(callPolicy, 'seeOpening', ctx.actor, callFacts(call))) return refuse('not-found')
    const { accountId } = ctx.actor
    if (accountId === undefined) return refuse('sign-in')
    if (!may(callPolicy, 'confirmOpening', ctx.actor, callFacts(call))) return refuse('bid.opening-over')
    if ((await databaseNow(tx)).getTime() < call.bidDeadlineAt.getTime()) return refuse('call.before-deadline')
    const bids = await tx.bid.count({ where: { callId, state: 'SEALED' } })
    const { minimum } = (await readBookOf(tx, call, dayOf(ctx.now))).bids
    if (bids < minimum) return refuse('bid.too-few', { data: { bids, minimum } })

    const confirmations = await tx.openingConfirmation.findMany({ where: { callId }, select: { accountId: true } })
    if (confirmations.some((confirmation) => confirmation.accountId === accountId))
      return refuse('bid.already-confirmed')
    await tx.openingConfirmation.create({ data: { callId, accountId }, select: { callId: true } })
    await record(tx, ctx, {
      type: 'call.opening-confirmed',
      entity: 'call',
      entityId: callId,
      bodyId: call.bodyId,
      callId,
    })
    if (confirmations.length + 1 < officersNeeded) return ok({ opened: false })
    const opened = await openBids(tx, ctx, call)
    return opened.ok ? ok({ opened: true }) : opened
  })

type EnvelopeRow = {
  bid_id: string
  organization_id: string
  content_sha256: string
  envelope_sha256: string
  ephemeral_public_key: Uint8Array<ArrayBuffer>
  ciphertext: Uint8Array<ArrayBuffer>
}

async function openBids(tx: Tx, ctx: Context, call: Call): Promise<Outcome> {
  const [wrapped] = await tx.$queryRaw<{ key: Uint8Array | null }[]>`SELECT open_call_key(${call.id}::uuid) AS key`
  if (wrapped?.key == null) throw new Error(`call ${call.id} has no key`)
  const privateKey = ctx.keys.unwrap('call-key', wrapped.key, call.id)
  const envelopes = await tx.$queryRaw<EnvelopeRow[]>`SELECT * FROM open_envelopes(${call.id}::uuid)`
  const openedAt = await databaseNow(tx)
  const found = envelopes.map((row) => ({
    bidId: row.bid_id,
    outcome: openEnvelope(
      {
        contentSha256: row.content_sha256,
        envelopeSha256: row.envelope_sha256,
        ephemeralPublicKey: row.ephemeral_public_key,
        ciphertext: row.ciphertext,
      },
      privateKey,
      { callId: call.id, organizationId: row.organization_id, bidId: row.bid_id },
    ),
  }))
  privateKey.fill(0)

  await tx.openedBid.createMany({
    data: found.map(({ bidId, outcome }) => {
      const content = 'broken' in outcome ? emptyContent : outcome.content
      return {
        bidId,
        content,
        priceFen: priceOf(content),
        hashesMatched: !('broken' in outcome),
        openedAt,
      }
    }),
  })
  // A bid may open only in a call that has (guard_bid).
  const moved = await moveCall(tx, call, 'open', { openedAt })
  if (!moved.ok) return moved
  for (const { bidId, outcome } of found) {
    const admitted = await admit(tx, ctx, call, bidId, openedAt, 'broken' in outcome ? outcome.broken : undefined)
    if (!admitted.ok) return admitted
  }
  await record(tx, ctx, {
    type: 'call.opened',
    entity: 'call',
    entityId: call.id,
    bodyId: call.bodyId,
    callId: call.id,
    data: { bids: found.length },
    isPublic: true,
    index: [{ kind: 'call', id: call.id }],
  })
  return ok()
}

const priceOf = ({ priceFen }: BidContent) => (priceFen === null ? null : BigInt(priceFen))

/** A bid whose envelope is broken is never passed over: it opens, with nothing in it, and is rejected for that reason. */
async function admit(
  tx: Tx,
  ctx: Context,
  call: Call,
  bidId: string,
  openedAt: Date,
  broken: BrokenEnvelope | undefined,
): Promise<Outcome> {
  const sealed = await lockBid(tx, bidId)
  if (sealed === null) return refuse('not-found')
  const moved = await moveBid(tx, sealed, 'open', { openedAt })
  if (!moved.ok) return moved
  await record(tx, ctx, {
    type: broken === undefined ? 'bid.opened' : 'bid.broken',
    entity: 'bid',
    entityId: bidId,
    bodyId: call.bodyId,
    organizationId: sealed.organizationId,
    callId: call.id,
    data: broken === undefined ? { hashesMatched: true } : { hashesMatched: false, reason: broken },
  })
  if (broken === undefined) return ok()
  return moveBid(tx, { ...sealed, state: 'OPENED', version: sealed.version + 1 }, 'reject', { rejectedReason: broken })
}
