import type { Partner } from '#app/domain/bid/partners.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'

/** Organizations named in a bid, in the order they were named. */
export async function readPartners(db: Db | Tx, bidId: string): Promise<Partner[]> {
  const rows = await db.bidPartner.findMany({
    where: { bidId },
    include: { organization: { select: { name: true, kind: true } } },
    orderBy: [{ namedAt: 'asc' }, { organizationId: 'asc' }],
  })
  return rows.map(({ organizationId, organization, shareBps, work, confirmedAt }) => ({
    organizationId,
    name: organization.name,
    isHosted: organization.kind === 'COMMUNITY_GROUP',
    shareBps,
    work,
    isConfirmed: confirmedAt !== null,
  }))
}
