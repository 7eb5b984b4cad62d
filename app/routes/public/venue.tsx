import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { bookForm, bookingReasonForm, venueMax } from '#app/domain/venue/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { bookVenue, decideBooking } from '#app/services/venue/book-venue.server.ts'
import { readVenue, type VenuePage } from '#app/services/venue/queries/venues.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { DateField, NumberField, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { BookingRow } from '#app/ui/venue/booking-row.tsx'
import { VenueHours } from '#app/ui/venue/venue-parts.tsx'

const params = z.object({ venueId: z.uuid() })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { venueId } }) => ({
  venue: orNotFound(await readVenue(ctx, venueId)),
  isSignedIn: ctx.actor.accountId !== undefined,
}))

export const action = pageAction(
  { may: 'organization', params },
  {
    book: on(bookForm, async ({ ctx, params: { venueId }, input }) => {
      const outcome = await bookVenue(ctx, { venueId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.venue(venueId), 'venue.toast.asked') : outcome
    }),
    cancel: on(bookingReasonForm, async ({ ctx, params: { venueId }, input }) => {
      const outcome = await decideBooking(ctx, { ...input, event: 'cancel' })
      return outcome.ok ? redirectWithToast(ctx, paths.venue(venueId), 'venue.toast.cancelled') : outcome
    }),
  },
)

export const meta = pageMeta<{ venue: VenuePage }>((_, { venue }) => venue.name)

export default function Venue() {
  const { venue: loaded, isSignedIn } = useLoaderData<typeof loader>()
  const venue = loaded as VenuePage
  const t = useT()
  const { number, instant, clock, money } = useFormat()
  const own = venue.bookings.filter(({ isOwn }) => isOwn)
  return (
    <Page crumbs={[{ to: paths.venues(), text: t('venue.title') }]}>
      <article className="sheet">
        <h1>
          <Typed>{venue.name}</Typed>
        </h1>
        <ul className="meta">
          <li>
            <Typed>{venue.unit}</Typed>
          </li>
          <li>{t(`venue.kind.${venue.kind}`)}</li>
          <li>{venue.regionName}</li>
          <li>
            <Typed>{venue.address}</Typed>
          </li>
        </ul>
        <Figures
          items={[
            { label: t('venue.label.capacity'), value: number(venue.capacity) },
            {
              label: t('venue.label.feeShort'),
              value: venue.feeFen === '0' ? t('venue.free') : t('venue.hourly', { fee: money(venue.feeFen) }),
              note: venue.fullFeeFen === '0' ? undefined : t('venue.otherwise', { full: money(venue.fullFeeFen) }),
            },
          ]}
        />
        <TypedText text={venue.description} />
        <h2>{t('venue.label.hours')}</h2>
        <VenueHours hours={venue.hours} />
        <h2>{t('venue.taken')}</h2>
        {venue.taken.length === 0 ? <p>{t('venue.takenNone')}</p> : null}
        <ul>
          {venue.taken.map(({ from, to }) => (
            <li key={from}>{t('venue.span', { from: instant(from), to: clock(to) })}</li>
          ))}
        </ul>
        {venue.isOffice ? (
          <p>
            <A to={paths.bureauVenue(venue.id)}>{t('venue.board.handle')}</A>
          </p>
        ) : null}
      </article>
      {!venue.isOpen ? (
        <Sheet>
          <p>{t('venue.refusal.closed')}</p>
        </Sheet>
      ) : venue.projects.length === 0 ? (
        <Sheet>
          <p>{t(isSignedIn ? 'venue.onlyFunded' : 'venue.signIn')}</p>
        </Sheet>
      ) : (
        <Book venue={venue} />
      )}
      {own.length === 0 ? null : (
        <Sheet labelledBy="own">
          <h2 id="own">{t('venue.own')}</h2>
          <ul className="rows">
            {own.map((booking) => (
              <BookingRow key={booking.id} booking={booking} mayDecide={false} />
            ))}
          </ul>
        </Sheet>
      )}
    </Page>
  )
}

function Book({ venue }: { venue: VenuePage }) {
  const t = useT()
  const form = useFormState('book', { projectId: venue.projects[0]?.id })
  return (
    <Sheet labelledBy="book">
      <h2 id="book">{t('venue.book.title')}</h2>
      <p>{t('venue.book.lead')}</p>
      <PostForm form={form}>
        <SelectField
          form={form}
          name="projectId"
          label={t('venue.book.project')}
          options={venue.projects.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <DateField form={form} name="on" label={t('venue.book.on')} />
        <TextField form={form} name="from" type="time" className="short" label={t('venue.book.from')} />
        <TextField form={form} name="to" type="time" className="short" label={t('venue.book.to')} />
        <NumberField form={form} name="people" label={t('venue.book.people')} />
        <TextArea form={form} name="purpose" label={t('venue.book.purpose')} max={venueMax.purpose} rows={2} />
        <Submit>{t('venue.book.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}
