import { type RuleBook, seatsAtLeast } from '../rule-book/rule-book.ts'
import { type Outcome, ok, refuse } from '../shared/outcome.ts'
import type { SeatState } from './lifecycle.ts'
import { type BidderTraits, type ExpertTraits, type Tie, tiesOf } from './ties.ts'

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

/** What an approver is told about an expert before seating. */
export type SeatConcern =
  'member-of-bidder' | 'employer-bids' | 'legal-representative' | 'mail-domain' | 'co-bid' | 'member-of-buyer'

const concernOfTie: Record<Tie, SeatConcern> = {
  member: 'member-of-bidder',
  employer: 'employer-bids',
  'legal-representative': 'legal-representative',
  'mail-domain': 'mail-domain',
  'co-bid': 'co-bid',
}

export type Candidate = ExpertTraits & { readonly expertId: string; readonly bodyIds: readonly string[] }

export function concernsOf(candidate: Candidate, bidders: readonly BidderTraits[], buyerId: string): SeatConcern[] {
  const ties = new Set(bidders.flatMap((bidder) => tiesOf(candidate, bidder)))
  const concerns = (Object.keys(concernOfTie) as Tie[]).filter((tie) => ties.has(tie)).map((tie) => concernOfTie[tie])
  return candidate.bodyIds.includes(buyerId) ? [...concerns, 'member-of-buyer'] : concerns
}

/** Concerns that keep somebody out of a draw; the weaker ones are for people to judge. */
export const barsFromDraw = (concerns: readonly SeatConcern[]): boolean =>
  concerns.some((concern) => concern !== 'co-bid' && concern !== 'mail-domain')

export type SeatKind = 'EXPERT' | 'BUYER'

export type SeatWish = {
  readonly expertId: string
  readonly asChair: boolean
  /** Chosen by name needs a reason where the law asks for a draw (财库〔2016〕198号). */
  readonly isDrawn: boolean
  readonly reason: string
}
export type SeatRules = { readonly mayBuyerChair: boolean; readonly needsDraw: boolean }

/**
 * A person who works for a bidder on this very site cannot judge it, whatever is declared; a like name alone is only told,
 * since two employers may share one. The buyer's own people sit as its representatives, and chair only where the rule book
 * says so (财政部令第87号 art. 45-48).
 */
export function decideSeat(
  seats: readonly SeatFacts[],
  { expertId, asChair, isDrawn, reason }: SeatWish,
  concerns: readonly SeatConcern[],
  { mayBuyerChair, needsDraw }: SeatRules,
): Outcome<{ code: string; kind: SeatKind }> {
  if (seats.some((seat) => seat.expertId === expertId)) return refuse('panel.already-seated')
  if (seats.filter(({ state }) => state === 'SEATED').length >= seatsMax)
    return refuse('panel.too-many-seats', { data: { max: seatsMax } })
  if (concerns.includes('member-of-bidder')) return refuse('panel.expert-is-bidder')
  const kind = concerns.includes('member-of-buyer') ? 'BUYER' : 'EXPERT'
  if (asChair && kind === 'BUYER' && !mayBuyerChair) return refuse('panel.chair-is-buyer')
  if (kind === 'EXPERT' && needsDraw && !isDrawn && reason === '')
    return refuse('panel.appointed-why', { field: 'reason' })
  return ok({ code: nextSeatCode(seats), kind })
}

export type Composition = {
  readonly seats: readonly (Pick<SeatFacts, 'isChair' | 'state'> & { readonly kind: SeatKind })[]
  /** Bids that passed the review so far. */
  readonly bids: number
  /** A committee of several groups is odd group by group. */
  readonly groups?: number
}

/**
 * Size by budget, an odd number, the share of experts, the chair and enough bids, all from the rule book of the call (财政部令
 * 第87号 art. 43, 47; 财库〔2014〕214号 art. 14). PostgreSQL counts the same again when the panel starts.
 */
export function decideStart(
  { seats, bids, groups = 1 }: Composition,
  { book, budgetFen, quorum }: { readonly book: RuleBook; readonly budgetFen: bigint; readonly quorum: number },
): Outcome {
  const seated = seats.filter(({ state }) => state === 'SEATED')
  const { numerator, denominator } = book.panel.expertShare
  const least = Math.max(seatsAtLeast(book, budgetFen), quorum)
  const experts = seated.filter(({ kind }) => kind === 'EXPERT').length
  const chair = seated.find(({ isChair }) => isChair)
  if (seated.length < least) return refuse('panel.too-few-seats', { data: { seats: seated.length, least } })
  if (chair === undefined) return refuse('panel.no-chair')
  if (groups === 1 && book.panel.isOdd && seated.length % 2 === 0)
    return refuse('panel.even-seats', { data: { seats: seated.length } })
  if (experts * denominator < seated.length * numerator)
    return refuse('panel.too-few-experts', { data: { experts, share: `${numerator}/${denominator}` } })
  if (chair.kind === 'BUYER' && !book.panel.mayBuyerChair) return refuse('panel.chair-is-buyer')
  if (bids < book.bids.minimum && !book.bids.ifFewer.includes('proceed'))
    return refuse('panel.too-few-bids', { data: { bids, least: book.bids.minimum } })
  return ok()
}
