import { type Outcome, ok } from '#app/domain/shared/outcome.ts'
import { moveBid } from '#app/services/bid/store.server.ts'
import { moveCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import { takeBack } from './revoke-award.server.ts'
import { readInForce } from './read-decided.server.ts'
import { currentNotice, moveNotice } from './store.server.ts'
import { tellOrganization } from './tell-bidders.server.ts'

/** Whatever stands is set aside: the notice, and awards whose contracts nobody has signed. A signed contract refuses. */
export async function setAside(tx: Tx, ctx: Context, call: Call, reason: string): Promise<Outcome> {
  const notice = await currentNotice(tx, call.id)
  if (notice !== null) {
    const withdrawn = await moveNotice(tx, notice, 'withdraw', { withdrawnReason: reason, closedAt: ctx.now })
    if (!withdrawn.ok) return withdrawn
  }
  for (const award of await tx.award.findMany({
    where: { callId: call.id, revokedAt: null },
    orderBy: { id: 'asc' },
  })) {
    const taken = await takeBack(tx, ctx, call, award, { code: 'remedyUpheld', note: reason })
    if (!taken.ok) return taken
  }
  return ok()
}

/**
 * The result is set aside and the bids go to a new panel (94号令 art. 32: 重新评审). The old panel and its result stay as they were,
 * under the call's former ones; nobody edits a published record.
 */
export async function sendBack(tx: Tx, ctx: Context, call: Call, reason: string): Promise<Outcome> {
  const aside = await setAside(tx, ctx, call, reason)
  if (!aside.ok) return aside
  const result = await readInForce(tx, call.id)
  const ids = await tx.bidResult.findMany({ where: { resultId: result?.id ?? '' }, select: { bidId: true } })
  const former = { callId: null, formerCallId: call.id, version: { increment: 1 } }
  await tx.panel.updateMany({ where: { callId: call.id }, data: former })
  await tx.result.updateMany({ where: { callId: call.id }, data: former })
  await tx.objectiveMark.deleteMany({ where: { bid: { callId: call.id } } })
  const moved = await moveCall(tx, call, 'reevaluate', { concludedAt: null })
  if (!moved.ok) return moved
  const bids = await tx.bid.findMany({ where: { id: { in: ids.map(({ bidId }) => bidId) } }, orderBy: { id: 'asc' } })
  for (const bid of bids) {
    const reopened = await moveBid(tx, bid, 'reopen')
    if (!reopened.ok) return reopened
    const { name } = await tx.organization.findUniqueOrThrow({
      where: { id: bid.organizationId },
      select: { name: true },
    })
    await tellOrganization(tx, ctx, bid.organizationId, 'resultSetAside', {
      callTitle: call.title,
      organizationName: name,
      reason,
      url: `/ngo/bids/${bid.id}`,
    })
  }
  await record(tx, ctx, {
    type: 'result.set-aside',
    entity: 'result',
    entityId: result?.id ?? call.id,
    bodyId: call.bodyId,
    callId: call.id,
    isPublic: true,
    data: { reason },
    index: [{ kind: 'call', id: call.id }],
  })
  return ok()
}
