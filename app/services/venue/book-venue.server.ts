import { type BookingEvent, bookingLifecycle, type BookingState } from '#app/domain/venue/lifecycle.ts'
import { venuePolicy } from '#app/domain/venue/policy.ts'
import type { Day } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Venue } from '#prisma/generated/client.ts'

type Booking = {
  venueId: string
  projectId: string
  on: Day
  from: string
  to: string
  people: number
  purpose: string
}

/** For a running project of the actor’s own organization, within the hours. PostgreSQL keeps bookings apart. */
export const bookVenue = (ctx: Context, { venueId, projectId, on, from, to, people, purpose }: Booking) =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const venue = await tx.venue.findUnique({ where: { id: venueId } })
    const project = await tx.project.findUnique({
      where: { id: projectId },
      select: { organizationId: true, state: true },
    })
    if (venue === null || project === null || accountId === undefined) return refuse('not-found')
    if (!may(venuePolicy, 'book', ctx.actor, { organizationId: project.organizationId })) return refuse('forbidden')
    if (project.state !== 'ACTIVE') return refuse('venue.not-funded', { field: 'projectId' })
    if (from >= to) return refuse('venue.clock', { field: 'to' })
    if (people > venue.capacity) return refuse('venue.too-many', { field: 'people' })
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO venue_booking (venue_id, project_id, during, people, purpose, asked_by_id, asked_at)
      VALUES (${venueId}::uuid, ${projectId}::uuid, tstzrange(${`${on}T${from}:00+08:00`}::timestamptz, ${`${on}T${to}:00+08:00`}::timestamptz), ${people}::int, ${purpose},
        ${accountId}::uuid, ${ctx.now}) RETURNING id::text`
    await record(tx, ctx, {
      type: 'venue.booked',
      entity: 'venue',
      entityId: venueId,
      bodyId: venue.bodyId,
      organizationId: project.organizationId,
      projectId,
      data: { bookingId: row?.id ?? '' },
    })
    await tell(tx, ctx, { bodyId: venue.bodyId, roles: ['OFFICER'] }, 'venueAsked', {
      venueName: venue.name,
      heldOn: on,
      clockText: `${from}–${to}`,
      url: `/bureau/venues/${venueId}`,
    })
    return ok()
  })

type Decide = { bookingId: string; version: number; event: BookingEvent; reason: string }

/** Confirmed or refused for the unit, cancelled by either side before it begins. */
export const decideBooking = (ctx: Context, { bookingId, version, event, reason }: Decide) =>
  transact(ctx, async (tx) => {
    await tx.$queryRaw`SELECT id FROM venue_booking WHERE id = ${bookingId}::uuid FOR UPDATE`
    const booking = await tx.venueBooking.findUnique({ where: { id: bookingId }, include: { venue: true } })
    const { accountId } = ctx.actor
    if (booking === null || accountId === undefined) return refuse('not-found')
    const project = await tx.project.findUniqueOrThrow({
      where: { id: booking.projectId },
      select: { organizationId: true },
    })
    const { venue } = booking
    const facts = { bodyId: venue.bodyId, organizationId: project.organizationId }
    if (!may(venuePolicy, 'cancel', ctx.actor, facts)) return refuse('not-found')
    if (!may(venuePolicy, event === 'cancel' ? 'cancel' : 'decide', ctx.actor, facts)) return refuse('forbidden')
    const state = bookingLifecycle.next(booking.state, event)
    if (state === undefined) return refuse('venue.decided')
    const { count } = await tx.venueBooking.updateMany({
      where: { id: bookingId, version },
      data: { state, decidedById: accountId, decidedAt: ctx.now, reason, version: { increment: 1 } },
    })
    if (count === 0) return stale()
    await record(tx, ctx, {
      type: `venue.booking-${state.toLowerCase()}`,
      entity: 'venue',
      entityId: venue.id,
      bodyId: venue.bodyId,
      organizationId: project.organizationId,
      projectId: booking.projectId,
    })
    await tellOthers(tx, ctx, { bookingId, venue, organizationId: project.organizationId, state, reason })
    return ok()
  })

type Turned = { bookingId: string; venue: Venue; organizationId: string; state: BookingState; reason: string }

/** The organization hears what the office decided; the office hears when an organization gives a time up. */
async function tellOthers(tx: Tx, ctx: Context, turned: Turned): Promise<void> {
  const { bookingId, venue, organizationId, state, reason } = turned
  const [when] = await tx.$queryRaw<{ heldOn: string; clockText: string }[]>`
    SELECT to_char(lower(during) AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS "heldOn",
      to_char(lower(during) AT TIME ZONE 'Asia/Shanghai', 'HH24:MI') || '–' || to_char(upper(during) AT TIME ZONE 'Asia/Shanghai', 'HH24:MI') AS "clockText"
    FROM venue_booking WHERE id = ${bookingId}::uuid`
  const values = {
    venueName: venue.name,
    heldOn: when?.heldOn ?? '',
    clockText: when?.clockText ?? '',
    reason,
  }
  const byOffice = may(venuePolicy, 'decide', ctx.actor, { bodyId: venue.bodyId })
  if (!byOffice)
    await tell(tx, ctx, { bodyId: venue.bodyId, roles: ['OFFICER'] }, 'venueGivenUp', {
      ...values,
      url: `/bureau/venues/${venue.id}`,
    })
  await tell(tx, ctx, { organizationId, roles: ['OWNER', 'EDITOR', 'CERTIFIER'] }, 'venueDecided', {
    ...values,
    stateKey: `venue.booking.state.${state}`,
    url: `/venues/${venue.id}`,
  })
}
