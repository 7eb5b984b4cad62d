import type { ServiceField } from '#app/domain/call/terms.ts'
import type { DrawPlaceState } from '#app/domain/panel/lifecycle.ts'
import { endOfTerm } from '#app/domain/rule-book/deadline.ts'
import { periodOf, seatsAtLeast } from '#app/domain/rule-book/rule-book.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Call } from '#prisma/generated/client.ts'

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

/** Every draw of a call, newest first: whoever holds the list of candidates can repeat it. */
export async function readDraws(ctx: Context, callId: string): Promise<DrawView[]> {
  const draws = await ctx.db.panelDraw.findMany({
    where: { callId },
    orderBy: { number: 'desc' },
    include: {
      _count: { select: { places: true } },
      places: {
        where: { state: { not: 'WAITING' } },
        orderBy: { position: 'asc' },
        include: { expert: { select: { account: { select: { name: true } } } } },
      },
    },
  })
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
      isLate: state === 'CALLED' && dueAt !== null && dueAt < ctx.now,
    })),
    waiting: _count.places - places.length,
  }))
}

type Booked = Pick<Call, 'method' | 'budgetFen' | 'bidDeadlineAt' | 'ruleBookCode' | 'ruleBookVersion' | 'quorum'>

/** What the call's rule book asks of its panel, and from which day it may be drawn. */
export async function readAsks(ctx: Context, call: Booked) {
  const book = await readBookOf(ctx.db, call, dayOf(ctx.now))
  const term = periodOf(book, 'panelDraw')
  const first = term === undefined ? undefined : endOfTerm(term, dayOf(call.bidDeadlineAt), await readCalendar(ctx.db))
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
export const readPeople = async (ctx: Context, bodyId: string, seatedExpertIds: readonly string[]) =>
  (
    await ctx.db.account.findMany({
      where: {
        state: 'ACTIVE',
        bodyMemberships: { some: { bodyId } },
        OR: [{ expert: null }, { expert: { id: { notIn: [...seatedExpertIds] } } }],
      },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: 100,
      select: { id: true, name: true },
    })
  ).map(({ id, name }) => ({ accountId: id, name }))

/** Ties the organiser has pinned. */
export const readPins = async (ctx: Context, callId: string) =>
  (
    await ctx.db.conflictPin.findMany({
      where: { bid: { callId } },
      orderBy: { pinnedAt: 'asc' },
      select: {
        kind: true,
        reason: true,
        seat: { select: { code: true } },
        bid: { select: { organization: { select: { name: true } } } },
      },
    })
  ).map(({ kind, reason, seat, bid }) => ({ code: seat.code, organization: bid.organization.name, kind, reason }))
