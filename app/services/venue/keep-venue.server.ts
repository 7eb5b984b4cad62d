import { venuePolicy } from '#app/domain/venue/policy.ts'
import { type VenueTyped, weekdays } from '#app/domain/venue/schema.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'

const columnsOf = ({ unit, name, kind, address, capacity, description, fee, fullFee }: VenueTyped) => ({
  unit,
  name,
  kind,
  address,
  capacity,
  description,
  feeFen: fee,
  fullFeeFen: fullFee,
})

/** Shared means free, or for less than others pay. */
function check({ fee, fullFee, hours }: VenueTyped): Outcome {
  if (fullFee < fee || (fee > 0n && fullFee === fee)) return refuse('venue.not-reduced', { field: 'fee' })
  const open = Object.entries(hours).filter(([, { opens, closes }]) => opens !== '' || closes !== '')
  const wrong = open.find(([, { opens, closes }]) => opens === '' || closes === '' || opens >= closes)
  if (wrong !== undefined) return refuse('venue.clock', { field: `hours.${wrong[0]}.opens` })
  return open.length === 0 ? refuse('venue.no-hours') : ok()
}

async function writeHours(tx: Tx, venueId: string, { hours }: VenueTyped): Promise<void> {
  await tx.venueHours.deleteMany({ where: { venueId } })
  for (const weekday of weekdays) {
    const { opens = '', closes = '' } = hours[weekday] ?? {}
    if (opens === '' || closes === '') continue
    await tx.$executeRaw`INSERT INTO venue_hours (venue_id, weekday, opens, closes) VALUES (${venueId}::uuid, ${Number(weekday)}::smallint, ${opens}::time, ${closes}::time)`
  }
}

export const enterVenue = (
  ctx: Context,
  { bodyId, regionId, ...typed }: VenueTyped & { bodyId: string; regionId: string },
) =>
  transact<{ venueId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    if (accountId === undefined || !may(venuePolicy, 'keep', ctx.actor, { bodyId })) return refuse('forbidden')
    const checked = check(typed)
    if (!checked.ok) return checked
    const [here] = await tx.$queryRaw<{ is: boolean }[]>`SELECT body_covers(${bodyId}::uuid, ${regionId}::uuid) AS is`
    if (here?.is !== true) return refuse('venue.other-region', { field: 'regionId' })
    const { id } = await tx.venue.create({
      data: { ...columnsOf(typed), bodyId, regionId, enteredById: accountId, enteredAt: ctx.now },
      select: { id: true },
    })
    await writeHours(tx, id, typed)
    await record(tx, ctx, { type: 'venue.entered', entity: 'venue', entityId: id, bodyId, isPublic: true })
    return ok({ venueId: id })
  })

export const editVenue = (
  ctx: Context,
  { venueId, version, isOpen, ...typed }: VenueTyped & { venueId: string; version: number; isOpen: boolean },
) =>
  transact(ctx, async (tx) => {
    const venue = await tx.venue.findUnique({ where: { id: venueId } })
    if (venue === null || !may(venuePolicy, 'keep', ctx.actor, { bodyId: venue.bodyId })) return refuse('not-found')
    const checked = check(typed)
    if (!checked.ok) return checked
    const { count } = await tx.venue.updateMany({
      where: { id: venueId, version },
      data: { ...columnsOf(typed), isOpen, version: { increment: 1 } },
    })
    if (count === 0) return stale()
    await writeHours(tx, venueId, typed)
    await record(tx, ctx, { type: 'venue.edited', entity: 'venue', entityId: venueId, bodyId: venue.bodyId })
    return ok()
  })
