import type { Db } from '#app/services/shared/db.server.ts'

/** The bidder, and how many ties of its with the buyer hold on a day: for the buyer's people before they judge. */
export async function readTiesOfBid(
  db: Db,
  bidId: string,
  on: string,
): Promise<{ organizationId: string; tieCount: number }> {
  const [row] = await db.$queryRaw<{ organizationId: string; tieCount: number }[]>`
    SELECT b.organization_id::text AS "organizationId", (SELECT count(*)::int FROM organization_tie t WHERE t.organization_id = b.organization_id
      AND t.body_id = c.body_id AND t.from_on <= ${on}::date AND (t.until_on IS NULL OR t.until_on >= ${on}::date)) AS "tieCount"
    FROM bid b JOIN call c ON c.id = b.call_id WHERE b.id = ${bidId}::uuid`
  return row ?? { organizationId: '', tieCount: 0 }
}
