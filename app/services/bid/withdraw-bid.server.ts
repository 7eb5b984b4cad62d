import { type BidContent, emptyContent } from '#app/domain/bid/content.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { openOwnCopy } from './envelope.server.ts'
import { type HeldBid, lockBidFor } from './lock-bid-for.server.ts'
import { askPartnersAgain, tellPartners } from './partners.server.ts'
import { insertDraft, moveBid } from './store.server.ts'

/** A sealed bid is taken back before the deadline. The old row keeps its envelope, unopened for ever; a new draft takes its place. */
export const withdrawBid = (
  ctx: Context,
  { bidId, retrievalCode }: { bidId: string; retrievalCode?: string | undefined },
) =>
  transact<{ bidId: string }>(ctx, async (tx) => {
    const locked = await lockBidFor(tx, ctx, 'withdraw', bidId)
    if (!locked.ok) return locked
    const { bid } = locked
    const copy = await readOwnCopy(tx, bid, retrievalCode)
    if (!copy.ok) return copy
    const moved = await moveBid(tx, bid, 'withdraw', {
      withdrawnAt: ctx.now,
      withdrawnById: ctx.actor.accountId ?? null,
    })
    if (!moved.ok) return moved
    const { callId, organizationId } = bid
    const newBidId = await insertDraft(tx, ctx, { callId, organizationId, content: copy.content })
    await askPartnersAgain(tx, ctx, bidId, await tx.bid.findUniqueOrThrow({ where: { id: newBidId } }))
    await record(tx, ctx, {
      type: 'bid.withdrawn',
      entity: 'bid',
      entityId: bidId,
      organizationId,
      callId,
      data: { newBidId, hasContent: retrievalCode !== undefined },
    })
    return ok({ bidId: newBidId })
  })

async function readOwnCopy(
  tx: Tx,
  { id: bidId, callId, organizationId }: HeldBid,
  retrievalCode: string | undefined,
): Promise<Outcome<{ content: BidContent }>> {
  if (retrievalCode === undefined) return ok({ content: emptyContent })
  const [row] = await tx.$queryRaw<{ copy: Uint8Array | null }[]>`SELECT own_copy(${bidId}::uuid) AS copy`
  const content =
    row?.copy == null ? undefined : openOwnCopy(row.copy, retrievalCode, { bidId, callId, organizationId })
  return content === undefined ? refuse('bid.retrieval-wrong', { field: 'retrieval' }) : ok({ content })
}

/** An unsealed draft is thrown away, with the keys of its files. */
export const discardDraft = (ctx: Context, { bidId }: { bidId: string }) =>
  transact(ctx, async (tx) => {
    const locked = await lockBidFor(tx, ctx, 'discard', bidId)
    if (!locked.ok) return locked
    const { bid } = locked
    await tx.bidDraft.deleteMany({ where: { bidId } })
    const moved = await moveBid(tx, bid, 'withdraw', {
      withdrawnAt: ctx.now,
      withdrawnById: ctx.actor.accountId ?? null,
    })
    if (!moved.ok) return moved
    await record(tx, ctx, {
      type: 'bid.discarded',
      entity: 'bid',
      entityId: bidId,
      organizationId: bid.organizationId,
      callId: bid.callId,
    })
    await tellPartners(tx, ctx, bid, 'discarded')
    return ok()
  })
