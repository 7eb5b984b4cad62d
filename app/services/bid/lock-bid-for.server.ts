import type { BidState } from '#app/domain/bid/lifecycle.ts'
import { bidPolicy } from '#app/domain/bid/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Bid } from '#prisma/generated/client.ts'

/** The state each action happens in: a person who could act then is told about the state, anybody else about their role. */
const stateFor = {
  edit: 'DRAFT',
  discard: 'DRAFT',
  seal: 'DRAFT',
  withdraw: 'SEALED',
  reconfirm: 'SEALED',
} as const satisfies Record<string, BidState>
type Action = keyof typeof stateFor

const roleRefusals: Record<Action, () => { ok: false; refusal: { code: string } }> = {
  edit: () => refuse('bid.editors-only'),
  discard: () => refuse('bid.editors-only'),
  seal: () => refuse('bid.certifier-only'),
  withdraw: () => refuse('bid.certifier-only'),
  reconfirm: () => refuse('bid.certifier-only'),
}

export type HeldBid = Pick<Bid, 'id' | 'callId' | 'organizationId' | 'state' | 'version' | 'confirmedAmendment'>
type Held = HeldBid & { bodyId: string }

/** The bid, locked, for somebody who may do this to it now. */
export async function lockBidFor(
  tx: Tx,
  ctx: Context,
  action: Action,
  bidId: string,
): Promise<Outcome<{ bid: HeldBid; bodyId: string }>> {
  const [held] = await tx.$queryRaw<[Held?]>`
    SELECT b.id, b.call_id AS "callId", b.organization_id AS "organizationId", b.state, b.version, b.confirmed_amendment AS "confirmedAmendment", c.body_id AS "bodyId"
    FROM bid b JOIN call c ON c.id = b.call_id WHERE b.id = ${bidId}::uuid FOR UPDATE OF b`
  if (held === undefined) return refuse('not-found')
  const { bodyId, ...bid } = held
  const facts = { organizationId: bid.organizationId, bodyId, state: bid.state }
  if (!may(bidPolicy, 'follow', ctx.actor, facts) && !may(bidPolicy, 'read', ctx.actor, facts))
    return refuse('not-found')
  if (may(bidPolicy, action, ctx.actor, facts)) return ok({ bid, bodyId })
  return may(bidPolicy, action, ctx.actor, { ...facts, state: stateFor[action] })
    ? refuse('bid.wrong-state')
    : roleRefusals[action]()
}
