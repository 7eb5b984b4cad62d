import { type BidContent, emptyContent } from '#app/domain/bid/content.ts'
import type { BrokenEnvelope } from '#app/domain/bid/envelope.ts'
import { problemsOf } from '#app/domain/bid/ready.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { openEnvelope } from '#app/services/bid/envelope.server.ts'
import { readAsked } from '#app/services/bid/read-asked.server.ts'
import { databaseNow, lockBid, moveBid } from '#app/services/bid/store.server.ts'
import { listSealedBids } from '#app/services/call/sealed-list-store.server.ts'
import { moveCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import { makeRecord } from './make-record.server.ts'

type EnvelopeRow = {
  bid_id: string
  organization_id: string
  content_sha256: string
  envelope_sha256: string
  ephemeral_public_key: Uint8Array<ArrayBuffer>
  ciphertext: Uint8Array<ArrayBuffer>
}

export type Opened = { bidId: string; content: BidContent; broken: BrokenEnvelope | undefined }

/** Every sealed bid of the call, opened with its private key; the record of it is made in the same transaction. */
export async function openBids(tx: Tx, ctx: Context, call: Call, privateKey: Uint8Array): Promise<Outcome> {
  const envelopes = await tx.$queryRaw<EnvelopeRow[]>`SELECT * FROM open_envelopes(${call.id}::uuid)`
  const openedAt = await databaseNow(tx)
  // Certificates were held against the deadline when they were sealed, costs to the rules of that day, which may have changed since.
  const asked = { ...(await readAsked(tx, call.id)), validOn: null, caps: [] }
  const found = envelopes.map((row): Opened => {
    const opened = openEnvelope(
      {
        contentSha256: row.content_sha256,
        envelopeSha256: row.envelope_sha256,
        ephemeralPublicKey: row.ephemeral_public_key,
        ciphertext: row.ciphertext,
      },
      privateKey,
      { callId: call.id, organizationId: row.organization_id, bidId: row.bid_id },
    )
    if ('broken' in opened) return { bidId: row.bid_id, content: emptyContent, broken: opened.broken }
    const { content } = opened
    // What a browser sealed the server never checked: a bid that could not have been sealed here is not admitted either.
    const isWhole = problemsOf(content, asked).length === 0
    return { bidId: row.bid_id, content, broken: isWhole ? undefined : 'content-incomplete' }
  })

  // Usually done at the deadline; an opening never comes before its list.
  await listSealedBids(tx, ctx, call)
  await tx.openedBid.createMany({
    data: found.map(({ bidId, content, broken }) => ({
      bidId,
      content,
      priceFen: content.priceFen === null ? null : BigInt(content.priceFen),
      hashesMatched: broken === undefined || broken === 'content-incomplete',
      openedAt,
    })),
  })
  // A bid may open only in a call that has (guard_bid).
  const moved = await moveCall(tx, call, 'open', { openedAt })
  if (!moved.ok) return moved
  for (const { bidId, broken } of found) {
    const admitted = await admit(tx, ctx, call, bidId, openedAt, broken)
    if (!admitted.ok) return admitted
  }
  const lapsed = await lapseUnconfirmed(tx, ctx, call)
  const { sha256 } = await makeRecord(tx, call, found, openedAt)
  await record(tx, ctx, {
    type: 'call.opened',
    entity: 'call',
    entityId: call.id,
    bodyId: call.bodyId,
    callId: call.id,
    data: { bids: found.length, recordSha256: sha256, ...(lapsed === 0 ? {} : { notConfirmed: lapsed }) },
    isPublic: true,
    index: [{ kind: 'call', id: call.id }],
  })
  return ok()
}

/** Sealed before an amendment and not confirmed since: it stays closed for ever, and it is written down that it did. */
async function lapseUnconfirmed(tx: Tx, ctx: Context, call: Call): Promise<number> {
  const rows = await tx.$queryRaw<{ id: string; organization_id: string }[]>`
    UPDATE bid SET lapsed_at = clock() WHERE call_id = ${call.id}::uuid AND state = 'SEALED' AND confirmed_amendment < ${call.amendmentNo}
    RETURNING id, organization_id`
  for (const { id, organization_id: organizationId } of rows)
    await record(tx, ctx, {
      type: 'bid.not-confirmed',
      entity: 'bid',
      entityId: id,
      bodyId: call.bodyId,
      organizationId,
      callId: call.id,
      data: { amendment: call.amendmentNo },
    })
  return rows.length
}

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
