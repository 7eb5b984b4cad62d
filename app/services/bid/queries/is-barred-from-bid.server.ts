import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/**
 * Whether the asking account reads nothing of this bid, whatever else they are: they sit, or sat, on the panel of its call
 * without having declared themselves free of conflict with it, or they belong to a rival that bids for the same call, or to one
 * of its partners, and not to the bid's own side; or they are asked to evaluate the project that came of it and have not yet declared, or
 * stepped back.
 */
export async function isBarredFromBid(
  ctx: Pick<Context, 'actor'> & { readonly db: Tx },
  bidId: string,
): Promise<boolean> {
  const { accountId } = ctx.actor
  if (accountId === undefined) return false
  const [row] = await ctx.db.$queryRaw<{ is_barred: boolean }[]>`
    SELECT ${isBarred(accountId)} AS is_barred FROM bid b WHERE b.id = ${bidId}::uuid`
  return row?.is_barred ?? true
}

/** The bids of a call of which the asking account reads nothing. */
export async function readBarredBids(ctx: Pick<Context, 'actor' | 'db'>, callId: string): Promise<Set<string>> {
  const { accountId } = ctx.actor
  if (accountId === undefined) return new Set()
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT b.id FROM bid b WHERE b.call_id = ${callId}::uuid AND ${isBarred(accountId)}`
  return new Set(rows.map(({ id }) => id))
}

/** Of `b` (bid). */
const isBarred = (accountId: string): Prisma.Sql => Prisma.sql`(EXISTS (
      SELECT 1 FROM panel p JOIN seat s ON s.panel_id = p.id JOIN expert e ON e.id = s.expert_id AND e.account_id = ${accountId}::uuid
      LEFT JOIN stated_conflict d ON d.seat_id = s.id AND d.bid_id = b.id
      WHERE coalesce(p.call_id, p.former_call_id) = b.call_id AND d.kind IS DISTINCT FROM 'NONE'
    ) OR EXISTS (
      SELECT 1 FROM bid r JOIN bid_place p ON p.bid_id = r.id
      JOIN organization_membership m ON m.organization_id = p.organization_id AND m.account_id = ${accountId}::uuid
      WHERE r.call_id = b.call_id AND r.state NOT IN ('DRAFT', 'WITHDRAWN') AND NOT EXISTS (
        SELECT 1 FROM bid_place q JOIN organization_membership o ON o.organization_id = q.organization_id WHERE q.bid_id = b.id AND o.account_id = m.account_id)
    ) OR EXISTS (
      SELECT 1 FROM award w JOIN project p ON p.award_id = w.id JOIN evaluation v ON v.project_id = p.id AND v.state <> 'CANCELLED'
      JOIN evaluation_seat s ON s.evaluation_id = v.id AND s.account_id = ${accountId}::uuid AND s.state IN ('INVITED', 'STEPPED_BACK', 'GONE')
      WHERE w.bid_id = b.id))`

/**
 * Whether the asking account is partial in this call: as a judge it has, by its own word or the organiser's, a tie with one of
 * the bids, or it belongs to one of the bidders. Whoever is partial neither reads what the panel found nor decides on it.
 */
export const isPartialIn = (ctx: Pick<Context, 'actor'> & { readonly db: Tx }, callId: string): Promise<boolean> =>
  ctx.actor.accountId === undefined ? Promise.resolve(false) : readOne(ctx.db, partialIn(ctx.actor.accountId, callId))

/** The same of one account. */
export const partialIn = (accountId: string, callId: string): Reading<boolean> =>
  reading(
    Prisma.sql`
    SELECT EXISTS (
      SELECT 1 FROM bid b JOIN stated_conflict d ON d.bid_id = b.id AND d.kind <> 'NONE' JOIN seat s ON s.id = d.seat_id
      JOIN expert e ON e.id = s.expert_id AND e.account_id = ${accountId}::uuid
      WHERE b.call_id = ${callId}::uuid
    ) OR EXISTS (
      SELECT 1 FROM bid b JOIN bid_place p ON p.bid_id = b.id
      JOIN organization_membership m ON m.organization_id = p.organization_id AND m.account_id = ${accountId}::uuid
      WHERE b.call_id = ${callId}::uuid AND b.state NOT IN ('DRAFT', 'WITHDRAWN')
    ) AS is_partial`,
    ([row]: { is_partial: boolean }[]) => row?.is_partial ?? true,
  )
