import { expect, test } from 'vitest'
import type { VenueTyped } from '#app/domain/venue/schema.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { bookVenue, decideBooking } from '#app/services/venue/book-venue.server.ts'
import { editVenue, enterVenue } from '#app/services/venue/keep-venue.server.ts'
import { readVenue, readVenues } from '#app/services/venue/queries/venues.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makeBidder } from '#tests/support/bid-scenes.ts'
import { accountIdOf, makeBody, makeOfficer, must } from '#tests/support/scenes.ts'
import { runningProject } from '#tests/support/scenes-project.ts'

const t = useDatabase()
const at = (actor?: Actor, on = '2026-05-04') => t.contextAt(`${on}T10:00:00+08:00`, actor)
const refused = (code: string) => ({ ok: false, refusal: { code } })

const typed: VenueTyped = {
  unit: '区图书馆',
  name: '多功能厅',
  kind: 'HALL',
  address: '名都路 1 号',
  capacity: 120,
  description: '有投影和无障碍通道。',
  fee: toFen(0n),
  fullFee: toFen(30_000n),
  // 2026-05-06 is a Wednesday.
  hours: { '3': { opens: '09:00', closes: '17:00' }, '6': { opens: '09:00', closes: '12:00' } },
}

test('a venue is booked by a running project within its hours, never twice at a time, confirmed for its unit, cancelled by either', async () => {
  const story = await runningProject(t)
  const { body, officer } = story.bureau
  const { projectId, winner } = story
  const owner = winner.owner
  expect(await enterVenue(at(winner.owner), { ...typed, bodyId: body.id, regionId: body.regionId })).toMatchObject(
    refused('forbidden'),
  )
  const place = { bodyId: body.id, regionId: body.regionId }
  expect(await enterVenue(at(officer), { ...typed, ...place, fee: toFen(30_000n) })).toMatchObject(
    refused('venue.not-reduced'),
  )
  expect(
    await enterVenue(at(officer), { ...typed, ...place, hours: { '3': { opens: '17:00', closes: '09:00' } } }),
  ).toMatchObject(refused('venue.clock'))
  expect(await enterVenue(at(officer), { ...typed, ...place, hours: {} })).toMatchObject(refused('venue.no-hours'))
  const { venueId } = must(await enterVenue(at(officer), { ...typed, ...place }))
  expect((await readVenues(at(), { region: undefined, after: null })).venues).toMatchObject([
    { id: venueId, name: '多功能厅' },
  ])

  const asked = {
    venueId,
    projectId,
    on: toDay('2026-05-06'),
    from: '09:00',
    to: '11:00',
    people: 40,
    purpose: '照护者支持小组活动',
  }
  const stranger = await makeBidder(t, '外来机构')
  expect(await bookVenue(at(stranger.owner), asked)).toMatchObject(refused('forbidden'))
  expect(await bookVenue(at(owner), { ...asked, people: 121 })).toMatchObject(refused('venue.too-many'))
  expect(await bookVenue(at(owner), { ...asked, from: '08:30' })).toMatchObject(refused('venue.hours'))
  expect(await bookVenue(at(owner), { ...asked, on: toDay('2026-05-07') })).toMatchObject(refused('venue.hours'))
  expect(await bookVenue(at(owner), { ...asked, on: toDay('2026-04-29') })).toMatchObject(refused('venue.when'))
  expect(await bookVenue(at(owner), { ...asked, to: '09:00' })).toMatchObject(refused('venue.clock'))
  // Two at the same moment: one of them is too late.
  const both = await Promise.all([
    bookVenue(at(owner), asked),
    bookVenue(at(owner), { ...asked, from: '10:00', to: '12:00' }),
  ])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.find(({ ok }) => !ok)).toMatchObject(refused('venue.overlap'))
  must(await bookVenue(at(owner), { ...asked, from: '12:00', to: '13:00' }))

  const page = await readVenue(at(), venueId)
  expect(page?.taken).toHaveLength(2)
  expect(page?.bookings).toEqual([])
  expect(await readVenue(at(owner), venueId)).toMatchObject({
    isOffice: false,
    bookings: [{ isOwn: true }, { isOwn: true }],
  })
  expect((await deskPage(at(officer))).you.map(({ kind }) => kind)).toContain('venueToConfirm')

  const [first, second] = await t.owner.venueBooking.findMany({
    where: { venueId },
    orderBy: { askedAt: 'asc' },
    select: { id: true, version: true },
  })
  const decide = { bookingId: first?.id ?? '', version: 1, reason: '' }
  expect(
    await decideBooking(at(await makeOfficer(t, await makeBody(t, '别的单位'))), { ...decide, event: 'confirm' }),
  ).toMatchObject(refused('not-found'))
  expect(await decideBooking(at(owner), { ...decide, event: 'confirm' })).toMatchObject(refused('forbidden'))
  must(await decideBooking(at(officer), { ...decide, event: 'confirm' }))
  expect(await decideBooking(at(officer), { ...decide, version: 2, event: 'refuse', reason: '改主意' })).toMatchObject(
    refused('venue.decided'),
  )
  must(await decideBooking(at(owner), { ...decide, version: 2, event: 'cancel', reason: '活动改期' }))
  // The office hears that the time is free again, and of which time.
  const given = { heldOn: '2026-05-06', reason: '活动改期' }
  expect(
    await t.owner.message.findFirst({ where: { toAddress: officer.email ?? '', template: 'venueGivenUp' } }),
  ).toMatchObject({ values: given })
  must(
    await decideBooking(at(officer), { bookingId: second?.id ?? '', version: 1, event: 'refuse', reason: '设备检修' }),
  )
  // What was cancelled leaves the time free.
  must(await bookVenue(at(owner), asked))
  await expect(
    t.owner
      .$executeRaw`INSERT INTO venue_booking (venue_id, project_id, during, people, purpose, asked_by_id) VALUES (${venueId}::uuid, ${projectId}::uuid,
      tstzrange('2026-05-06T09:30:00+08:00', '2026-05-06T10:00:00+08:00'), 5, '挤一挤', ${accountIdOf(owner)}::uuid)`,
  ).rejects.toThrow()
  must(await editVenue(at(officer), { ...typed, venueId, version: 1, isOpen: false }))
  expect(await readVenue(at(), venueId)).toBeNull()
  expect(await readVenue(at(stranger.owner), venueId)).toBeNull()
  // Whoever has booked it still reads what becomes of that.
  expect((await readVenue(at(owner), venueId))?.bookings).toHaveLength(3)
  expect(await bookVenue(at(owner), { ...asked, on: toDay('2026-05-13') })).toMatchObject(refused('venue.closed'))
})
