import { groupWithPlace } from '#app/domain/panel/groups.ts'
import { decideSeat, type SeatWish } from '#app/domain/panel/seating.ts'
import { periodOf } from '#app/domain/rule-book/rule-book.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import type { Call, Panel } from '#prisma/generated/client.ts'
import { candidateSelect, concernsOfExpert, readBidders } from './bidders.server.ts'

const personSelect = {
  ...candidateSelect,
  account: { select: { ...candidateSelect.account.select, locale: true } },
} as const

export type SeatGiven = { seatId: string; code: string; name: string; email: string; isEnglish: boolean }

/** The panel of a call; made with its first seat or its first draw. */
export const ensurePanel = async (tx: Tx, ctx: Context, callId: string, existing: Panel | null): Promise<Panel> =>
  existing ?? tx.panel.create({ data: { callId, seatedById: ctx.actor.accountId ?? '', createdAt: ctx.now } })

/** Gives a seat, whether it was drawn or chosen; call and panel are locked by the caller, who has judged the right to it. */
export async function giveSeat(
  tx: Tx,
  ctx: Context,
  { call, panel, wish, drawId }: { call: Call; panel: Panel; wish: SeatWish; drawId?: string },
): Promise<Outcome<SeatGiven>> {
  const { expertId, asChair, reason } = wish
  const expert = await tx.expert.findUnique({
    where: { id: expertId, isActive: true, account: { state: 'ACTIVE' } },
    select: personSelect,
  })
  if (expert === null) return refuse('not-found')
  const book = await readBookOf(tx, call, dayOf(ctx.now))
  const seats = await tx.seat.findMany({ where: { panelId: panel.id } })
  const concerns = concernsOfExpert(expert, await readBidders(tx, call.id), call.bodyId)
  const decision = decideSeat(seats, wish, concerns, {
    mayBuyerChair: book.panel.mayBuyerChair,
    needsDraw: periodOf(book, 'panelDraw') !== undefined,
  })
  if (!decision.ok) return decision
  const { code, kind } = decision
  if (asChair) await tx.seat.updateMany({ where: { panelId: panel.id, isChair: true }, data: { isChair: false } })
  const seat = await tx.seat.create({
    data: {
      panelId: panel.id,
      expertId,
      code,
      kind,
      isChair: asChair,
      // Who comes in for somebody once scoring runs joins the group where the place is free.
      panelGroup: panel.state === 'FORMING' ? '' : groupWithPlace(panel.groupSizes, seats),
      drawId: drawId ?? null,
      appointedReason: reason,
    },
    select: { id: true },
  })
  await record(tx, ctx, {
    type: 'panel.seated',
    entity: 'panel',
    entityId: panel.id,
    bodyId: call.bodyId,
    callId: call.id,
    data: {
      seat: seat.id,
      expert: expertId,
      code,
      kind,
      isChair: asChair,
      isDrawn: wish.isDrawn,
      reason,
      concerns,
    },
  })
  const { name, email, locale } = expert.account
  return ok({ seatId: seat.id, code, name, email, isEnglish: locale === 'EN' })
}
