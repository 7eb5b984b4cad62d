import type { ServiceField } from '#app/domain/call/terms.ts'
import type { DrawPlaceState } from '#app/domain/panel/lifecycle.ts'
import { endOfTerm } from '#app/domain/rule-book/deadline.ts'
import { periodOf, seatsAtLeast } from '#app/domain/rule-book/rule-book.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import type { WorkingCalendar } from '#app/domain/shared/working-days.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { type Call, Prisma } from '#prisma/generated/client.ts'

export type DrawView = {
  id: string
  number: number
  seed: string
  field: ServiceField | null
  wanted: number
  candidates: number
  drawnAt: string
  /** Those who were called, and how many reserves still wait. Reserves stay unnamed until they are called. */
  called: { position: number; name: string; state: DrawPlaceState; dueAt: string; reason: string; isLate: boolean }[]
  waiting: number
}

/** What drawViews is made of. */
export const drawsRead = {
  orderBy: { number: 'desc' },
  include: {
    _count: { select: { places: true } },
    places: {
      where: { state: { not: 'WAITING' } },
      orderBy: { position: 'asc' },
      include: { expert: { select: { account: { select: { name: true } } } } },
    },
  },
} satisfies Prisma.Call$drawsArgs

/** Every draw of a call, newest first: whoever holds the list of candidates can repeat it. */
export function drawViews(
  { now }: Pick<Context, 'now'>,
  draws: readonly Prisma.PanelDrawGetPayload<{ include: (typeof drawsRead)['include'] }>[],
): DrawView[] {
  return draws.map(({ id, number, seed, field, wanted, drawnAt, places, _count }) => ({
    id,
    number,
    seed,
    field,
    wanted,
    candidates: _count.places,
    drawnAt: drawnAt.toISOString(),
    called: places.map(({ position, state, dueAt, reason, expert }) => ({
      position,
      name: expert.account.name,
      state,
      dueAt: dueAt?.toISOString() ?? '',
      reason,
      isLate: state === 'CALLED' && dueAt !== null && dueAt < now,
    })),
    waiting: _count.places - places.length,
  }))
}

type Booked = Pick<Call, 'method' | 'budgetFen' | 'bidDeadlineAt' | 'ruleBookCode' | 'ruleBookVersion' | 'quorum'>

/** What the call's rule book asks of its panel, and from which day it may be drawn. */
export async function readAsks(ctx: Context, call: Booked, calendar: WorkingCalendar) {
  const book = await readBookOf(ctx.db, call, dayOf(ctx.now))
  const term = periodOf(book, 'panelDraw')
  const first = term === undefined ? undefined : endOfTerm(term, dayOf(call.bidDeadlineAt), calendar)
  const { numerator, denominator } = book.panel.expertShare
  return {
    least: Math.max(seatsAtLeast(book, call.budgetFen), call.quorum),
    isOdd: book.panel.isOdd,
    experts: numerator === 0 ? '' : `${numerator}/${denominator}`,
    mayBuyerChair: book.panel.mayBuyerChair,
    drawFrom: first?.ok === true ? first.day : null,
  }
}

/** Members of the buying body who do not sit on the panel yet. */
export const peopleOf = (callId: string): Reading<{ accountId: string; name: string }[]> =>
  reading(Prisma.sql`
    SELECT a.id AS "accountId", a.name FROM account a
    WHERE a.state = 'ACTIVE'
      AND EXISTS (SELECT 1 FROM call c JOIN body_membership m ON m.body_id = c.body_id WHERE c.id = ${callId}::uuid AND m.account_id = a.id)
      AND NOT EXISTS (SELECT 1 FROM panel p JOIN seat s ON s.panel_id = p.id JOIN expert x ON x.id = s.expert_id
        WHERE p.call_id = ${callId}::uuid AND x.account_id = a.id)
    ORDER BY a.name, a.id LIMIT ${atMost(100)}`)

/** What pinViews is made of: the names of all bidders, too. */
export const bidsRead = {
  select: {
    id: true,
    organization: { select: { name: true } },
    pins: { select: { kind: true, reason: true, pinnedAt: true, seat: { select: { code: true } } } },
  },
} satisfies Prisma.BidDefaultArgs
export type NamedBid = Prisma.BidGetPayload<typeof bidsRead>

/** Ties the organiser has pinned, in the order in which they were. */
export const pinViews = (bids: readonly NamedBid[]) =>
  bids
    .flatMap(({ organization, pins }) => pins.map((pin) => ({ ...pin, organization: organization.name })))
    .toSorted((one, other) => one.pinnedAt.getTime() - other.pinnedAt.getTime())
    .map(({ seat, organization, kind, reason }) => ({ code: seat.code, organization, kind, reason }))
