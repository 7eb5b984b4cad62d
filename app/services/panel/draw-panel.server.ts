import { answerHours, drawExperts } from '#app/domain/panel/draw.ts'
import { drawPlaceLifecycle, type DrawPlaceEvent } from '#app/domain/panel/lifecycle.ts'
import { panelPolicy } from '#app/domain/panel/policy.ts'
import { barsFromDraw } from '#app/domain/panel/seating.ts'
import type { ServiceField } from '#app/domain/call/terms.ts'
import { endOfTerm } from '#app/domain/rule-book/deadline.ts'
import { periodOf } from '#app/domain/rule-book/rule-book.ts'
import { compareDays, dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Call, DrawPlace, Panel, Prisma } from '#prisma/generated/client.ts'
import { candidateSelect, concernsOfExpert, readBidders } from './bidders.server.ts'
import { ensurePanel, giveSeat } from './give-seat.server.ts'
import { sha256Text } from './read-findings.server.ts'
import { lockPanel, openSeat } from './store.server.ts'

export type DrawWish = { callId: string; wanted: number; field: ServiceField | null; regionId: string | null }

type Held = { call: Call; panel: Panel }

/** Call and panel, locked, for an approver who may draw now. */
async function holdForDraw(tx: Tx, ctx: Context, callId: string): Promise<Outcome<Held>> {
  const call = await lockCall(tx, callId)
  const existing = call === null ? null : await lockPanel(tx, callId)
  if (call === null) return refuse('not-found')
  const facts = { bodyId: call.bodyId, callState: call.state, panelState: existing?.state, seat: undefined }
  if (!may(panelPolicy, 'readBoard', ctx.actor, facts)) return refuse('not-found')
  if (!may(panelPolicy, 'draw', ctx.actor, facts)) return refuse('panel.not-drawing')
  return ok({ call, panel: await ensurePanel(tx, ctx, callId, existing) })
}

/** Not earlier than the rule book of the call allows (财库〔2016〕198号: two working days before the deadline). */
async function decideDrawDay(tx: Tx, ctx: Context, call: Call): Promise<Outcome> {
  const term = periodOf(await readBookOf(tx, call, dayOf(ctx.now)), 'panelDraw')
  if (term === undefined) return ok()
  const first = endOfTerm(term, dayOf(call.bidDeadlineAt), await readCalendar(tx))
  if (!first.ok) return first
  return compareDays(dayOf(ctx.now), first.day) < 0 ? refuse('draw.too-early', { data: { day: first.day } }) : ok()
}

/** Everybody who could be drawn: by field, region, training, load, and with no tie that bars them. */
async function readCandidates(tx: Tx, ctx: Context, { call, panel }: Held, { field, regionId }: DrawWish) {
  const region = regionId === null ? null : await tx.region.findUnique({ where: { id: regionId } })
  const today = new Date(`${dayOf(ctx.now)}T00:00:00Z`)
  const experts = await tx.expert.findMany({
    where: {
      isActive: true,
      inPool: true,
      account: { state: 'ACTIVE' },
      OR: [{ trainedUntil: null }, { trainedUntil: { gte: today } }],
      seats: { none: { panelId: panel.id } },
      places: { none: { draw: { callId: call.id } } },
      ...(field === null ? {} : { fields: { has: field } }),
      ...(region === null ? {} : { region: { path: { startsWith: region.path } } }),
    },
    select: { ...candidateSelect, seatsMax: true, seats: { where: openSeat, select: { id: true } } },
  })
  const bidders = await readBidders(tx, call.id)
  return experts
    .filter(({ seats, seatsMax }) => seats.length < seatsMax)
    .filter((expert) => !barsFromDraw(concernsOfExpert(expert, bidders, call.bodyId)))
    .map(({ id }) => id)
}

/** Draws the panel: recorded, repeatable; the first are called at once, the others are reserves in the order of their lots. */
export const drawPanel = (ctx: Context, wish: DrawWish) =>
  transact<{ drawId: string }>(ctx, async (tx) => {
    const held = await holdForDraw(tx, ctx, wish.callId)
    if (!held.ok) return held
    const { call, panel } = held
    const inTime = await decideDrawDay(tx, ctx, call)
    if (!inTime.ok) return inTime
    const before = await tx.panelDraw.findMany({
      where: { callId: call.id },
      include: { places: { where: { state: { in: ['WAITING', 'CALLED'] } } } },
    })
    // A new draw only when the one before has nobody left: nobody draws until they like the names.
    if (before.some(({ places }) => places.length > 0)) return refuse('draw.reserves-left')
    const candidateIds = await readCandidates(tx, ctx, held, wish)
    if (candidateIds.length < wish.wanted)
      return refuse('draw.too-few', { data: { candidates: candidateIds.length, wanted: wish.wanted } })
    const number = before.length + 1
    const publishedOn = dayOf(call.publishedAt ?? ctx.now)
    const { seed, places } = drawExperts({ callId: call.id, publishedOn, number, candidateIds }, sha256Text)
    const { callId, wanted, field, regionId } = wish
    const { id: drawId } = await tx.panelDraw.create({
      data: {
        callId,
        number,
        seed,
        field,
        regionId,
        wanted,
        candidates: places.map(({ expertId }) => expertId).sort(),
        drawnById: ctx.actor.accountId ?? '',
        drawnAt: ctx.now,
      },
      select: { id: true },
    })
    await tx.drawPlace.createMany({
      data: places.map(({ expertId, lot }, index) => ({ drawId, expertId, lot, position: index + 1 })),
    })
    await record(tx, ctx, {
      type: 'panel.drawn',
      entity: 'panel',
      entityId: panel.id,
      bodyId: call.bodyId,
      callId,
      data: { draw: drawId, number, seed, candidates: places.length, wanted, field, region: regionId },
    })
    for (let called = 0; called < wanted; called += 1) await callNext(tx, ctx, call)
    return ok({ drawId })
  })

