import type { Context } from '#app/services/shared/context.server.ts'

/**
 * Whether the asking account sits, or sat, on the panel of this bid's call without having declared itself free of conflict with
 * the bid. Such a person reads nothing of it, whatever else they are.
 */
export async function isBarredFromBid(ctx: Context, bidId: string): Promise<boolean> {
  const { accountId } = ctx.actor
  if (accountId === undefined) return false
  const [row] = await ctx.db.$queryRaw<{ is_barred: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM bid b JOIN panel p ON p.call_id = b.call_id JOIN seat s ON s.panel_id = p.id
      JOIN expert e ON e.id = s.expert_id AND e.account_id = ${accountId}::uuid
      LEFT JOIN conflict_declaration d ON d.seat_id = s.id AND d.bid_id = b.id
      WHERE b.id = ${bidId}::uuid AND d.kind IS DISTINCT FROM 'NONE'
    ) AS is_barred`
  return row?.is_barred ?? true
}
