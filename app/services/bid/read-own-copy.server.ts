import type { BidContent } from '#app/domain/bid/content.ts'
import { bidPolicy } from '#app/domain/bid/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { openOwnCopy } from './envelope.server.ts'

/** The organization reads its own sealed bid again with the retrieval code. Nothing is kept of the code or of what it opened. */
export async function readOwnSealedBid(
  ctx: Context,
  { bidId, retrievalCode }: { bidId: string; retrievalCode: string },
): Promise<Outcome<{ content: BidContent }>> {
  const bid = await ctx.db.bid.findUnique({
    where: { id: bidId },
    select: { callId: true, organizationId: true, state: true, call: { select: { bodyId: true } } },
  })
  if (bid === null) return refuse('not-found')
  const { callId, organizationId, state } = bid
  // The copy is the organization's own: who else may read the bid reads it opened.
  if (!may(bidPolicy, 'follow', ctx.actor, { organizationId, bodyId: bid.call.bodyId, state }))
    return refuse('not-found')
  const [row] = await ctx.db.$queryRaw<{ copy: Uint8Array | null }[]>`SELECT own_copy(${bidId}::uuid) AS copy`
  const content =
    row?.copy == null ? undefined : openOwnCopy(row.copy, retrievalCode, { bidId, callId, organizationId })
  return content === undefined ? refuse('bid.retrieval-wrong', { field: 'retrieval' }) : ok({ content })
}
