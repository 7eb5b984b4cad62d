import { defineLifecycle } from '../shared/lifecycle.ts'

export type BookingState = 'ASKED' | 'CONFIRMED' | 'REFUSED' | 'CANCELLED'
export type BookingEvent = 'confirm' | 'refuse' | 'cancel'

/** Asked for by a project, confirmed for the unit, cancelled by either before it begins. */
export const bookingLifecycle = defineLifecycle<BookingState, BookingEvent>({
  name: 'venue_booking',
  initial: 'ASKED',
  table: {
    ASKED: { confirm: 'CONFIRMED', refuse: 'REFUSED', cancel: 'CANCELLED' },
    CONFIRMED: { cancel: 'CANCELLED' },
    REFUSED: {},
    CANCELLED: {},
  },
})
