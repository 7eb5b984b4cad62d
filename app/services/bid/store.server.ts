import { type BidEvent, bidLifecycle } from '#app/domain/bid/lifecycle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Bid, Prisma } from '#prisma/generated/client.ts'

/** The bid, locked until the transaction ends; null when it is not there. */
export async function lockBid(tx: Tx, id: string): Promise<Bid | null> {
  await tx.$queryRaw`SELECT id FROM bid WHERE id = ${id}::uuid FOR UPDATE`
  return tx.bid.findUnique({ where: { id } })
}

/** The only writer of a bid's state. */
export async function moveBid(
  tx: Tx,
  bid: Pick<Bid, 'id' | 'state' | 'version'>,
  event: BidEvent,
  data: Prisma.BidUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = bidLifecycle.next(bid.state, event)
  if (state === undefined) return refuse('bid.wrong-state')
  const { count } = await tx.bid.updateMany({
    where: { id: bid.id, state: bid.state, version: bid.version },
    data: { ...data, state, version: { increment: 1 } },
  })
  return count === 1 ? ok() : stale()
}
