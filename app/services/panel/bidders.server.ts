import { type Candidate, concernsOf, type SeatConcern } from '#app/domain/panel/seating.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Prisma } from '#prisma/generated/client.ts'

export type Bidder = { organizationId: string; name: string }

/** Bids that the panel scores; later states are the same bids after the panel closed. */
export const scoredStates = ['OPENED', 'SCORED', 'AWARDED', 'LOST'] as const

export const readBidders = async (tx: Tx, callId: string): Promise<Bidder[]> =>
  (
    await tx.bid.findMany({
      where: { callId, state: { in: [...scoredStates] } },
      select: { organizationId: true, organization: { select: { name: true } } },
    })
  ).map(({ organizationId, organization }) => ({ organizationId, name: organization.name }))

/** What must be known of an expert to judge whether a seat suits. */
export const candidateSelect = {
  id: true,
  employer: true,
  account: {
    select: {
      organizationMemberships: { select: { organizationId: true } },
      bodyMemberships: { select: { bodyId: true } },
    },
  },
} satisfies Prisma.ExpertSelect

type CandidateRow = Prisma.ExpertGetPayload<{ select: typeof candidateSelect }>

const candidateOf = ({ id, employer, account }: CandidateRow): Candidate => ({
  expertId: id,
  employer,
  organizationIds: account.organizationMemberships.map(({ organizationId }) => organizationId),
  bodyIds: account.bodyMemberships.map(({ bodyId }) => bodyId),
})

export const concernsOfExpert = (row: CandidateRow, bidders: readonly Bidder[], buyerId: string): SeatConcern[] =>
  concernsOf(candidateOf(row), bidders, buyerId)
