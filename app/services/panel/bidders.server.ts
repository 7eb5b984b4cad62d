import { type Candidate, concernsOf, type SeatConcern } from '#app/domain/panel/seating.ts'
import { type BidderTraits, type Tie, tiesOf } from '#app/domain/panel/ties.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type Bidder = BidderTraits & { bidId: string }

/** Of `b`: a bid that the panel scores; later states are the same bids after the panel closed. */
export const isScored = Prisma.sql`b.state IN ('OPENED', 'SCORED', 'AWARDED', 'LOST')`

/** The bidders of a call and what ties somebody to them. Before the opening there are none: who bids is not known to anyone. */
export const biddersOf = (callId: string): Reading<Bidder[]> =>
  reading(Prisma.sql`
    SELECT b.id AS "bidId", o.id AS "organizationId", o.name, o.legal_representative AS "legalRepresentative",
      ARRAY(SELECT a.email::text FROM organization_membership m JOIN account a ON a.id = m.account_id
        WHERE m.organization_id = o.id OR m.organization_id IN (SELECT p.organization_id FROM bid_partner p WHERE p.bid_id = b.id)) AS emails,
      ARRAY(SELECT DISTINCT y.organization_id::text FROM bid x JOIN bid y ON y.call_id = x.call_id
        WHERE x.organization_id = o.id AND x.call_id <> b.call_id AND y.organization_id <> o.id
          AND x.opened_at IS NOT NULL AND y.opened_at IS NOT NULL) AS "coBidderIds"
    FROM bid b JOIN organization o ON o.id = b.organization_id
    WHERE b.call_id = ${callId}::uuid AND ${isScored}
    ORDER BY b.sealed_at, b.id`)

export const readBidders = (tx: Tx, callId: string): Promise<Bidder[]> => readOne(tx, biddersOf(callId))

/** What must be known of an expert to judge whether a seat suits. */
export const candidateSelect = {
  id: true,
  employer: true,
  account: {
    select: {
      name: true,
      email: true,
      organizationMemberships: { select: { organizationId: true } },
      bodyMemberships: { select: { bodyId: true } },
    },
  },
} satisfies Prisma.ExpertSelect

type CandidateRow = Prisma.ExpertGetPayload<{ select: typeof candidateSelect }>

const candidateOf = ({ id, employer, account }: CandidateRow): Candidate => ({
  expertId: id,
  name: account.name,
  email: account.email,
  employer,
  organizationIds: account.organizationMemberships.map(({ organizationId }) => organizationId),
  bodyIds: account.bodyMemberships.map(({ bodyId }) => bodyId),
})

export const concernsOfExpert = (row: CandidateRow, bidders: readonly Bidder[], buyerId: string): SeatConcern[] =>
  concernsOf(candidateOf(row), bidders, buyerId)

/** Bid → what ties this expert to its bidder; told to the judge before any content. */
export const tiesOfExpert = (row: CandidateRow, bidders: readonly Bidder[]): Map<string, Tie[]> =>
  new Map(bidders.map((bidder) => [bidder.bidId, tiesOf(candidateOf(row), bidder)]))