/** The next reserve in order is asked, with a term to answer in. False when none is left. */
async function callNext(tx: Tx, ctx: Context, call: Call): Promise<boolean> {
  const next = await tx.drawPlace.findFirst({
    where: { state: 'WAITING', draw: { callId: call.id } },
    orderBy: [{ draw: { number: 'desc' } }, { position: 'asc' }],
    include: { expert: { select: { account: { select: { email: true, locale: true } } } } },
  })
  if (next === null) return false
  const dueAt = new Date(ctx.now.getTime() + answerHours * 3_600_000)
  const moved = await movePlace(tx, next, 'call', { dueAt })
  if (!moved.ok) return false
  const body = await tx.body.findUniqueOrThrow({ where: { id: call.bodyId }, select: { nameZh: true, nameEn: true } })
  const isEnglish = next.expert.account.locale === 'EN'
  await sendLetter(tx, ctx, {
    to: next.expert.account.email,
    locale: isEnglish ? 'en' : 'zh-CN',
    template: 'drawn',
    values: {
      callTitle: call.title,
      bodyName: isEnglish ? body.nameEn : body.nameZh,
      answerAt: dueAt.toISOString(),
      url: `/panel/invitations/${next.id}`,
    },
  })
  return true
}

/** The only writer of a place's state. */
async function movePlace(
  tx: Tx,
  place: Pick<DrawPlace, 'id' | 'state' | 'version'>,
  event: DrawPlaceEvent,
  data: Prisma.DrawPlaceUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = drawPlaceLifecycle.next(place.state, event)
  if (state === undefined) return refuse('draw.wrong-state')
  const { count } = await tx.drawPlace.updateMany({
    where: { id: place.id, state: place.state, version: place.version },
    data: { ...data, state, version: { increment: 1 } },
  })
  return count === 1 ? ok() : stale()
}

/** Whoever has not answered in time is passed over, and reserves are called for them and for whoever stepped down. */
export const callReserves = (ctx: Context, callId: string) =>
  transact<{ called: number }>(ctx, async (tx) => {
    const held = await holdForDraw(tx, ctx, callId)
    if (!held.ok) return held
    const late = await tx.drawPlace.findMany({
      where: { state: 'CALLED', dueAt: { lt: ctx.now }, draw: { callId } },
    })
    for (const place of late) {
      const moved = await movePlace(tx, place, 'expire', { answeredAt: ctx.now })
      if (!moved.ok) return moved
    }
    const [latest, waiting, seated] = await Promise.all([
      tx.panelDraw.findFirst({ where: { callId }, orderBy: { number: 'desc' } }),
      tx.drawPlace.count({ where: { state: 'CALLED', draw: { callId } } }),
      tx.seat.count({ where: { panel: { callId }, state: 'SEATED', drawId: { not: null } } }),
    ])
    const missing = (latest?.wanted ?? 0) - waiting - seated
    let called = 0
    while (called < missing && (await callNext(tx, ctx, held.call))) called += 1
    if (called === 0 && late.length === 0) return refuse('draw.nobody-to-call')
    await record(tx, ctx, {
      type: 'panel.reserves-called',
      entity: 'panel',
      entityId: held.panel.id,
      bodyId: held.call.bodyId,
      callId,
      data: { expired: late.length, called },
    })
    return ok({ called })
  })

export type DrawAnswer = { placeId: string; version: number; accepts: boolean; reason: string }

/** An expert who was drawn takes the seat, or declines with a reason; then the next reserve is called. */
export const answerDraw = (ctx: Context, { placeId, version, accepts, reason }: DrawAnswer) =>
  transact<{ callId: string }>(ctx, async (tx) => {
    const place = await tx.drawPlace.findUnique({ where: { id: placeId }, include: { draw: true } })
    if (place === null || place.expertId !== ctx.actor.expertId) return refuse('not-found')
    const { callId } = place.draw
    const call = await lockCall(tx, callId)
    const panel = await lockPanel(tx, callId)
    if (call === null || panel === null) return refuse('not-found')
    if (place.state !== 'CALLED') return refuse('draw.answered')
    if (place.version !== version) return stale()
    if (!accepts && reason === '') return refuse('draw.reason', { field: 'reason' })
    const moved = await movePlace(tx, place, accepts ? 'accept' : 'decline', { reason, answeredAt: ctx.now })
    if (!moved.ok) return moved
    if (accepts) {
      const wish = { expertId: place.expertId, asChair: false, isDrawn: true, reason: '' }
      const given = await giveSeat(tx, ctx, { call, panel, wish, drawId: place.drawId })
      if (!given.ok) return given
    } else {
      await callNext(tx, ctx, call)
    }
    await record(tx, ctx, {
      type: accepts ? 'panel.draw-accepted' : 'panel.draw-declined',
      entity: 'panel',
      entityId: panel.id,
      bodyId: call.bodyId,
      callId,
      data: { place: placeId, position: place.position, reason },
    })
    return ok({ callId })
  })
