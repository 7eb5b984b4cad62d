import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { bookingReasonForm, bookingStep, editVenueForm } from '#app/domain/venue/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { decideBooking } from '#app/services/venue/book-venue.server.ts'
import { editVenue } from '#app/services/venue/keep-venue.server.ts'
import { readVenue, type VenuePage } from '#app/services/venue/queries/venues.server.ts'
import { Checkbox } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { BookingRow } from '#app/ui/venue/booking-row.tsx'
import { VenueFields } from '#app/ui/venue/venue-fields.tsx'

const params = z.object({ venueId: z.uuid() })

export const loader = pageLoader({ may: 'officer', params }, async ({ ctx, params: { venueId } }) => {
  const venue = orNotFound(await readVenue(ctx, venueId))
  return { venue: orNotFound(venue.isOffice ? venue : null) }
})

export const action = pageAction(
  { may: 'officer', params },
  {
    save: on(editVenueForm, async ({ ctx, params: { venueId }, input }) => {
      const outcome = await editVenue(ctx, { venueId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauVenue(venueId), 'venue.toast.saved') : outcome
    }),
    confirm: on(bookingStep, async ({ ctx, params: { venueId }, input }) => {
      const outcome = await decideBooking(ctx, { ...input, event: 'confirm', reason: '' })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauVenue(venueId), 'venue.toast.confirmed') : outcome
    }),
    refuse: on(bookingReasonForm, async ({ ctx, params: { venueId }, input }) => {
      const outcome = await decideBooking(ctx, { ...input, event: 'refuse' })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauVenue(venueId), 'venue.toast.refused') : outcome
    }),
    cancel: on(bookingReasonForm, async ({ ctx, params: { venueId }, input }) => {
      const outcome = await decideBooking(ctx, { ...input, event: 'cancel' })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauVenue(venueId), 'venue.toast.cancelled') : outcome
    }),
  },
)

export const meta = pageMeta<{ venue: VenuePage }>((_, { venue }) => venue.name)

const yuan = (fen: string) => `${BigInt(fen) / 100n}.${(BigInt(fen) % 100n).toString().padStart(2, '0')}`

export default function BureauVenue() {
  const { venue: loaded } = useLoaderData<typeof loader>()
  const venue = loaded as VenuePage
  const t = useT()
  const { unit, name, kind, address, description } = venue
  const form = useFormState('save', {
    unit,
    name,
    kind,
    address,
    description,
    capacity: venue.capacity,
    fee: yuan(venue.feeFen),
    fullFee: yuan(venue.fullFeeFen),
    isOpen: venue.isOpen ? 'on' : '',
    hours: Object.fromEntries(venue.hours.map(({ weekday, opens, closes }) => [String(weekday), { opens, closes }])),
  })
  return (
    <Page crumbs={[{ to: paths.bureauVenues(), text: t('venue.board.title') }]}>
      <Sheet labelledBy="bookings">
        <h1>
          <Typed>{name}</Typed>
        </h1>
        <p>
          <A to={paths.venue(venue.id)}>{t('need.board.publicPage')}</A>
        </p>
        <h2 id="bookings">{t('venue.board.bookings')}</h2>
        {venue.bookings.length === 0 ? <p>{t('venue.board.bookingsNone')}</p> : null}
        <ul className="rows">
          {venue.bookings.map((booking) => (
            <BookingRow key={booking.id} booking={booking} mayDecide />
          ))}
        </ul>
      </Sheet>
      <Sheet>
        <details open={form.wasRefused ? true : undefined}>
          <summary>{t('venue.board.edit')}</summary>
          <PostForm form={form} version={venue.version}>
            <VenueFields form={form} />
            <Checkbox form={form} name="isOpen" label={t('venue.board.isOpen')} />
            <Submit>{t('venue.board.save')}</Submit>
          </PostForm>
        </details>
      </Sheet>
    </Page>
  )
}
