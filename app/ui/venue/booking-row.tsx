import { venueMax } from '#app/domain/venue/schema.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { BookingView } from '#app/services/venue/queries/venues.server.ts'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** A booking, with what its reader may do: the office confirms or refuses, either side cancels before it begins. */
export function BookingRow({ booking, mayDecide }: { booking: BookingView; mayDecide: boolean }) {
  const t = useT()
  const { instant, clock } = useFormat()
  const confirm = useRowForm('confirm', 'bookingId', booking.id)
  const refuseForm = useRowForm('refuse', 'bookingId', booking.id)
  const cancel = useRowForm('cancel', 'bookingId', booking.id)
  const isLive = (booking.state === 'ASKED' || booking.state === 'CONFIRMED') && !booking.isOver
  return (
    <li>
      <h3>{t('venue.span', { from: instant(booking.from), to: clock(booking.to) })}</h3>
      <ul className="meta">
        <li>
          <Tag tone={booking.state === 'ASKED' ? 'wait' : booking.state === 'CONFIRMED' ? 'open' : 'plain'}>
            {t(`venue.booking.state.${booking.state}`)}
          </Tag>
        </li>
        <li>
          <Typed>{booking.organizationName}</Typed>
        </li>
        <li>
          <A to={paths.project(booking.projectNo)}>
            <Typed>{booking.projectTitle}</Typed>
          </A>
        </li>
        <li>{t('venue.people', { count: booking.people })}</li>
      </ul>
      <p>
        <Typed>{booking.purpose}</Typed>
      </p>
      {booking.reason === '' ? null : (
        <p className="hint">
          <Typed>{booking.reason}</Typed>
        </p>
      )}
      {mayDecide && booking.state === 'ASKED' && isLive ? (
        <>
          <ActionButton form={confirm} version={booking.version} fields={{ bookingId: booking.id }}>
            {t('venue.booking.confirm')}
          </ActionButton>
          <details open={refuseForm.wasRefused ? true : undefined}>
            <summary>{t('venue.booking.refuse')}</summary>
            <PostForm form={refuseForm} version={booking.version}>
              <input type="hidden" name="bookingId" value={booking.id} />
              <TextArea
                form={refuseForm}
                name="reason"
                label={t('venue.booking.reason')}
                max={venueMax.reason}
                rows={2}
              />
              <Submit quiet>{t('venue.booking.refuse')}</Submit>
            </PostForm>
          </details>
        </>
      ) : null}
      {isLive && (booking.isOwn || (mayDecide && booking.state === 'CONFIRMED')) ? (
        <details open={cancel.wasRefused ? true : undefined}>
          <summary>{t('venue.booking.cancel')}</summary>
          <PostForm form={cancel} version={booking.version}>
            <input type="hidden" name="bookingId" value={booking.id} />
            <TextArea form={cancel} name="reason" label={t('venue.booking.reason')} max={venueMax.reason} rows={2} />
            <Submit quiet>{t('venue.booking.cancel')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </li>
  )
}
