import { type Outcome, ok, refuse } from '../shared/outcome.ts'
import type { SeatState } from './lifecycle.ts'

export const seatsMax = 15

export type SeatFacts = {
  readonly expertId: string
  readonly code: string
  readonly isChair: boolean
  readonly state: SeatState
}

/** The next free judge's code. A code once given is not given again: E1, E2 … stand in declarations and records. */
export const nextSeatCode = (seats: readonly Pick<SeatFacts, 'code'>[]): string =>
  `E${Math.max(0, ...seats.map(({ code }) => Number(code.slice(1)))) + 1}`

/** What an approver is told about an expert before seating: names that match, memberships the server knows of. */
export type SeatConcern = 'employer-bids' | 'member-of-bidder' | 'member-of-buyer'

export type Candidate = {
  readonly expertId: string
  readonly employer: string
  readonly organizationIds: readonly string[]
  readonly bodyIds: readonly string[]
}

const plain = (name: string) => name.replace(/\s+/g, '').toLowerCase()

export function concernsOf(
  candidate: Candidate,
  bidders: readonly { readonly organizationId: string; readonly name: string }[],
  buyerId: string,
): SeatConcern[] {
  const concerns: SeatConcern[] = []
  if (bidders.some(({ organizationId }) => candidate.organizationIds.includes(organizationId)))
    concerns.push('member-of-bidder')
  if (bidders.some(({ name }) => plain(name) === plain(candidate.employer))) concerns.push('employer-bids')
  if (candidate.bodyIds.includes(buyerId)) concerns.push('member-of-buyer')
  return concerns
}

/**
 * A person who works for a bidder on this very site cannot judge it, whatever is declared; a like name alone is only told,
 * since two employers may share one. The buyer's own people may sit on the panel but not chair it (87号令 art. 45).
 */
export function decideSeat(
  seats: readonly SeatFacts[],
  { expertId, asChair }: { readonly expertId: string; readonly asChair: boolean },
  concerns: readonly SeatConcern[],
): Outcome<{ code: string }> {
  if (seats.some((seat) => seat.expertId === expertId)) return refuse('panel.already-seated')
  if (seats.filter(({ state }) => state === 'SEATED').length >= seatsMax)
    return refuse('panel.too-many-seats', { data: { max: seatsMax } })
  if (concerns.includes('member-of-bidder')) return refuse('panel.expert-is-bidder')
  if (asChair && concerns.includes('member-of-buyer')) return refuse('panel.chair-is-buyer')
  return ok({ code: nextSeatCode(seats) })
}

/** Enough seats, one chair, and an odd number where the law on purchases asks for one (87号令 art. 47, 214号 art. 14). */
export function decideStart(
  seats: readonly Pick<SeatFacts, 'isChair' | 'state'>[],
  { quorum, mustBeOdd }: { readonly quorum: number; readonly mustBeOdd: boolean },
): Outcome {
  const seated = seats.filter(({ state }) => state === 'SEATED')
  if (seated.length < quorum) return refuse('panel.below-quorum', { data: { quorum } })
  if (!seated.some(({ isChair }) => isChair)) return refuse('panel.no-chair')
  if (mustBeOdd && seated.length % 2 === 0) return refuse('panel.even-seats', { data: { seats: seated.length } })
  return ok()
}
