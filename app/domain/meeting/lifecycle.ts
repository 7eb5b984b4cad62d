import { defineLifecycle } from '../shared/lifecycle.ts'

export type MeetingState = 'ANNOUNCED' | 'HELD' | 'PUBLISHED' | 'CANCELLED'
export type MeetingEvent = 'hold' | 'cancel' | 'publish'

/** Announced when it is made; held once who came is recorded; over when its minutes are published. */
export const meetingLifecycle = defineLifecycle<MeetingState, MeetingEvent>({
  name: 'meeting',
  initial: 'ANNOUNCED',
  table: {
    ANNOUNCED: { hold: 'HELD', cancel: 'CANCELLED' },
    HELD: { publish: 'PUBLISHED' },
    PUBLISHED: {},
    CANCELLED: {},
  },
})
